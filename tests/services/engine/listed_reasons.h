// Whether an RPC may answer the reason it was refused with.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "errors/error.h"
#include "google/protobuf/descriptor.h"
#include "kasvu/v1/rules.pb.h"

namespace kasvu::engine {

// What every call may answer, or every one that changes something.
inline bool IsCommonReason(const std::string& reason) {
  static const std::set<std::string> kCommon = {
      "ACTOR_INVALID",  "COHORT_NOT_FOUND",  "COHORT_OVER",         "COHORT_PURGED",
      "COMMIT_UNKNOWN", "DEADLINE_PASSED",   "DISK_NEARLY_FULL",    "INTERNAL",
      "INVALID_FIELDS", "NOT_ALLOWED",       "REQUEST_ID_REUSED",   "REQUEST_UNREADABLE",
      "SHUTTING_DOWN",  "STORE_UNAVAILABLE", "STORED_DATA_DAMAGED", "OVERLOADED"};
  return kCommon.contains(reason);
}

// Fails the test when the RPC that takes `request` was refused with a reason that its proto does
// not list.
inline void ExpectListed(const google::protobuf::Descriptor* request, const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  if (reason.empty() || IsCommonReason(reason)) return;
  const auto* service = request->file()->service(0);
  for (int i = 0; i < service->method_count(); ++i) {
    const auto* method = service->method(i);
    if (method->input_type() != request) continue;
    const auto& listed = method->options().GetExtension(kasvu::v1::call).reasons();
    EXPECT_NE(std::find(listed.begin(), listed.end(), reason), listed.end())
        << method->full_name() << " answered " << reason << ", which its proto does not list";
  }
}

}  // namespace kasvu::engine

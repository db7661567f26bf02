// The versions that cohorts run on: fetched from the catalogue once, kept here for good.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/common/call_queue.h"
#include "services/common/workers.h"
#include "storage/kv.h"

namespace kasvu::engine {

struct PinnedVersion {
  std::string name;    // publisher/id@number
  std::string digest;  // of its source; under this its compiled form lies in kPinnedTable
};

// Safe for use by several threads.
class Versions {
 public:
  // Both outlive it.
  Versions(storage::Store& store, services::Workers& workers) : store_(store), workers_(workers) {}

  // Where to ask from now on, unless it is null; answers come through `queue`. Not while others
  // call.
  void Connect(std::shared_ptr<grpc::Channel> catalogue, services::CallQueue& queue);

  // Finds publisher/id@number, or the newest of publisher/id, checks its digests and pins it. A
  // numbered version that is pinned already needs no catalogue. `found` is called once, on one of
  // the workers or before Find returns. TEMPLATE_NOT_FOUND, CATALOGUE_UNREACHABLE, VERSION_DIFFERS.
  using Found = absl::AnyInvocable<void(absl::StatusOr<PinnedVersion>)>;
  void Find(const std::string& name, Found found);

  // What a version that is pinned was adapted or derived from: overlay_of and variant_of alone.
  // Empty for one that was pinned before this was kept.
  absl::StatusOr<kasvu::v1::TemplateSpec> Origin(const std::string& name) const;

 private:
  class Fetch;

  // Nothing when `name` is not pinned.
  absl::StatusOr<std::optional<PinnedVersion>> FindPinned(const std::string& name) const;
  absl::StatusOr<PinnedVersion> Pin(const kasvu::v1::TemplateVersion& version);

  storage::Store& store_;
  services::Workers& workers_;
  services::CallQueue* queue_ = nullptr;
  std::unique_ptr<kasvu::v1::TemplateService::Stub> stub_;  // null without a catalogue
};

}  // namespace kasvu::engine

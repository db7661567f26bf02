// What the catalogue says of the versions that it has published: which ones new cohorts should not
// take any more. Kept with the engine's data, so that it is known while the catalogue is away.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "kasvu/storage/v1/catalogue.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Safe for use by several threads.
class Standings {
 public:
  // `store` is the engine's and outlives it.
  explicit Standings(storage::Store& store) : store_(store) {}

  // Reads what is known. Called once, first.
  absl::Status Load();

  // The position in the catalogue's feed up to which changes were taken.
  uint64_t position() const;
  // Takes the next change: on the disk when it returns.
  absl::Status Take(const kasvu::v1::StandingChange& change);
  // The catalogue has other data than before: forgets everything, also on the disk.
  absl::Status BeginAnew();

  // What its publisher says of a version that was withdrawn; nothing of any other.
  std::optional<storage::v1::TemplateStandingRecord> Withdrawal(const std::string& version) const;
  // Tells in `cohort` the standing of the version that it runs on.
  void AddTo(kasvu::v1::Cohort& cohort) const;

 private:
  storage::Store& store_;
  mutable std::mutex mutex_;
  uint64_t position_ = 0;
  std::map<std::string, storage::v1::KnownStandingRecord> by_version_;
};

}  // namespace kasvu::engine

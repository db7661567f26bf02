// Programmes as cohorts play them, ready in memory.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "kasvu/storage/v1/state.pb.h"
#include "kasvu/v1/template.pb.h"
#include "storage/kv.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

// How many programmes are kept at most, one for each version that a cohort is played by; those used
// longest ago go.
inline constexpr size_t kProgramsKept = 1024;

// Safe for use by several threads. What makes a programme of a version (parameters, region, zone)
// is fixed when its cohort is created, so nothing kept here ever grows old.
class Programs {
 public:
  // `store` is the engine's and outlives it.
  explicit Programs(storage::Store& store) : store_(store) {}

  // The version with `digest` as a cohort that exists plays it; parameters that the version does
  // not know are left out. DATA_LOSS (VERSION_DIFFERS) when it is not pinned here.
  absl::StatusOr<std::shared_ptr<const workflows::Program>> Of(
      const kasvu::storage::v1::CohortState& cohort, const std::string& digest);

  // That of the cohort with this id when it is kept, or null.
  std::shared_ptr<const workflows::Program> Kept(const std::string& cohort,
                                                 const std::string& digest);

  // Adds to `pins` every version that governs somebody in `image`, or governed its cohort.
  absl::Status AddPins(const workflows::CohortImage& image, workflows::Pins& pins);

  // The pinned version with this digest, shared by the programmes that run on it.
  absl::StatusOr<std::shared_ptr<const kasvu::v1::TemplateSpec>> Spec(const std::string& digest);

 private:
  struct Entry {
    std::shared_ptr<const workflows::Program> program;
    std::list<std::string>::iterator place;
  };

  storage::Store& store_;
  std::mutex mutex_;
  std::list<std::string> newest_first_;
  std::unordered_map<std::string, Entry> kept_;  // by cohort and digest
  std::unordered_map<std::string, std::weak_ptr<const kasvu::v1::TemplateSpec>> specs_;
};

}  // namespace kasvu::engine

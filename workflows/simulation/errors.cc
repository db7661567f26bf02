#include "workflows/simulation/errors.h"

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/simulation/rehearsal.h"

namespace kasvu::workflows {

absl::Status RehearsalSize(int participants, int runs) {
  return Error(absl::StatusCode::kInvalidArgument, "REHEARSAL_SIZE",
               absl::StrCat(runs, " runs of ", participants,
                            " participants cannot be rehearsed: 1–", kMaxRuns, " runs of 1–",
                            kMaxRehearsed, " participants, ", kMaxRehearsedInAll, " in all"),
               {{"participants", absl::StrCat(participants)},
                {"runs", absl::StrCat(runs)},
                {"most_participants", absl::StrCat(kMaxRehearsed)},
                {"most_runs", absl::StrCat(kMaxRuns)},
                {"most_in_all", absl::StrCat(kMaxRehearsedInAll)}});
}

}  // namespace kasvu::workflows

#include "workflows/simulation/rehearsal.h"

#include <utility>

#include "errors/error.h"
#include "workflows/simulation/absences.h"
#include "workflows/simulation/errors.h"
#include "workflows/simulation/summary.h"

namespace kasvu::workflows {

Rehearsal::Rehearsal(std::shared_ptr<const Program> program, Casting casting, int runs)
    : program_(std::move(program)),
      casting_(std::move(casting)),
      runs_(runs),
      absences_allowed_(AbsencesAllowed(*program_)) {}

absl::StatusOr<std::unique_ptr<const Rehearsal>> Rehearsal::Make(
    std::shared_ptr<const kasvu::v1::TemplateSpec> compiled, Casting casting, int runs) {
  const int64_t in_all = static_cast<int64_t>(casting.participants) * runs;
  if (runs < 1 || runs > kMaxRuns || casting.participants < 1 ||
      casting.participants > kMaxRehearsed || in_all > kMaxRehearsedInAll) {
    return RehearsalSize(casting.participants, runs);
  }
  KASVU_ASSIGN_OR_RETURN(auto program, Program::Make(std::move(compiled), casting.cohort));
  std::unique_ptr<const Rehearsal> rehearsal(
      new Rehearsal(std::move(program), std::move(casting), runs));
  Player first(rehearsal->program_, rehearsal->casting_, rehearsal->absences_allowed_, 0);
  KASVU_RETURN_IF_ERROR(first.SignUp());
  return rehearsal;
}

Tally Rehearsal::Play(int run, Transcript* transcript) const {
  Player player(program_, casting_, absences_allowed_, static_cast<uint64_t>(run), transcript);
  player.SignUp().IgnoreError();  // as it was when the rehearsal was made
  return player.Play();
}

kasvu::v1::Rehearsal Rehearsal::Told(const Tally& tally) const {
  return SummaryOf(*program_, casting_, runs_, tally);
}

}  // namespace kasvu::workflows

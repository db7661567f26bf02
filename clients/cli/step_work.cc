#include "clients/cli/step_work.h"

#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "errors/error.h"

namespace kasvu::cli {

void AddStepWork(Verb& verb, StepWork& work) {
  verb.Option("OWNER", work.owner, kOwnerArgument)->required();
  verb.Option("STEP", work.step, kStepArgument)->required();
  verb.TakesPlaceApart({&work.owner, &work.step});
  AddCohortOption(verb, work.cohort);
  AddOnOption(verb, work.on);
  AddNoteOption(verb, work.note);
  verb.Option("--field", work.fields,
              {"Kirjattava tieto, learning=…; voi toistaa", "En uppgift, learning=…; kan upprepas",
               "A field to record, learning=…; may be repeated"})
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
}

absl::Status FillRequest(Frame& frame, const StepWork& work,
                         kasvu::v1::RecordStepRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const auto fields, Assignments("--field", work.fields));
  for (const auto& [name, value] : fields) (*request.mutable_fields())[name] = value;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(), ResolvePlace(frame, work.owner, work.cohort));
  request.set_step(work.step);
  request.set_note(work.note);
  return SetOccurTime(frame, request.owner(), work.on, request);
}

}  // namespace kasvu::cli

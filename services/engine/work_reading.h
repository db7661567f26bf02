// What a request says was done, as the rules take it: names as ordinals, words sealed.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "kasvu/storage/v1/work.pb.h"
#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/program.h"

namespace kasvu::engine {

// A command whose words still have to be sealed.
struct ReadWork {
  workflows::RecordStep command;
  kasvu::storage::v1::SealedContent content;
};

// Whether the request has words to seal: a note, a field, an answer in words or a decision.
bool MayHaveWords(const kasvu::v1::RecordStepRequest& request);

// Reads everything but the owner. `program` may be null where there are no words. INVALID_FIELDS
// for times out of range and a note where none are kept, ENROLMENT_NOT_FOUND for names that are
// none of `cohort`.
absl::StatusOr<ReadWork> ReadWorkOf(const kasvu::v1::RecordStepRequest& request,
                                    std::string_view cohort, const workflows::Program* program);

}  // namespace kasvu::engine

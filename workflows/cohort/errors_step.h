// Why work on a step may be refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

// INVALID_ARGUMENT STEP_UNKNOWN: the owner has no such step; names the nearest of `known`.
absl::Status NoSuchStep(std::string_view key, const std::vector<std::string>& known);
// INVALID_ARGUMENT STEP_UNKNOWN: the step is a series, and the key names none of its `known` items.
absl::Status NoSuchItem(std::string_view key, const std::vector<std::string>& known);
// INVALID_ARGUMENT STEP_UNKNOWN: it is a step of another owner: `a link mentor`, `the cohort`.
absl::Status StepOfAnother(std::string_view key, std::string_view whose);
// FAILED_PRECONDITION STEP_SETTLED: done, missed or waived before.
absl::Status StepSettled(std::string_view key, storage::v1::StepState state);
// FAILED_PRECONDITION STEP_NOT_APPLICABLE.
absl::Status StepNotApplicable(std::string_view key);
// FAILED_PRECONDITION UP_TO_REACHED: as many as there may be have been recorded.
absl::Status UpToReached(std::string_view key, int most);
// INVALID_ARGUMENT WRONG_WORK: the step is a `kind`, of which `expected` is recorded.
absl::Status WrongWork(std::string_view key, std::string_view kind, std::string_view expected);
// INVALID_ARGUMENT WRONG_WORK: of health only that it was done is kept.
absl::Status OnlyDoneIsKept(std::string_view key);
// INVALID_ARGUMENT WRONG_WORK: a correction says what was done.
absl::Status NotSentBackByCorrection(std::string_view key);
// INVALID_ARGUMENT FIELD_REQUIRED: all that is missing.
absl::Status FieldRequired(std::string_view key, const std::vector<std::string>& missing);
// The same of `role`: for whom it is signed, one of `roles`.
absl::Status SignerRequired(std::string_view key, const std::vector<std::string>& roles);
// INVALID_ARGUMENT ANSWER_INVALID: `why` goes on from the question: "goes from 1 to 5".
absl::Status AnswerInvalid(std::string_view question, std::string_view why);
// INVALID_ARGUMENT VALUE_UNKNOWN: it is none of `known`.
absl::Status ValueUnknown(std::string_view value, const std::vector<std::string>& known);
// FAILED_PRECONDITION QUOTA_EXCEEDED: `given` got the value, of which there are `least` to `most`.
absl::Status QuotaExceeded(std::string_view value, int given, int least, int most);
// FAILED_PRECONDITION ALREADY_SIGNED.
absl::Status AlreadySigned(std::string_view key, std::string_view role);
// FAILED_PRECONDITION RETURNS_USED_UP: it was sent back `most` times.
absl::Status ReturnsUsedUp(std::string_view key, int most);
// FAILED_PRECONDITION NOTHING_TO_CORRECT.
absl::Status NothingToCorrect(std::string_view key);

// The word of a state as people and programs read it: `done`.
std::string WordOf(storage::v1::StepState state);

}  // namespace kasvu::workflows

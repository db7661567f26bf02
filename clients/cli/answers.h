// Answers as people type them, turned into what the form asks for.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/progress_service.pb.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::cli {

// The form that a step of the cohort's programme asks with: `needs`, or `pulse/goals` of a series.
// Refused with STEP_UNKNOWN or WRONG_WORK when there is none.
absl::StatusOr<kasvu::v1::Form> FormOf(Frame& frame, const std::string& cohort,
                                       const std::string& step);

// One answer: a number for scales and numbers; an option by its id or its title in any language,
// several of them separated by commas; words as they are; of health only that it was answered.
// Refused with QUESTION_UNKNOWN or ANSWER_INVALID, which say what would fit.
absl::StatusOr<kasvu::v1::AnswerValue> AnswerTo(const kasvu::v1::Form& form,
                                                const std::string& question,
                                                const std::string& text);

// What `form` asks, for those who are to answer: each question's id, its words and what it takes.
void PrintQuestions(Frame& frame, const kasvu::v1::Form& form);

}  // namespace kasvu::cli

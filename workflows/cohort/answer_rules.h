// Whether answers fit the questions of a form.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "kasvu/storage/v1/work.pb.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// Checks the answers in `work` against `form`, and marks those in `words`, whose words are sealed,
// as answered. Of health only `answered` may be there. ANSWER_INVALID names the first question that
// is wrong, in the form's order, or all required ones that are missing.
absl::Status CheckAnswers(const kasvu::v1::Form& form, const std::set<std::string>& words,
                          storage::v1::Work& work);

}  // namespace kasvu::workflows

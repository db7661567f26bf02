// The programme that a cohort runs: its titles and forms, for those who read and fill them.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::cli {

// The version `name` (kasvu/ekollega@1) with its modules inlined.
absl::StatusOr<kasvu::v1::TemplateSpec> ProgrammeNamed(Frame& frame, const std::string& name);

// The step that a key names: `session` of session/goals. Null when there is none.
const kasvu::v1::Step* StepNamed(const kasvu::v1::TemplateSpec& programme, std::string_view key);

// The title of that step; the key itself when there is no such step or it has none.
std::string StepTitle(const kasvu::v1::TemplateSpec& programme, const std::string& key,
                      const std::string& language);

// The title of an end; its id when it has none.
std::string EndTitle(const kasvu::v1::TemplateSpec& programme, const std::string& end,
                     const std::string& language);

// What the requirement `id` of an end asks for, in a few words: a step's title and how many.
std::string RequirementText(const Frame& frame, const kasvu::v1::TemplateSpec& programme,
                            const std::string& end, const std::string& id);

// Whether somebody can complete the programme: a rolling one just goes on.
bool CanBeCompleted(const kasvu::v1::TemplateSpec& programme);

}  // namespace kasvu::cli

// Differences, conflicts and decisions as they travel.
#pragma once

#include <string_view>

#include "kasvu/v1/template_service.pb.h"
#include "workflows/revision/difference.h"
#include "workflows/revision/merge.h"

namespace kasvu::catalogue {

// With the title that the element has in `spec`.
kasvu::v1::TemplateDifference DifferenceMessage(const workflows::Difference& difference,
                                                const kasvu::v1::TemplateSpec& spec,
                                                std::string_view language);

// Without the sentence about it.
kasvu::v1::MergeConflict ConflictMessage(const workflows::Conflict& conflict);

kasvu::v1::MergeNote NoteMessage(const workflows::MergeNote& note, std::string_view language);

workflows::Decisions DecisionsOf(const kasvu::v1::MergeTemplateRequest& request);

}  // namespace kasvu::catalogue

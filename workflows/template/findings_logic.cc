#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {

std::span<const FindingText> LogicFindings() { return {}; }

}  // namespace kasvu::workflows

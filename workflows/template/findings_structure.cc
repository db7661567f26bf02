#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {

std::span<const FindingText> StructureFindings() { return {}; }

}  // namespace kasvu::workflows

#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {

std::span<const FindingText> IdFindings() { return {}; }

}  // namespace kasvu::workflows

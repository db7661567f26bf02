#include "workflows/template/finding.h"

#include <algorithm>

namespace kasvu::workflows {

bool HasErrors(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kError; });
}

}  // namespace kasvu::workflows

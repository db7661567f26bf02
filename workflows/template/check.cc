#include "workflows/template/check.h"

#include "workflows/template/report.h"

namespace kasvu::workflows {

Findings CheckMeaning(std::string_view file, const kasvu::v1::TemplateSpec& spec,
                      const SourceMap& source) {
  Report report(file, source);
  (void)spec;
  return Sorted(report.findings());
}

}  // namespace kasvu::workflows

#include "workflows/migration/lineage.h"

#include <algorithm>
#include <set>
#include <string>

#include "workflows/template/version_reference.h"

namespace kasvu::workflows {
namespace {

// publisher/id of itself and of what it came from.
std::set<std::string> Family(std::string_view name, const kasvu::v1::TemplateSpec& spec) {
  std::set<std::string> family;
  const auto add = [&](std::string_view version) {
    const auto reference = ParseVersionReference(version);
    if (reference) family.insert(reference->publisher + "/" + reference->id);
  };
  add(name);
  add(spec.overlay_of());
  add(spec.variant_of());
  return family;
}

}  // namespace

bool IsSameProgramme(std::string_view from, const kasvu::v1::TemplateSpec& from_spec,
                     std::string_view to, const kasvu::v1::TemplateSpec& to_spec) {
  const std::set<std::string> ones = Family(from, from_spec), others = Family(to, to_spec);
  return std::any_of(ones.begin(), ones.end(),
                     [&](const std::string& one) { return others.count(one) > 0; });
}

}  // namespace kasvu::workflows

#include "workflows/proof/param_corners.h"

#include <algorithm>

#include "workflows/proof/limits.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

std::vector<ParamValues> ParamCorners(const kasvu::v1::TemplateSpec& spec, bool& all) {
  ParamValues defaults;
  for (const auto& [name, param] : spec.params()) defaults[name] = param.default_();
  std::vector<ParamValues> corners = {ParamValues()};
  all = true;
  for (const std::string& name : KeysIn(spec.params())) {
    const kasvu::v1::Param& param = spec.params().at(name);
    std::vector<ParamValues> wider;
    for (const ParamValues& corner : corners) {
      for (const int value : {param.min(), param.max()}) {
        wider.push_back(corner);
        wider.back()[name] = value;
        if (param.min() == param.max()) break;
      }
    }
    corners = std::move(wider);
    if (corners.size() > kMaxParamCorners) {
      // The two that stretch or squeeze everything at once are left.
      all = false;
      ParamValues least, most;
      for (const auto& [each, of] : spec.params()) {
        least[each] = of.min();
        most[each] = of.max();
      }
      corners = {least, most};
      break;
    }
  }
  std::erase(corners, defaults);
  corners.insert(corners.begin(), defaults);
  return corners;
}

}  // namespace kasvu::workflows

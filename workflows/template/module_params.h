// The values that a template gives to a module.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

// A parameter by name: a list for a list of words, else one value.
struct ParamArgument {
  bool list = false;
  std::vector<std::string> values;
};
using ParamArguments = std::map<std::string, ParamArgument>;

// What type `param` is of: as said, or as its default tells, or a number.
kasvu::v1::ParamType TypeOf(const kasvu::v1::Param& param);

// The arguments of one `use`, defaults filled in. Reports what is missing, unknown, of another type
// or out of range. A number may be a parameter of the template ("$weeks").
ParamArguments Arguments(const kasvu::v1::TemplateSpec& module, const kasvu::v1::Step& use,
                         std::string_view path, Report& report);

// Puts the arguments in the place of every "$name" in `node`; in a list, a list is spliced in.
void Substitute(const ParamArguments& arguments, Node& node);

}  // namespace kasvu::workflows

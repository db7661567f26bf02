#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/message_walk.h"
#include "workflows/template/module_params.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/written_scalar.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void CheckDeclaration(const TemplateIndex& index, const std::string& name,
                      const kasvu::v1::Param& param, Report& report) {
  const std::string path = absl::StrCat("params.", name);
  if (TypeOf(param) != kasvu::v1::PARAM_TYPE_NUMBER) {
    if (!index.IsModule()) report.Add("param-not-a-number", path, {{"param", name}});
    return;
  }
  const bool ranged = param.min() != 0 || param.max() != 0;
  if (!ranged && !index.IsModule()) {
    report.Add("param-without-range", path, {{"param", name}});
  } else if (param.min() > param.max()) {
    report.Add("reversed-range", path,
               {{"min", absl::StrCat(param.min())}, {"max", absl::StrCat(param.max())}});
  } else if (ranged && (param.default_() < param.min() || param.default_() > param.max()) &&
             (param.default_() != 0 || !index.IsModule())) {
    report.Add("default-out-of-range", path,
               {{"param", name},
                {"value", absl::StrCat(param.default_())},
                {"least", absl::StrCat(param.min())},
                {"most", absl::StrCat(param.max())}});
  }
}

}  // namespace

void CheckParams(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  const std::vector<std::string> declared = KeysIn(spec.params());
  for (const std::string& name : declared) {
    CheckDeclaration(index, name, spec.params().at(name), report);
  }
  const auto check = [&](const std::string& name, const std::string& path) {
    if (spec.params().contains(name)) return;
    report.Add("undeclared-param", path,
               {{"param", name}, {"suggestion", NearestWord(name, declared)}});
  };
  VisitParts(
      spec, "", [](const Message&, const std::string&) {},
      [&](const std::string& word, const FieldDescriptor& field, const std::string& path) {
        if (field.containing_type() == kasvu::v1::Number::descriptor()) {
          if (!word.empty()) check(word, path.substr(0, path.rfind('.')));
        } else if (const auto name = ParameterName(word)) {
          if (index.IsModule()) return check(*name, path);
          report.Add("parameter-not-here", path, {{"parameter", word}});
        }
      });
}

}  // namespace kasvu::workflows

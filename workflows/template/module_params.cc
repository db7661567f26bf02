#include "workflows/template/module_params.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/plain_scalar.h"
#include "workflows/template/written_scalar.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Param;
using kasvu::v1::ParamType;

std::vector<std::string> Default(const Param& param) {
  switch (TypeOf(param)) {
    case kasvu::v1::PARAM_TYPE_WORD:
      return param.text().empty() ? std::vector<std::string>() : std::vector{param.text()};
    case kasvu::v1::PARAM_TYPE_LIST:
      return {param.list().begin(), param.list().end()};
    default:
      return param.default_() == 0 ? std::vector<std::string>()
                                   : std::vector{absl::StrCat(param.default_())};
  }
}

bool IsNumber(const std::string& value) {
  return ParameterName(value) || WholeNumber(value, std::numeric_limits<int32_t>::min(),
                                             std::numeric_limits<int32_t>::max());
}

bool Fits(ParamType type, const std::vector<std::string>& values) {
  if (type == kasvu::v1::PARAM_TYPE_LIST) return !values.empty();
  if (values.size() != 1 || values[0].empty()) return false;
  return type == kasvu::v1::PARAM_TYPE_WORD || IsNumber(values[0]);
}

std::string_view NameOf(ParamType type) {
  if (type == kasvu::v1::PARAM_TYPE_WORD) return "word";
  return type == kasvu::v1::PARAM_TYPE_LIST ? "list" : "number";
}

bool InRange(const Param& param, const std::string& value) {
  if (param.min() == 0 && param.max() == 0) return true;
  return ParameterName(value) || WholeNumber(value, param.min(), param.max());
}

Node ScalarNode(const std::string& value) {
  Node node = Node::String(value);
  if (PlainScalarKind(value) == Node::Kind::kNumber) node.kind = Node::Kind::kNumber;
  return node;
}

const ParamArgument* ArgumentOf(const ParamArguments& arguments, const Node& node) {
  if (node.kind != Node::Kind::kString) return nullptr;
  const auto name = ParameterName(node.text);
  if (!name) return nullptr;
  const auto found = arguments.find(*name);
  return found == arguments.end() ? nullptr : &found->second;
}

}  // namespace

ParamType TypeOf(const Param& param) {
  if (param.type() != kasvu::v1::PARAM_TYPE_UNSPECIFIED) return param.type();
  if (!param.text().empty()) return kasvu::v1::PARAM_TYPE_WORD;
  if (!param.list().empty()) return kasvu::v1::PARAM_TYPE_LIST;
  return kasvu::v1::PARAM_TYPE_NUMBER;
}

ParamArguments Arguments(const kasvu::v1::TemplateSpec& module, const kasvu::v1::Step& use,
                         std::string_view path, Report& report) {
  std::vector<std::string> known;
  for (const auto& [name, param] : module.params()) known.push_back(name);
  for (const auto& [name, value] : use.params()) {
    if (module.params().contains(name)) continue;
    report.Add(
        "unknown-param", absl::StrCat(std::string(path), ".params.", name),
        {{"reference", use.use()}, {"param", name}, {"suggestion", NearestWord(name, known)}});
  }
  ParamArguments arguments;
  for (const auto& [name, param] : module.params()) {
    const ParamType type = TypeOf(param);
    const auto given = use.params().find(name);
    const bool is_given = given != use.params().end();
    ParamArgument argument{type == kasvu::v1::PARAM_TYPE_LIST, Default(param)};
    const std::string place = absl::StrCat(std::string(path), is_given ? ".params." + name : "");
    if (is_given) {
      argument.values = {given->second.list().begin(), given->second.list().end()};
      if (!Fits(type, argument.values)) {
        report.Add(
            "param-type", place,
            {{"reference", use.use()}, {"param", name}, {"type", std::string(NameOf(type))}});
        continue;
      }
      if (type == kasvu::v1::PARAM_TYPE_NUMBER && !InRange(param, argument.values[0])) {
        report.Add("param-out-of-range", place,
                   {{"reference", use.use()},
                    {"param", name},
                    {"value", argument.values[0]},
                    {"least", absl::StrCat(param.min())},
                    {"most", absl::StrCat(param.max())}});
        continue;
      }
    } else if (argument.values.empty()) {
      report.Add("missing-param", place, {{"reference", use.use()}, {"param", name}});
      continue;
    }
    arguments.emplace(name, std::move(argument));
  }
  return arguments;
}

void Substitute(const ParamArguments& arguments, Node& node) {
  if (const ParamArgument* argument = ArgumentOf(arguments, node)) {
    if (!argument->list) {
      node = ScalarNode(argument->values[0]);
      return;
    }
    node = Node::List();
    for (const std::string& value : argument->values) node.items.push_back(Node::String(value));
    return;
  }
  std::vector<Node> items;
  for (Node& item : node.items) {
    const ParamArgument* argument = ArgumentOf(arguments, item);
    const bool splice = argument != nullptr && argument->list;
    Substitute(arguments, item);
    if (splice) {
      for (Node& each : item.items) items.push_back(std::move(each));
    } else {
      items.push_back(std::move(item));
    }
  }
  node.items = std::move(items);
  for (Entry& entry : node.entries) Substitute(arguments, entry.value);
}

}  // namespace kasvu::workflows

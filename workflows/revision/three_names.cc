#include "workflows/revision/three_names.h"

#include "absl/strings/str_cat.h"
#include "workflows/revision/renames.h"
#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using Renames = std::map<std::string, std::string>;

const std::string& After(const Renames& renames, const std::string& address) {
  const auto found = renames.find(address);
  return found == renames.end() ? address : found->second;
}

// `renames`, made to a base where `others` were made already.
Renames Following(const Renames& renames, const Renames& others) {
  Renames following;
  for (const auto& [from, to] : renames) {
    const std::string now = After(others, from);
    if (KindOf(from) != "item") {
      following[now] = to;
      continue;
    }
    const bool same_step = AroundOf(from) == AroundOf(to);
    const std::string around = same_step ? AroundOf(now) : AroundOf(to);
    const bool same_id = IdOf(from) == IdOf(to);
    following[now] = absl::StrCat(around, "/", std::string(IdOf(same_id ? now : to)));
  }
  std::erase_if(following, [](const auto& entry) { return entry.first == entry.second; });
  return following;
}

}  // namespace

void Decide(const Decisions& decisions, Conflict& conflict) {
  const auto found = decisions.by_element.find(conflict.element);
  conflict.decided = found != decisions.by_element.end() || decisions.all.has_value();
  if (found != decisions.by_element.end()) {
    conflict.taken = found->second;
  } else if (decisions.all) {
    conflict.taken = *decisions.all;
  }
}

ThreeVersions WithTheSameNames(const TemplateSpec& base, const TemplateSpec& theirs,
                               const TemplateSpec& ours, const Decisions& decisions) {
  Renames by_them = RenamesOf(base, theirs);
  Renames by_us = RenamesOf(base, ours);
  ThreeVersions three{base, theirs, ours, {}};
  for (const auto& [from, to] : by_them) {
    const auto other = by_us.find(from);
    if (other == by_us.end() || IdOf(to) == IdOf(other->second)) continue;
    if (IdOf(from) == IdOf(to) || IdOf(from) == IdOf(other->second)) continue;
    Conflict conflict;
    conflict.kind = Conflict::Kind::kNames;
    conflict.element = to;
    conflict.field = "id";
    conflict.base = Node::String(IdOf(from));
    conflict.theirs = Node::String(IdOf(to));
    conflict.ours = Node::String(IdOf(other->second));
    Decide(decisions, conflict);
    // Under their name everything else can be compared.
    three.ours = Renamed(three.ours, {{other->second, to}});
    three.conflicts.push_back(std::move(conflict));
  }
  by_us = RenamesOf(base, three.ours);
  three.base = Renamed(Renamed(base, by_them), Following(by_us, by_them));
  three.theirs = Renamed(theirs, Following(by_us, by_them));
  three.ours = Renamed(three.ours, Following(by_them, by_us));
  return three;
}

}  // namespace kasvu::workflows

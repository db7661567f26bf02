#include "workflows/template/overlay_form.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "workflows/template/codec.h"
#include "workflows/template/version_reference.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Change;

// What may stand beside the action, and what has to.
struct Companions {
  std::string action;
  std::set<std::string> allowed;
  std::string required;
};

Companions CompanionsOf(const Change& change) {
  switch (change.action_case()) {
    case Change::kAdd:
      return {"add", {"after", "into", "element"}, "element"};
    case Change::kSet:
      return {"set", {"to"}, "to"};
    case Change::kClear:
      return {"clear", {"fields"}, "fields"};
    case Change::kRemove:
      return {"remove", {}, ""};
    case Change::kMove:
      return {"move", {"after", "into"}, ""};
    case Change::ACTION_NOT_SET:
      break;
  }
  return {};
}

void CheckChange(const Change& change, const std::string& path, Report& report) {
  if (!change.conflict().empty()) {
    report.Add("unresolved-conflict", path + ".conflict", {{"problem", change.conflict()}});
  }
  const Companions companions = CompanionsOf(change);
  if (companions.action.empty()) {
    report.Add("change-without-action", path);
    return;
  }
  const Node written = Encode(static_cast<const google::protobuf::Message&>(change));
  for (const Entry& entry : written.entries) {
    if (entry.key == companions.action || entry.key == "conflict") continue;
    if (companions.allowed.contains(entry.key)) continue;
    report.Add("not-in-change", absl::StrCat(path, ".", entry.key),
               {{"key", entry.key}, {"action", companions.action}});
  }
  const auto lacks = [&](const std::string& key) {
    report.Add("change-lacks", path, {{"key", key}, {"action", companions.action}});
  };
  if (!companions.required.empty() && written.Find(companions.required) == nullptr) {
    lacks(companions.required);
  }
  if (!change.after().empty() && !change.into().empty()) {
    report.Add("two-places", path + ".into");
  }
  if (change.has_move() && change.after().empty() && change.into().empty()) lacks("after");
}

}  // namespace

void CheckOverlayForm(const kasvu::v1::TemplateSpec& spec, Report& report) {
  if (spec.overlay_of().empty()) {
    report.Add("changes-without-overlay", "changes");
    return;
  }
  if (const auto upstream = ParseVersionReference(spec.overlay_of());
      !upstream || upstream->version == 0) {
    report.Add("malformed-version", "overlay_of", {{"reference", spec.overlay_of()}});
  }
  static const std::set<std::string> own = {"template", "overlay_of", "prefix", "changes"};
  for (const Entry& entry : Encode(spec).entries) {
    if (own.contains(entry.key)) continue;
    report.Add("not-in-overlay", entry.key, {{"key", entry.key}});
  }
  if (!spec.prefix().empty() && !IsPlainId(spec.prefix())) {
    report.Add("malformed-id", "prefix", {{"id", spec.prefix()}});
  }
  for (int i = 0; i < spec.changes_size(); ++i) {
    CheckChange(spec.changes(i), absl::StrCat("changes[", i, "]"), report);
  }
}

}  // namespace kasvu::workflows

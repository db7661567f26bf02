#include "workflows/template/reading_damage.h"

#include <optional>

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;

// Said of the whole because something is nowhere; a fault may stand where it is.
bool IsAboutAll(std::string_view code) {
  static const std::set<std::string_view> codes = {
      "no-steps",      "nobody-completes", "role-nobody-has",     "template-or-module",
      "unused-fact",   "unused-form",      "unused-link",         "unused-role",
      "missing-param", "undeclared-param", "fact-without-writer", "changes-without-overlay"};
  return codes.contains(code);
}

// The number in brackets after `list` at the beginning of `path`, which goes on after it.
std::optional<int> TakeIndex(std::string_view& path, std::string_view list) {
  if (!path.starts_with(list) || path.substr(list.size(), 1) != "[") return std::nullopt;
  const size_t end = path.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  const int index = std::stoi(std::string(path.substr(list.size() + 1, end - list.size() - 1)));
  path.remove_prefix(end + 1);
  return index;
}

template <typename Steps>
const Step* At(const Steps& steps, std::optional<int> index) {
  return index && *index < steps.size() ? &steps[*index] : nullptr;
}

// The step that `path` leads into, or null.
const Step* StepAt(const TemplateSpec& spec, std::string_view path) {
  if (const auto phase = TakeIndex(path, "phases")) {
    if (*phase >= spec.phases_size() || !path.starts_with(".")) return nullptr;
    path.remove_prefix(1);
    return At(spec.phases(*phase).steps(), TakeIndex(path, "steps"));
  }
  return At(spec.steps(), TakeIndex(path, "steps"));
}

// The part with a name of its own that `path` leads into: facts.useful, ends[0],
// people.roles.mentor, phases[0].needs; empty when it is all of a kind.
std::string PartAt(std::string_view path) {
  const auto upto = [&](size_t dots) {
    size_t end = 0;
    for (; dots > 0 && end != std::string_view::npos; --dots) end = path.find('.', end + 1);
    return end;
  };
  for (const std::string_view kind :
       {"facts.", "links.", "forms.", "params.", "title", "locked.", "description", "calendar",
        "workload.", "sources", "themes", "pilot", "example", "template", "module"}) {
    if (path.starts_with(kind))
      return std::string(path.substr(0, upto(kind.ends_with('.') ? 2 : 1)));
  }
  if (path.starts_with("people.roles.") || path.starts_with("people.tracks.")) {
    return std::string(path.substr(0, upto(3)));
  }
  if (path.starts_with("people.group") || path.starts_with("people.cohort")) {
    return std::string(path.substr(0, upto(2)));
  }
  if (path.starts_with("ends[")) return std::string(path.substr(0, path.find(']') + 1));
  if (path.starts_with("phases[") && path.find(".steps") == std::string_view::npos) {
    const size_t dot = path.find('.');
    return dot == std::string_view::npos ? "" : std::string(path.substr(0, upto(2)));
  }
  return "";
}

std::string ModulePrefix(const Step& step) {
  if (!step.as().empty()) return step.as();
  const std::string& use = step.use();
  const size_t slash = use.find('/');
  const size_t start = slash == std::string::npos ? 0 : slash + 1;
  return use.substr(start, use.find('@') - start);
}

}  // namespace

ReadingDamage::ReadingDamage(const TemplateSpec& source, const Findings& faults) {
  for (const Finding& fault : faults) {
    if (fault.severity != Severity::kError) continue;
    if (const Step* step = StepAt(source, fault.path)) {
      ids_.insert(step->use().empty() ? step->id() : ModulePrefix(*step));
      hides_names_ = hides_names_ || step->id().empty();
    } else if (const std::string part = PartAt(fault.path); !part.empty()) {
      parts_.insert(part);
      ids_.insert(part.substr(part.rfind('.') + 1));
    } else {
      wholes_.push_back(fault.path);
      hides_names_ = true;
    }
  }
  ids_.erase("");
}

bool ReadingDamage::Explains(const TemplateSpec& compiled, const Finding& finding) const {
  if (finding.path.empty() || IsAboutAll(finding.code)) return true;
  if (hides_names_ && finding.code.starts_with("unknown-")) return true;
  const Step* const step = StepAt(compiled, finding.path);
  if (step != nullptr && Touches(step->id())) return true;
  if (parts_.contains(PartAt(finding.path))) return true;
  for (const std::string& whole : wholes_) {
    if (finding.path.starts_with(whole)) return true;
  }
  for (const auto& [name, value] : finding.parameters) {
    if (name != "known" && name != "suggestion" && Mentions(value)) return true;
  }
  return false;
}

// `id` is damaged, or a step of a module whose use is.
bool ReadingDamage::Touches(std::string_view id) const {
  return ids_.contains(std::string(id)) || ids_.contains(std::string(id.substr(0, id.find('.'))));
}

// Whether a sentence's word, such as "session/goals" or "a → b → a", names something damaged.
bool ReadingDamage::Mentions(std::string_view value) const {
  while (!value.empty()) {
    const size_t end = value.find_first_of(" ,");
    const std::string_view word = value.substr(0, end);
    if (Touches(word.substr(0, word.find('/')))) return true;
    if (end == std::string_view::npos) break;
    value.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace kasvu::workflows

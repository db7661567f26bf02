#include "workflows/template/overlay.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"
#include "workflows/template/locks.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/report.h"
#include "workflows/template/template_index.h"
#include "workflows/template/written_value.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Change;
using kasvu::v1::TemplateSpec;

// Where an element is put: what it stands in, and the one before it there.
struct Spot {
  std::string around;
  std::string after;
};

class Applier {
 public:
  Applier(std::string_view file, const TemplateSpec& overlay, const SourceMap& source,
          const TemplateSpec& upstream)
      : overlay_(overlay), source_(source), upstream_(upstream), report_(file, source) {}

  OverlayResult Run() && {
    result_.compiled = upstream_;
    for (int i = 0; i < overlay_.changes_size(); ++i) {
      path_ = absl::StrCat("changes[", i, "]");
      Make(overlay_.changes(i));
    }
    result_.compiled.set_template_(overlay_.template_());
    result_.compiled.clear_variant_of();
    SetPlaces();
    result_.findings = report_.findings();
    return std::move(result_);
  }

 private:
  void Make(const Change& change) {
    switch (change.action_case()) {
      case Change::kAdd:
        return Add(change);
      case Change::kSet:
        return Set(change);
      case Change::kClear:
        return Clear(change);
      case Change::kRemove:
        return Remove(change);
      case Change::kMove:
        return Move(change);
      case Change::ACTION_NOT_SET:
        break;
    }
  }

  void Add(const Change& change) {
    const std::string& address = change.add();
    const std::string place = path_ + ".add";
    if (!IsChangeable(address, place) || !Once(address, place)) return;
    if (FindElement(result_.compiled, address).element != nullptr) {
      report_.Add("duplicate-id", place, {{"id", std::string(IdOf(address))}});
      return;
    }
    const auto spot = SpotOf(change, address);
    if (!spot || IsClosed(*spot, place)) return;
    const Node value = WriteValue(change.element());
    if (value.Find("id") != nullptr) {
      report_.Add("not-in-change", path_ + ".element.id", {{"key", "id"}, {"action", "add"}});
      return;
    }
    const size_t before = report_.findings().size();
    Report faults("", source_);
    InsertElement(result_.compiled, address, spot->around, spot->after, value, path_ + ".element",
                  faults);
    TakeOver(faults);
    if (report_.findings().size() > before) return RemoveElement(result_.compiled, address);
    own_.insert(address);
    CheckPrefix(address, place);
    // A phase may bring steps of its own.
    for (const ElementPlace& inner : Elements(result_.compiled)) {
      if (inner.around != address || KindOf(inner.address) != "step") continue;
      own_.insert(inner.address);
      CheckPrefix(inner.address, path_ + ".element");
    }
  }

  void Set(const Change& change) {
    const std::string& address = change.set();
    const ElementPlace found = Known(address, path_ + ".set");
    if (found.element == nullptr || IsLocked(address, path_ + ".set")) return;
    // In order, so that a kind is set before its fields.
    for (const std::string& field : KeysIn(change.to())) {
      const std::string place = absl::StrCat(path_, ".to.", field);
      if (!HasField(found, field, place) || !Once(absl::StrCat(address, " ", field), place)) {
        continue;
      }
      Report faults("", source_);
      SetField(*found.element, field, WriteValue(change.to().at(field)), place, faults);
      TakeOver(faults);
    }
  }

  void Clear(const Change& change) {
    const std::string& address = change.clear();
    const ElementPlace found = Known(address, path_ + ".clear");
    if (found.element == nullptr || IsLocked(address, path_ + ".clear")) return;
    for (int i = 0; i < change.fields_size(); ++i) {
      const std::string& field = change.fields(i);
      const std::string place = absl::StrCat(path_, ".fields[", i, "]");
      if (!HasField(found, field, place) || !Once(absl::StrCat(address, " ", field), place)) {
        continue;
      }
      ClearField(*found.element, field);
    }
  }

  void Remove(const Change& change) {
    const std::string& address = change.remove();
    const std::string place = path_ + ".remove";
    if (!IsChangeable(address, place) || Known(address, place).element == nullptr ||
        !Once(address, place) || IsLocked(address, place)) {
      return;
    }
    if (const auto inner = LockInside(result_.compiled, upstream_.locked(), address)) {
      return ReportLock(*inner, place);
    }
    RemoveElement(result_.compiled, address);
  }

  void Move(const Change& change) {
    const std::string& address = change.move();
    const std::string place = path_ + ".move";
    if (!IsChangeable(address, place) || Known(address, place).element == nullptr ||
        !Once(address, place) || IsLocked(address, place)) {
      return;
    }
    const auto spot = SpotOf(change, address);
    if (!spot || IsClosed(*spot, place)) return;
    MoveElement(result_.compiled, address, spot->around, spot->after);
  }

  bool IsChangeable(const std::string& address, const std::string& place) {
    if (address != "template") return true;
    report_.Add("template-stays", place);
    return false;
  }

  ElementPlace Known(const std::string& address, const std::string& place) {
    ElementPlace found = FindElement(result_.compiled, address);
    if (found.element == nullptr) ReportUnknown(address, place);
    return found;
  }

  void ReportUnknown(const std::string& address, const std::string& place) {
    report_.Add(
        "unknown-element", place,
        {{"word", address}, {"suggestion", NearestWord(address, Addresses(result_.compiled))}});
  }

  bool HasField(const ElementPlace& found, const std::string& field, const std::string& place) {
    if (found.address == "template" && field.starts_with("locked.") &&
        upstream_.locked().contains(field.substr(7))) {
      ReportLock(field.substr(7), place);
      return false;
    }
    if (field != "was" && field != "locked" && MayHaveField(*found.element, field)) return true;
    report_.Add("no-such-field", place,
                {{"element", found.address},
                 {"field", field},
                 {"suggestion", NearestWord(field, KnownFields(*found.element))}});
    return false;
  }

  // Each thing is said once; a second time would silently win.
  bool Once(const std::string& what, const std::string& place) {
    if (changed_.insert(what).second) return true;
    report_.Add("changed-twice", place, {{"word", what}});
    return false;
  }

  bool IsLocked(const std::string& address, const std::string& place) {
    const auto lock = LockOn(result_.compiled, upstream_.locked(), address);
    if (lock) ReportLock(*lock, place);
    return lock.has_value();
  }

  // A lock on the whole is about its fields: more may still come into it.
  bool IsClosed(const Spot& spot, const std::string& place) {
    return spot.around != "template" && IsLocked(spot.around, place);
  }

  void ReportLock(const std::string& lock, const std::string& place) {
    Report::Parameters parameters = {{"element", lock}};
    const auto& reasons = upstream_.locked().at(lock).by_language();
    for (const auto& [language, words] : reasons) {
      parameters["reason." + language] = words;
      parameters["reason"] = words;
    }
    if (const auto english = reasons.find("en"); english != reasons.end()) {
      parameters["reason"] = english->second;
    }
    report_.Add("locked-element", place, std::move(parameters));
  }

  std::optional<Spot> SpotOf(const Change& change, const std::string& address) {
    const std::string_view kind = KindOf(address);
    if (kind.empty()) {
      ReportUnknown(address, path_);
      return std::nullopt;
    }
    const std::string named = change.after().empty() ? change.into() : change.after();
    const std::string place = path_ + (change.after().empty() ? ".into" : ".after");
    if (named.empty()) {
      if (kind == "step") {
        report_.Add("change-lacks", path_, {{"key", "after"}, {"action", "add"}});
        return std::nullopt;
      }
      const std::string around = AroundOf(address);
      if (FindElement(result_.compiled, around).element == nullptr) {
        ReportUnknown(around, path_ + ".add");
        return std::nullopt;
      }
      return Within(around, LastIn(around, kind), address, path_ + ".add");
    }
    const ElementPlace found = FindElement(result_.compiled, named);
    if (found.element == nullptr) {
      ReportUnknown(named, place);
      return std::nullopt;
    }
    if (!change.into().empty()) return Within(named, LastIn(named, kind), address, place);
    if (KindOf(named) == kind && named != address) {
      return Within(found.around, named, address, place);
    }
    return Within(named, "", address, place);
  }

  // The spot, if an element of that address can stand there.
  std::optional<Spot> Within(const std::string& around, const std::string& after,
                             const std::string& address, const std::string& place) {
    const std::string_view kind = KindOf(address);
    const bool fits = kind == "step" || around == AroundOf(address);
    const bool ordered = IsOrdered(kind) || !place.ends_with(".after");
    if (fits && ordered && MayHold(result_.compiled, around, kind)) return Spot{around, after};
    report_.Add("no-such-place", place,
                {{"element", address}, {"word", after.empty() ? around : after}});
    return std::nullopt;
  }

  std::string LastIn(const std::string& around, std::string_view kind) {
    std::string last;
    for (const ElementPlace& place : Elements(result_.compiled)) {
      if (place.around == around && KindOf(place.address) == kind) last = place.address;
    }
    return last;
  }

  void CheckPrefix(const std::string& address, const std::string& place) {
    if (own_.contains(AroundOf(address))) return;
    if (overlay_.prefix().empty()) {
      if (!std::exchange(missing_prefix_, true)) report_.Add("missing-prefix", place);
      return;
    }
    const std::string prefix = OwnPrefix(overlay_.prefix(), KindOf(address));
    const std::string id(IdOf(address));
    if (id.starts_with(prefix) && id.size() > prefix.size()) return;
    report_.Add("own-id-prefix", place, {{"id", id}, {"prefix", prefix}});
  }

  // Faults of a value, at the place in this file.
  void TakeOver(const Report& faults) {
    for (const Finding& fault : faults.findings()) {
      report_.Add(fault.code, fault.path, fault.parameters);
    }
  }

  // Positions of what was changed. The places in the document are known only in the end.
  void SetPlaces() {
    result_.source.Set("", source_.Find("overlay_of"));
    std::map<std::string, ElementPlace> found;
    for (ElementPlace& place : Elements(result_.compiled)) found[place.address] = place;
    for (int i = 0; i < overlay_.changes_size(); ++i) {
      const Change& change = overlay_.changes(i);
      const std::string from = absl::StrCat("changes[", i, "]");
      const auto element = found.find(AddressOf(change));
      if (element == found.end()) continue;
      const std::string& path = element->second.path;
      if (!path.empty()) result_.source.Set(path, source_.Find(from));
      if (change.has_add()) source_.CopyUnder(from + ".element", path, result_.source);
      const bool condition = KindOf(element->first) == "requirement";
      for (const auto& [field, value] : change.to()) {
        const std::string to = condition      ? path
                               : path.empty() ? field
                                              : absl::StrCat(path, ".", field);
        // What is around the field is found where the field is.
        for (size_t dot = to.find('.', path.size() + 1); dot != std::string::npos;
             dot = to.find('.', dot + 1)) {
          result_.source.Set(to.substr(0, dot), source_.Find(from));
        }
        source_.CopyUnder(absl::StrCat(from, ".to.", field), to, result_.source);
      }
    }
  }

  static const std::string& AddressOf(const Change& change) {
    if (change.has_add()) return change.add();
    if (change.has_set()) return change.set();
    return change.has_clear() ? change.clear() : change.move();
  }

  const TemplateSpec& overlay_;
  const SourceMap& source_;
  const TemplateSpec& upstream_;
  Report report_;
  OverlayResult result_;
  std::string path_;  // of the change at hand
  std::set<std::string> changed_;
  std::set<std::string, std::less<>> own_;
  bool missing_prefix_ = false;
};

}  // namespace

OverlayResult ApplyOverlay(std::string_view file, const TemplateSpec& overlay,
                           const SourceMap& source, const TemplateSpec& upstream) {
  return Applier(file, overlay, source, upstream).Run();
}

std::string OwnPrefix(std::string_view prefix, std::string_view kind) {
  static const std::set<std::string_view> dotted = {"step", "phase", "fact",
                                                    "form", "end",   "requirement"};
  return std::string(prefix) + (dotted.contains(kind) ? "." : "-");
}

}  // namespace kasvu::workflows

#include "workflows/revision/merge_notes.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::TemplateSpec;

// The text that a field is one language of: `title` of `title.fi`; empty for other fields.
std::string TextOf(const std::string& field) {
  const size_t dot = field.rfind('.');
  if (dot == std::string::npos) return "";
  const std::string text = field.substr(0, dot);
  const std::string last = text.substr(text.rfind('.') + 1);
  static const std::set<std::string> texts = {"title", "text", "description", "low", "high"};
  return texts.contains(last) ? text : "";
}

class References {
 public:
  std::set<std::string> Of(const ElementPlace& place) {
    all_.clear();
    const std::string_view kind = KindOf(place.address);
    const auto visit = [this](ReferenceKind reference, const std::string&, std::string& word) {
      Add(reference, word);
    };
    if (kind == "step") {
      VisitReferences(static_cast<kasvu::v1::Step&>(*place.element), "", visit);
    } else if (kind == "requirement") {
      VisitReferences(static_cast<Condition&>(*place.element), "", visit);
    } else if (kind == "phase") {
      auto& phase = static_cast<kasvu::v1::Phase&>(*place.element);
      if (phase.has_opens()) VisitReferences(*phase.mutable_opens(), "", visit);
      for (const std::string& need : phase.needs()) AddStep(need);
    } else if (kind == "fact") {
      const auto& fact = static_cast<const kasvu::v1::Fact&>(*place.element);
      AddStep(fact.step());
      if (!fact.link().empty()) all_.insert("link/" + fact.link());
    } else if (kind == "link") {
      AddStep(static_cast<const kasvu::v1::Link&>(*place.element).per());
    }
    return all_;
  }

 private:
  void AddStep(const std::string& word) {
    if (!word.empty()) all_.insert(absl::StrCat("step/", std::string(StepPart(word))));
  }

  void Add(ReferenceKind kind, const std::string& word) {
    switch (kind) {
      case ReferenceKind::kFact:
        all_.insert("fact/" + word);
        return;
      case ReferenceKind::kForm:
        all_.insert("form/" + word);
        return;
      case ReferenceKind::kLinkOrRole:
      case ReferenceKind::kOwner:
      case ReferenceKind::kActor:
        all_.insert({"link/" + word, "role/" + word});
        return;
      case ReferenceKind::kTrack:
        all_.insert("track/" + word);
        return;
      case ReferenceKind::kAnchor:
        if (word.starts_with("match:")) {
          all_.insert("link/" + word.substr(6));
          return;
        }
        return AddStep(word);
      default:
        return AddStep(word);
    }
  }

  std::set<std::string> all_;
};

// What somebody changed in more than words, and what stands around it when it is a part.
std::set<std::string> Touched(const std::vector<Difference>& differences) {
  std::set<std::string> touched;
  for (const Difference& difference : differences) {
    if (difference.kind == Difference::Kind::kSet &&
        (!TextOf(difference.field).empty() || difference.field == "was")) {
      continue;
    }
    std::string address = difference.element;
    while (!address.empty() && address != "template") {
      touched.insert(address);
      address = AroundOf(address);
    }
  }
  return touched;
}

// From what `from` changed to what `to` changed.
void AddReferences(const TemplateSpec& spec, const std::vector<Difference>& from,
                   const std::vector<Difference>& to, std::set<MergeNote>& notes) {
  const std::set<std::string> own = Touched(from), other = Touched(to);
  TemplateSpec copy = spec;
  References references;
  for (const ElementPlace& place : Elements(copy)) {
    if (!own.contains(place.address)) continue;
    for (const std::string& address : references.Of(place)) {
      if (!other.contains(address) || address == place.address) continue;
      notes.insert({MergeNote::Kind::kReference, place.address, "", address});
    }
  }
}

void AddTranslations(const TemplateSpec& theirs, const std::vector<Difference>& by_them,
                     std::set<MergeNote>& notes) {
  TemplateSpec copy = theirs;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> changed;
  for (const Difference& difference : by_them) {
    const std::string text = TextOf(difference.field);
    if (difference.kind != Difference::Kind::kSet || text.empty()) continue;
    changed[{difference.element, text}].insert(difference.field);
  }
  for (const auto& [place, fields] : changed) {
    const auto& [address, text] = place;
    const ElementPlace found = FindElement(copy, address);
    if (found.element == nullptr) continue;
    std::vector<std::string> stayed;
    for (const auto& [field, value] : FieldsOf(*found.element)) {
      if (TextOf(field) == text && !fields.contains(field)) {
        stayed.push_back(field.substr(text.size() + 1));
      }
    }
    if (!stayed.empty()) {
      notes.insert({MergeNote::Kind::kTranslation, address, text, absl::StrJoin(stayed, ", ")});
    }
  }
}

}  // namespace

std::vector<MergeNote> NotesOf(const TemplateSpec& theirs, const TemplateSpec& ours,
                               const std::vector<Difference>& by_them,
                               const std::vector<Difference>& by_us) {
  std::set<MergeNote> notes;
  AddReferences(ours, by_us, by_them, notes);
  AddReferences(theirs, by_them, by_us, notes);
  AddTranslations(theirs, by_them, notes);
  return {notes.begin(), notes.end()};
}

}  // namespace kasvu::workflows

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

bool Has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> With(std::vector<std::string> words,
                              std::initializer_list<const char*> more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

class References {
 public:
  References(const TemplateIndex& index, Report& report)
      : index_(index),
        report_(report),
        facts_(KeysIn(index.spec().facts())),
        links_(KeysIn(index.spec().links())),
        roles_(KeysIn(index.spec().people().roles())),
        tracks_(KeysIn(index.spec().people().tracks())),
        forms_(KeysIn(index.spec().forms())),
        actors_(Actors()) {}

  void InStep(const StepPlace& place) {
    const Step& step = *place.step;
    Step copy = step;
    VisitReferences(copy, place.path,
                    [&](ReferenceKind kind, const std::string& path, std::string& word) {
                      One(kind, path, word);
                    });
    for (const auto& [who, minutes] : step.effort()) {
      Among(actors_, who, "unknown-role", absl::StrCat(place.path, ".effort.", who));
    }
    if (const Step* base = index_.Base(step); base != nullptr && !index_.IsRolling(*base)) {
      const auto items = index_.Items(*base);
      for (int i = 0; i < step.only_size(); ++i) {
        Among(items, step.only(i), "unknown-item", absl::StrCat(place.path, ".only[", i, "]"));
      }
    }
  }

  void InTemplate() {
    const kasvu::v1::TemplateSpec& spec = index_.spec();
    for (int p = 0; p < spec.phases_size(); ++p) {
      const std::string path = absl::StrCat("phases[", p, "]");
      for (int i = 0; i < spec.phases(p).needs_size(); ++i) {
        StepOrItem(spec.phases(p).needs(i), absl::StrCat(path, ".needs[", i, "]"));
      }
      InCondition(spec.phases(p).opens(), path + ".opens");
    }
    InCondition(spec.engaged(), "engaged");
    for (int e = 0; e < spec.ends_size(); ++e) {
      const std::string path = absl::StrCat("ends[", e, "]");
      if (!spec.ends(e).for_().empty()) {
        Among(tracks_, spec.ends(e).for_(), "unknown-track", path + ".for");
      }
      for (const auto& [id, condition] : spec.ends(e).requirements()) {
        InCondition(condition, absl::StrCat(path, ".requires.", id));
      }
    }
    for (const std::string& who : KeysIn(spec.workload())) {
      Among(With(roles_, {"self", "participant", "coordinator"}), who, "unknown-role",
            absl::StrCat("workload.", who));
    }
    for (const auto& [name, link] : spec.links()) InLink(link, absl::StrCat("links.", name));
    for (const auto& [name, fact] : spec.facts()) InFact(fact, absl::StrCat("facts.", name));
  }

 private:
  std::vector<std::string> Actors() const {
    std::vector<std::string> actors = With(roles_, {"self", "participant", "coordinator"});
    actors.insert(actors.end(), links_.begin(), links_.end());
    return actors;
  }

  void Among(const std::vector<std::string>& known, const std::string& word, std::string_view code,
             const std::string& path) {
    if (Has(known, word)) return;
    report_.Add(
        code, path,
        {{"word", word}, {"suggestion", NearestWord(word, known)}, {"known", Listed(known)}});
  }

  void One(ReferenceKind kind, const std::string& path, const std::string& word) {
    switch (kind) {
      case ReferenceKind::kNeeds:
      case ReferenceKind::kAfter:
      case ReferenceKind::kDone:
        return StepOrItem(word, path);
      case ReferenceKind::kAnchor:
        return Anchor(word, path);
      case ReferenceKind::kSeries:
      case ReferenceKind::kMakesUp:
      case ReferenceKind::kCount:
        return Series(word, path);
      case ReferenceKind::kFact:
        return Among(facts_, word, "unknown-fact", path);
      case ReferenceKind::kForm:
        return Among(forms_, word, "unknown-form", path);
      case ReferenceKind::kTrack:
        return Among(tracks_, word, "unknown-track", path);
      case ReferenceKind::kActor:
      case ReferenceKind::kLinkOrRole:
        return Among(actors_, word, "unknown-role", path);
      case ReferenceKind::kOwner:
        return Among(With(links_, {"enrolment", "group", "cohort"}), word, "unknown-owner", path);
    }
  }

  void StepOrItem(const std::string& word, const std::string& path) {
    const StepPlace* place = index_.Find(StepPart(word));
    if (place == nullptr) {
      return Among(index_.step_ids(), std::string(StepPart(word)), "unknown-step", path);
    }
    const std::string item(ItemPart(word));
    if (item.empty()) return;
    if (!index_.IsSeries(*place->step)) {
      report_.Add("not-a-series", path, {{"word", place->step->id()}});
      return;
    }
    if (item == "first" || item == "last" || item == "next") return;
    const std::vector<std::string> items = index_.Items(*place->step);
    Among(items, item, "unknown-item", path);
  }

  void Series(const std::string& word, const std::string& path) {
    const StepPlace* place = index_.Find(word);
    if (place == nullptr) return Among(index_.step_ids(), word, "unknown-step", path);
    if (!index_.IsSeries(*place->step)) report_.Add("not-a-series", path, {{"word", word}});
  }

  void Anchor(const std::string& word, const std::string& path) {
    static const std::vector<std::string> built_in = {"start", "join", "end", "closed", "this"};
    if (Has(built_in, word)) return;
    if (word.starts_with("match:")) return Among(links_, word.substr(6), "unknown-link", path);
    if (index_.Find(StepPart(word)) != nullptr) return StepOrItem(word, path);
    std::vector<std::string> known = With(built_in, {"match:LINK"});
    known.insert(known.end(), index_.step_ids().begin(), index_.step_ids().end());
    Among(known, word, "unknown-anchor", path);
  }

  void InCondition(const kasvu::v1::Condition& condition, const std::string& path) {
    kasvu::v1::Condition copy = condition;
    VisitReferences(copy, path,
                    [&](ReferenceKind kind, const std::string& place, std::string& word) {
                      One(kind, place, word);
                    });
  }

  void InLink(const kasvu::v1::Link& link, const std::string& path) {
    const auto known = With(roles_, {"participant", "coordinator", "contact"});
    for (int i = 0; i < link.of_size(); ++i) {
      Among(known, link.of(i), "unknown-role", absl::StrCat(path, ".of[", i, "]"));
    }
    if (!link.per().empty()) Series(link.per(), path + ".per");
  }

  void InFact(const kasvu::v1::Fact& fact, const std::string& path) {
    if (!fact.step().empty()) {
      Among(index_.step_ids(), fact.step(), "unknown-step", path + ".step");
    }
    if (!fact.link().empty()) Among(links_, fact.link(), "unknown-link", path + ".link");
  }

  const TemplateIndex& index_;
  Report& report_;
  std::vector<std::string> facts_;
  std::vector<std::string> links_;
  std::vector<std::string> roles_;
  std::vector<std::string> tracks_;
  std::vector<std::string> forms_;
  std::vector<std::string> actors_;
};

}  // namespace

void CheckReferences(const TemplateIndex& index, Report& report) {
  References references(index, report);
  for (const StepPlace& place : index.steps()) references.InStep(place);
  references.InTemplate();
}

}  // namespace kasvu::workflows

#include "workflows/proof/people_faults.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "workflows/proof/run_words.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::Step;

class Checker {
 public:
  Checker(const TemplateIndex& index, Report& report) : index_(index), report_(report) {}

  void Run() {
    for (const StepPlace& place : index_.steps()) CheckActors(place);
    for (const std::string& name : KeysIn(index_.spec().links())) CheckLink(name);
    const auto& ends = index_.spec().ends();
    for (int e = 0; e < ends.size(); ++e) {
      for (const std::string& id : KeysIn(ends[e].requirements())) {
        CheckDistinct(ends[e].requirements().at(id), absl::StrCat("ends[", e, "].requires.", id));
      }
    }
  }

 private:
  // How many a cohort has at least of a role, or of those behind a link; nothing where that is no
  // question of roles.
  std::optional<int> Least(const std::string& word) const {
    const auto& roles = index_.spec().people().roles();
    if (const auto role = roles.find(word); role != roles.end()) return role->second.min();
    const auto& links = index_.spec().links();
    const auto link = links.find(word);
    if (link == links.end() || link->second.symmetric() || link->second.of_size() != 1) {
      return std::nullopt;
    }
    const auto role = roles.find(link->second.of(0));
    if (role == roles.end()) return std::nullopt;
    return role->second.min();
  }

  void Tell(const std::string& path, const Step* step, const std::string& link,
            const std::string& role, int asked, int least) {
    RunEvent asks{"asks-for-people", {{"asked", absl::StrCat(asked)}, {"role", role}}};
    if (step != nullptr) {
      SetStep(asks, "step", *step);
    } else {
      asks.parameters["step"] = absl::StrCat("“", link, "”");
    }
    report_.AddRun("too-few-people", path,
                   {{"role", role}, {"asked", absl::StrCat(asked)}, {"min", absl::StrCat(least)}},
                   {std::move(asks), {"has-people", {{"min", absl::StrCat(least)}}}});
  }

  void CheckActors(const StepPlace& place) {
    const kasvu::v1::Actors& by = place.step->by();
    if (by.at_least() < 2 || by.any_size() == 0) return;
    int least = 0;
    for (const std::string& word : by.any()) {
      const auto known = Least(word);
      const bool one = word == "self" || word == "participant" || word == "coordinator";
      if (!known && !one) return;
      least += known.value_or(1);
    }
    if (least >= by.at_least()) return;
    Tell(place.path + ".by", place.step, "", Listed({by.any().begin(), by.any().end()}),
         by.at_least(), least);
  }

  void CheckLink(const std::string& name) {
    const kasvu::v1::Link& link = index_.spec().links().at(name);
    const auto least = Least(name);
    const int asked = link.size().min();
    if (!least || *least == 0 || asked <= *least) return;
    Tell(absl::StrCat("links.", name), nullptr, name, link.of(0), asked, *least);
  }

  void CheckDistinct(const Condition& condition, const std::string& path) {
    for (const Condition& each : condition.all()) CheckDistinct(each, path);
    for (const Condition& each : condition.any()) CheckDistinct(each, path);
    const StepPlace* place = index_.Find(condition.count());
    if (!condition.distinct() || place == nullptr) return;
    const auto least = Least(place->step->with());
    const int asked = index_.Most(condition.at_least());
    if (!least || *least == 0 || asked <= *least) return;
    Tell(path, place->step, "", place->step->with(), asked, *least);
  }

  const TemplateIndex& index_;
  Report& report_;
};

}  // namespace

void CheckPeopleEnough(const TemplateIndex& index, Report& report) { Checker(index, report).Run(); }

}  // namespace kasvu::workflows

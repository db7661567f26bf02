#include <map>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::End;
using kasvu::v1::Step;

class Requirements {
 public:
  Requirements(const TemplateIndex& index, const std::string& track, Report& report)
      : index_(index), track_(track), report_(report) {}

  void Check(const Condition& condition, const std::string& path) {
    for (int i = 0; i < condition.all_size(); ++i) {
      Check(condition.all(i), absl::StrCat(path, ".all[", i, "]"));
    }
    for (int i = 0; i < condition.any_size(); ++i) {
      Check(condition.any(i), absl::StrCat(path, ".any[", i, "]"));
    }
    const std::string& named = condition.done().empty() ? condition.count() : condition.done();
    const StepPlace* place = index_.Find(StepPart(named));
    if (place == nullptr) return;
    const Step& step = *place->step;
    if (!track_.empty() && !step.for_().empty() && step.for_() != track_) {
      report_.Add("requirement-of-other-track", path,
                  {{"word", named}, {"track", step.for_()}, {"own", track_}});
    }
    if (step.on_end_size() > 0) report_.Add("requirement-after-end", path, {{"word", named}});
    if (!condition.count().empty()) CheckCount(condition, step, path);
  }

 private:
  void Never(const std::string& path, int asked, int most) {
    report_.Add("requirement-never-holds", path,
                {{"asked", absl::StrCat(asked)}, {"most", absl::StrCat(most)}});
  }

  void CheckCount(const Condition& condition, const Step& step, const std::string& path) {
    if (!condition.sum().empty() && !step.record().contains(condition.sum())) {
      const auto fields = KeysIn(step.record());
      report_.Add("unknown-field", path + ".sum",
                  {{"word", condition.sum()},
                   {"id", step.id()},
                   {"suggestion", NearestWord(condition.sum(), fields)}});
    }
    const int asked = index_.Most(condition.at_least());
    if (index_.IsRolling(step)) {
      if (!condition.has_window()) return report_.Add("rolling-without-window", path);
      const int window = index_.Least(condition.window().last());
      if (condition.window().has_last() && asked > window) Never(path, asked, window);
      return;
    }
    if (!condition.sum().empty()) return;  // adds up to whatever is recorded
    const int slots = index_.MostSlots(step);
    if (condition.has_at_least()) {
      if (asked > slots) return Never(path, asked, slots);
      if (index_.Least(condition.at_least()) == 0) {
        return report_.Add("requirement-asks-nothing", path, {{"word", condition.count()}});
      }
      if (step.items_size() > 0 && !condition.distinct()) {
        report_.Add("prefer-all-but", path,
                    {{"count", absl::StrCat(slots - condition.at_least().value())},
                     {"asked", absl::StrCat(asked)},
                     {"most", absl::StrCat(slots)}});
      }
    }
    if (condition.has_all_but() && index_.Most(condition.all_but()) >= slots) {
      report_.Add("requirement-asks-nothing", path, {{"word", condition.count()}});
    }
    if (condition.has_at_most() && index_.Least(condition.at_most()) >= slots) {
      report_.Add("requirement-asks-nothing", path, {{"word", condition.count()}});
    }
  }

  const TemplateIndex& index_;
  const std::string& track_;
  Report& report_;
};

// Two requirements that want one fact to be two things.
void CheckContradiction(const End& end, const std::string& path, Report& report) {
  std::map<std::string, std::string> wanted;
  for (const std::string& id : KeysIn(end.requirements())) {
    const Condition& condition = end.requirements().at(id);
    if (condition.any_size() > 0 || condition.has_not_()) continue;
    VisitComparisons(
        condition, absl::StrCat(path, ".requires.", id),
        [&](const std::string& fact, const std::string& value, const std::string& where) {
          const auto [other, fresh] = wanted.emplace(fact, value);
          if (fresh || other->second == value) return;
          report.Add("contradiction", where,
                     {{"fact", fact}, {"value", value}, {"other", other->second}});
        });
  }
}

}  // namespace

void CheckEnds(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  bool completes = spec.has_engaged();
  for (int e = 0; e < spec.ends_size(); ++e) {
    const End& end = spec.ends(e);
    const std::string path = absl::StrCat("ends[", e, "]");
    completes = completes || end.as() == kasvu::v1::END_KIND_COMPLETED;
    if (end.as() == kasvu::v1::END_KIND_UNSPECIFIED) {
      report.Add("end-without-kind", path, {{"id", end.id()}});
    }
    if (end.as() == kasvu::v1::END_KIND_WITHDRAWN || end.as() == kasvu::v1::END_KIND_CANCELLED) {
      report.Add("built-in-end", path + ".as", {{"id", end.id()}});
    }
    if (end.requirements().empty()) {
      report.Add("end-without-requirements", path, {{"id", end.id()}});
    }
    Requirements requirements(index, end.for_(), report);
    for (const auto& [id, condition] : end.requirements()) {
      requirements.Check(condition, absl::StrCat(path, ".requires.", id));
    }
    CheckContradiction(end, path, report);
  }
  const std::string everybody;
  if (spec.has_engaged()) Requirements(index, everybody, report).Check(spec.engaged(), "engaged");
  if (!completes) report.Add("nobody-completes", "ends");
}

}  // namespace kasvu::workflows

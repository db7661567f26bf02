#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/limits.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;

class Conditions {
 public:
  Conditions(const TemplateIndex& index, Report& report) : index_(index), report_(report) {}

  // `facts_only`: what opens or is proposed may not depend on how steps go.
  void Check(const Condition& condition, const std::string& path, bool facts_only) {
    CheckForm(condition, path);
    const bool reads_steps = !condition.done().empty() || !condition.count().empty();
    if (reads_steps && facts_only) report_.Add("condition-reads-steps", path);
    for (int i = 0; i < condition.all_size(); ++i) {
      Check(condition.all(i), absl::StrCat(path, ".all[", i, "]"), facts_only);
    }
    for (int i = 0; i < condition.any_size(); ++i) {
      Check(condition.any(i), absl::StrCat(path, ".any[", i, "]"), facts_only);
    }
    if (condition.has_not_()) {
      if (ReadsSteps(condition.not_())) report_.Add("not-over-steps", path + ".not");
      Check(condition.not_(), path + ".not", facts_only);
    }
  }

 private:
  static bool ReadsSteps(const Condition& condition) {
    if (!condition.done().empty() || !condition.count().empty()) return true;
    for (const Condition& inner : condition.all()) {
      if (ReadsSteps(inner)) return true;
    }
    for (const Condition& inner : condition.any()) {
      if (ReadsSteps(inner)) return true;
    }
    return condition.has_not_() && ReadsSteps(condition.not_());
  }

  void CheckForm(const Condition& condition, const std::string& path) {
    const int forms = (condition.all_size() > 0) + (condition.any_size() > 0) +
                      condition.has_not_() + (condition.is_size() > 0) + !condition.done().empty() +
                      !condition.count().empty();
    if (forms == 0) report_.Add("empty-condition", path);
    if (forms > 1) report_.Add("mixed-condition", path);
    const int amounts =
        condition.has_at_least() + condition.has_all_but() + condition.has_at_most();
    const bool refined = amounts > 0 || !condition.state().empty() || condition.has_window() ||
                         !condition.sum().empty() || condition.distinct();
    if (condition.count().empty()) {
      if (refined) report_.Add("refinement-without-count", path);
      return;
    }
    if (amounts != 1) report_.Add("count-without-amount", path);
    if (!condition.state().empty() && !condition.has_at_most()) {
      report_.Add("state-without-at-most", path);
    }
    if (!condition.state().empty() && condition.state() != "missed" &&
        condition.state() != "waived" && condition.state() != "expired") {
      report_.Add("unknown-word", path + ".state",
                  {{"value", condition.state()},
                   {"suggestion", ""},
                   {"allowed", "missed, waived, expired"}});
    }
    for (const auto* number : {&condition.at_least(), &condition.all_but(), &condition.at_most()}) {
      if (number->value() < 0) {
        report_.Add("number-not-positive", path,
                    {{"key", "count"}, {"value", absl::StrCat(number->value())}});
      }
    }
    if (condition.has_window()) CheckWindow(condition.window(), path + ".window");
  }

  void CheckWindow(const kasvu::v1::Window& window, const std::string& path) {
    const auto& size = window.has_last() ? window.last() : window.months();
    if (window.has_last() == window.has_months() || index_.Least(size) < 1 ||
        index_.Most(size) > kMaxItems) {
      report_.Add("malformed-window", path, {{"limit", absl::StrCat(kMaxItems)}});
    }
  }

  const TemplateIndex& index_;
  Report& report_;
};

}  // namespace

void CheckConditions(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  Conditions conditions(index, report);
  for (const StepPlace& place : index.steps()) {
    if (place.step->has_when()) conditions.Check(place.step->when(), place.path + ".when", true);
    if (place.step->decision().has_suggest()) {
      conditions.Check(place.step->decision().suggest(), place.path + ".decision.suggest", true);
    }
  }
  for (int p = 0; p < spec.phases_size(); ++p) {
    if (!spec.phases(p).has_opens()) continue;
    conditions.Check(spec.phases(p).opens(), absl::StrCat("phases[", p, "].opens"), true);
  }
  if (spec.has_engaged()) conditions.Check(spec.engaged(), "engaged", false);
  for (int e = 0; e < spec.ends_size(); ++e) {
    for (const auto& [id, condition] : spec.ends(e).requirements()) {
      conditions.Check(condition, absl::StrCat("ends[", e, "].requires.", id), false);
    }
  }
}

}  // namespace kasvu::workflows

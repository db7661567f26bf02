#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/nearest_word.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

bool IsTime(std::string_view time) {
  if (time.size() != 5 || time[2] != ':') return false;
  for (const size_t i : {0, 1, 3, 4}) {
    if (!std::isdigit(static_cast<unsigned char>(time[i]))) return false;
  }
  return time.substr(0, 2) < "24" && time.substr(3) < "60";
}

// The shape of one step: what can stand beside what.
class Shape {
 public:
  Shape(const StepPlace& place, Report& report)
      : step_(*place.step), path_(place.path), report_(report) {}

  void Check() {
    if (step_.kind_case() == Step::KIND_NOT_SET) Add("step-without-kind", "");
    CheckSources();
    CheckGrid();
    CheckRecord();
    if (step_.has_survey() && step_.survey().form().empty()) Add("survey-without-form", "survey");
    if (step_.has_decision()) CheckDecision();
    if (step_.has_session()) CheckSession();
    if (step_.else_() != kasvu::v1::OTHERWISE_UNSPECIFIED && !HasClose()) {
      Add("else-without-close", "else");
    }
  }

 private:
  void Add(std::string_view code, const std::string& key, Report::Parameters parameters = {}) {
    parameters.emplace("id", step_.id());
    parameters.emplace("key", key);
    report_.Add(code, key.empty() ? path_ : absl::StrCat(path_, ".", key), std::move(parameters));
  }

  void OneOf(const std::string& word, const std::vector<std::string>& known,
             const std::string& key) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    Add("unknown-word", key,
        {{"value", word}, {"suggestion", NearestWord(word, known)}, {"allowed", Listed(known)}});
  }

  bool HasClose() const {
    return step_.has_close() || std::any_of(step_.items().begin(), step_.items().end(),
                                            [](const auto& item) { return item.has_close(); });
  }

  // Items come from one place: own names, a count, another series, or whatever is recorded.
  void CheckSources() {
    std::vector<std::string> sources;
    if (step_.items_size() > 0) sources.push_back("items");
    if (step_.has_times()) sources.push_back("times");
    if (!step_.each().empty()) sources.push_back("each");
    if (!step_.gap().empty()) sources.push_back("gap");
    if (!step_.makes_up().empty()) sources.push_back("makes_up");
    if (step_.has_up_to() && step_.each().empty()) sources.push_back("up_to");
    if (sources.size() > 1) {
      Add("two-series", sources[1], {{"other", sources[0]}});
    }
    if (step_.only_size() > 0 && step_.each().empty() && step_.gap().empty()) {
      Add("only-without-each", "only");
    }
    for (const char* key : {"times", "up_to"}) {
      const auto& number = std::string_view(key) == "times" ? step_.times() : step_.up_to();
      const bool set = std::string_view(key) == "times" ? step_.has_times() : step_.has_up_to();
      if (set && number.param().empty() && number.value() < 1) {
        Add("number-not-positive", key, {{"value", absl::StrCat(number.value())}});
      }
    }
  }

  void CheckGrid() {
    if (step_.has_every()) {
      const kasvu::v1::Period& every = step_.every();
      const bool some = every.has_days() || every.has_weeks() || every.has_months();
      for (const auto* number : {&every.days(), &every.weeks(), &every.months()}) {
        if (number->value() < 0) {
          Add("number-not-positive", "every", {{"value", absl::StrCat(number->value())}});
        }
      }
      const bool nothing = every.days().value() == 0 && every.weeks().value() == 0 &&
                           every.months().value() == 0 && every.days().param().empty() &&
                           every.weeks().param().empty() && every.months().param().empty();
      if (!some || nothing) Add("empty-period", "every");
      if (!step_.has_from()) Add("every-without-from", "every");
      const bool finite = step_.items_size() > 0 || step_.has_times();
      if (!finite && !step_.has_until()) Add("endless-series", "every");
      if (finite && step_.has_until()) Add("until-without-rolling", "until");
      if (!step_.each().empty() || !step_.gap().empty()) {
        Add("two-series", "every", {{"other", step_.each().empty() ? "gap" : "each"}});
      }
    } else {
      if (step_.has_until()) Add("until-without-rolling", "until");
      if (step_.has_from() && (step_.items_size() > 1 || step_.has_times())) {
        Add("from-without-every", "from");
      }
    }
    for (int i = 0; i < step_.skip_size(); ++i) {
      OneOf(step_.skip(i), {"july", "holidays", "winter-break"}, absl::StrCat("skip[", i, "]"));
    }
  }

  void CheckRecord() {
    if (step_.done_only() && step_.record_size() > 0) Add("done-only-with-record", "record");
    if (step_.returns() < 0) {
      Add("number-not-positive", "returns", {{"value", absl::StrCat(step_.returns())}});
    }
    const kasvu::v1::Span& span = step_.span();
    if (span.min_days() < 0 || span.max_days() < 0 ||
        (span.max_days() > 0 && span.min_days() > span.max_days())) {
      Add("reversed-range", "span",
          {{"min", absl::StrCat(span.min_days())}, {"max", absl::StrCat(span.max_days())}});
    }
    for (const auto& [who, minutes] : step_.effort()) {
      if (minutes < 0) {
        Add("number-not-positive", absl::StrCat("effort.", who),
            {{"value", absl::StrCat(minutes)}});
      }
    }
    if (step_.shared() && !step_.has_outcome()) Add("shared-without-outcome", "shared");
    if (step_.distinct() && step_.with().empty()) Add("distinct-without-with", "distinct");
  }

  void CheckDecision() {
    const kasvu::v1::Decision& decision = step_.decision();
    if (decision.free() == (decision.values_size() > 0)) Add("decision-values", "decision");
    const std::vector<std::string> values(decision.values().begin(), decision.values().end());
    for (const auto& [value, range] : decision.quota()) {
      OneOf(value, values, absl::StrCat("decision.quota.", value));
      if (range.min() > range.max()) {
        Add("reversed-range", absl::StrCat("decision.quota.", value),
            {{"min", absl::StrCat(range.min())}, {"max", absl::StrCat(range.max())}});
      }
    }
    for (int i = 0; i < decision.sets_size(); ++i) {
      OneOf(decision.sets(i), {"topic", "date"}, absl::StrCat("decision.sets[", i, "]"));
    }
  }

  void CheckSession() {
    const kasvu::v1::Session& session = step_.session();
    if (!session.time().empty() && !IsTime(session.time())) {
      Add("malformed-time", "session.time", {{"value", session.time()}});
    }
    if (!session.weekday().empty()) {
      OneOf(session.weekday(),
            {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
            "session.weekday");
    }
    const int ordinal = session.ordinal();
    if (ordinal < -1 || ordinal > 4 || (ordinal != 0 && session.weekday().empty())) {
      Add("malformed-ordinal", "session.ordinal", {{"value", absl::StrCat(ordinal)}});
    }
    if (session.minutes() < 0) {
      Add("number-not-positive", "session.minutes", {{"value", absl::StrCat(session.minutes())}});
    }
  }

  const Step& step_;
  const std::string& path_;
  Report& report_;
};

}  // namespace

void CheckSeries(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  if (index.IsModule()) {
    for (const auto& [key, set] :
         std::initializer_list<std::pair<const char*, bool>>{{"phases", spec.phases_size() > 0},
                                                             {"people", spec.has_people()},
                                                             {"links", spec.links_size() > 0},
                                                             {"facts", spec.facts_size() > 0},
                                                             {"calendar", spec.has_calendar()},
                                                             {"engaged", spec.has_engaged()},
                                                             {"locked", spec.locked_size() > 0},
                                                             {"workload", spec.workload_size() > 0},
                                                             {"ends", spec.ends_size() > 0}}) {
      if (set) report.Add("not-in-module", key, {{"key", key}});
    }
  } else if (spec.steps_size() > 0) {
    report.Add("steps-outside-phase", "steps");
  }
  if (index.steps().empty()) report.Add("no-steps", index.IsModule() ? "steps" : "phases");
  const std::string& time = spec.calendar().time();
  if (!time.empty() && !IsTime(time)) {
    report.Add("malformed-time", "calendar.time", {{"value", time}});
  }
  const std::vector<std::string> skips = {"july", "holidays", "winter-break"};
  for (int i = 0; i < spec.calendar().skip_size(); ++i) {
    const std::string& skip = spec.calendar().skip(i);
    if (std::find(skips.begin(), skips.end(), skip) != skips.end()) continue;
    report.Add(
        "unknown-word", absl::StrCat("calendar.skip[", i, "]"),
        {{"value", skip}, {"suggestion", NearestWord(skip, skips)}, {"allowed", Listed(skips)}});
  }
  for (const StepPlace& place : index.steps()) Shape(place, report).Check();
}

}  // namespace kasvu::workflows

#include "workflows/proof/calendar_faults.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "workflows/proof/run_words.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;

const std::string& Anchor(const Moment& moment) {
  return !moment.at().empty()       ? moment.at()
         : !moment.before().empty() ? moment.before()
                                    : moment.after();
}

class Checker {
 public:
  Checker(const ProgrammePlaces& places, CalendarRun& run, const ParamValues& params,
          Report& report, std::set<std::string>& told)
      : places_(places), run_(run), params_(params), report_(report), told_(told) {}

  void Check(size_t place) {
    const Place& at = places_.at(place);
    if (at.slot == nullptr || at.step->step->on_end_size() > 0) return;
    const PlaceDates& dates = run_.Of(place);
    if (at.step->step->has_session()) return CheckSession(place, dates);
    const Earliest earliest = run_.EarliestOf(place);
    const auto late = [&](const std::optional<absl::Time>& date, const char* key) {
      if (!date || *date >= earliest.at) return false;
      const std::string path = PathOf(place, key);
      if (!IsNew("deadline-too-early", path)) return true;
      std::vector<RunEvent> events = WhyNotBefore(place);
      TellWork(place, key, events);
      events.push_back(Dated(std::string_view(key) == "due" ? "due-on" : "closes-on", place,
                             *date - absl::Microseconds(1)));
      report_.AddRun("deadline-too-early", path, {{"id", at.step->step->id()}, {"key", key}},
                     std::move(events));
      return true;
    };
    if (!late(dates.due, "due")) late(dates.close, "close");
  }

 private:
  bool IsNew(std::string_view code, const std::string& path) {
    return told_.insert(absl::StrCat(std::string(code), " ", path)).second;
  }

  const std::string& PathOf(const Place& at) const {
    return places_.program().index().Find(at.step->step->id())->path;
  }

  const Moment& MomentOf(const Place& at, std::string_view key) const {
    const auto of = [key](const auto& part) -> const Moment& {
      return key == "open" ? part.open() : key == "due" ? part.due() : part.close();
    };
    const kasvu::v1::Item* item = at.slot->overrides;
    const bool own = item != nullptr && !Anchor(of(*item)).empty();
    return own ? of(*item) : of(*at.step->step);
  }

  // When the work is done on which that date of a place hangs, if it does.
  void TellWork(size_t place, std::string_view key, std::vector<RunEvent>& events) const {
    const Place& at = places_.at(place);
    if (at.slot == nullptr) return;
    const std::string& anchor = Anchor(MomentOf(at, key));
    if (anchor.empty()) return;
    const std::vector<size_t> work =
        anchor == "this" ? std::vector{places_.BaseOf(at)} : places_.Named(at, anchor);
    if (work.size() != 1 || work[0] >= places_.all().size() || !run_.DoneAt(work[0])) return;
    events.push_back(Dated("done-on", work[0], *run_.DoneAt(work[0])));
  }

  // Where `key` of a place is written: at its item, or at the step.
  std::string PathOf(size_t place, std::string_view key) const {
    const Place& at = places_.at(place);
    const kasvu::v1::Item* item = at.slot->overrides;
    const bool own = item != nullptr && (key == "due" ? item->has_due() : item->has_close());
    const std::string base =
        own ? absl::StrCat(PathOf(at), ".items[", at.slot - at.step->slots.data(), "]")
            : PathOf(at);
    return absl::StrCat(base, ".", std::string(key));
  }

  RunEvent Dated(std::string code, size_t place, absl::Time date) const {
    RunEvent event{std::move(code), {}};
    SetPlace(event, "step", places_.at(place));
    SetDate(event, "date", places_.program().zone().DayAt(date));
    return event;
  }

  // The cohort starts, the root of the delay has its day, and each comes after the one before.
  std::vector<RunEvent> WhyNotBefore(size_t place) {
    std::vector<size_t> chain = {place};
    while (run_.EarliestOf(chain.back()).because != chain.back()) {
      chain.push_back(run_.EarliestOf(chain.back()).because);
    }
    std::vector<RunEvent> events = {Starts(run_.start(), params_)};
    const size_t root = chain.back();
    const bool session = places_.at(root).step->step->has_session();
    TellWork(root, "open", events);
    events.push_back(
        Dated(session ? "takes-place-on" : "opens-on", root, run_.EarliestOf(root).at));
    for (size_t i = chain.size() - 1; i-- > 0;) {
      RunEvent after{"comes-after", {}};
      SetPlace(after, "step", places_.at(chain[i]));
      SetPlace(after, "other", places_.at(chain[i + 1]));
      events.push_back(std::move(after));
    }
    return events;
  }

  void CheckSession(size_t place, const PlaceDates& dates) {
    const Place& at = places_.at(place);
    if (!dates.open) return;
    for (const size_t gate : run_.Before(place)) {
      if (run_.EarliestOf(gate).at <= *dates.open) continue;
      const std::string anchor = BehindGate(gate);
      const char* code = anchor.empty() ? "session-too-early" : "gate-waits-behind";
      const std::string& path = PathOf(anchor.empty() ? at : places_.at(gate));
      if (!IsNew(code, path)) continue;
      std::vector<RunEvent> events = WhyNotBefore(gate);
      RunEvent after{"comes-after", {}};
      SetPlace(after, "step", at);
      SetPlace(after, "other", places_.at(gate));
      events.push_back(std::move(after));
      events.push_back(Dated("takes-place-on", place, *dates.open));
      report_.AddRun(code, path,
                     {{"id", at.key()}, {"other", places_.at(gate).key()}, {"anchor", anchor}},
                     std::move(events));
    }
  }

  // What `gate` opens at, when that itself waits for the gate; else nothing.
  std::string BehindGate(size_t gate) {
    size_t root = gate;
    while (run_.EarliestOf(root).because != root) root = run_.EarliestOf(root).because;
    const kasvu::v1::Step& step = *places_.at(root).step->step;
    if (!step.has_open()) return "";
    const ProgramStep* behind = places_.program().FindStep(Anchor(step.open()));
    if (behind == nullptr) return "";
    const Places of = places_.Of(*behind);
    for (size_t place = of.begin; place < of.end; ++place) {
      if (WaitsFor(place, gate)) return Anchor(step.open());
    }
    return "";
  }

  bool WaitsFor(size_t place, size_t other) {
    std::set<size_t> seen = {place};
    std::vector<size_t> waiting = {place};
    while (!waiting.empty()) {
      const size_t next = waiting.back();
      waiting.pop_back();
      if (next == other) return true;
      for (const size_t before : run_.Before(next)) {
        if (seen.insert(before).second) waiting.push_back(before);
      }
    }
    return false;
  }

  const ProgrammePlaces& places_;
  CalendarRun& run_;
  const ParamValues& params_;
  Report& report_;
  std::set<std::string>& told_;
};

}  // namespace

RunEvent Starts(absl::CivilDay start, const ParamValues& params) {
  RunEvent event{params.empty() ? "starts" : "starts-with", {}};
  SetDate(event, "date", start);
  if (params.empty()) return event;
  std::vector<std::string> told;
  for (const auto& [name, value] : params) told.push_back(absl::StrCat(name, " = ", value));
  event.parameters["params"] = absl::StrJoin(told, ", ");
  return event;
}

void CalendarFaults::Check(const ProgrammePlaces& places, CalendarRun& run,
                           const ParamValues& params) {
  Checker checker(places, run, params, report_, told_);
  for (size_t place = 0; place < places.all().size(); ++place) checker.Check(place);
}

}  // namespace kasvu::workflows

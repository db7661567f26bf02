#include "workflows/proof/explore.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/proof/limits.h"
#include "workflows/proof/run_model.h"
#include "workflows/proof/run_story.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::End;

bool Completes(const End& end) { return end.as() == kasvu::v1::END_KIND_COMPLETED; }

bool HasClose(const Place& place) {
  return place.step->step->has_close() ||
         (place.slot != nullptr && place.slot->overrides != nullptr &&
          place.slot->overrides->has_close());
}

class Explorer {
 public:
  Explorer(const Program& program, const std::string& track, Report& report)
      : places_(program, track),
        diagram_(kMaxRunNodes),
        model_(places_, diagram_),
        report_(report) {}

  Explored Run() {
    for (size_t place = 0; place < places_.all().size(); ++place) model_.Of(place);
    for (const End& end : places_.program().spec().ends()) {
      RunSet& runs = Completes(end) ? completed_ : otherwise_;
      runs = diagram_.Or(runs, model_.Reached(end));
    }
    Explored explored;
    FindAbsences(explored);
    if (diagram_.exceeded()) return {false, {}, {}};
    if (!CheckCompletion()) CheckStuck();
    FindDead(explored);
    explored.complete = !diagram_.exceeded();
    return explored;
  }

 private:
  // One line of a counterexample for each answer that is told.
  int CostOf(const RunChoice& choice, bool yes) const {
    if (choice.kind != ChoiceKind::kValue) return yes ? 0 : 1;
    const auto& facts = places_.program().spec().facts();
    const size_t values = ValuesOf(facts.at(choice.fact)).size();
    return choice.values_left + 1 == values ? 1 : 0;  // the first of them stands for all
  }

  // Of who does her part; others may be silent where `silence` allows it.
  auto Diligent(bool silence) const {
    return [this, silence](uint32_t variable, bool yes) {
      const RunChoice& choice = model_.choices()[variable];
      const bool kept = choice.kind == ChoiceKind::kWork ||
                        choice.kind == ChoiceKind::kAttendance ||
                        choice.kind == ChoiceKind::kCoordinator ||
                        (choice.kind == ChoiceKind::kSomebody && !silence);
      if (kept && !yes) return -1;
      return CostOf(choice, yes);
    };
  }

  void FindDead(Explored& explored) {
    for (const ProgramStep& step : places_.program().steps()) {
      const Places of = places_.Of(step);
      bool alive = false;
      for (size_t place = of.begin; place < of.end && !alive; ++place) {
        const RunSet opens = model_.Of(place).opens;
        alive = diagram_.AndNot(opens, EndedBefore(*step.step, opens)) != kNoRun;
      }
      if (alive) continue;
      std::vector<RunEvent> run;
      if (of.size() > 0 && !diagram_.exceeded() && !TellDead(of.begin, run)) continue;
      explored.dead.emplace(step.step->id(), std::move(run));
    }
  }

  // The run that comes nearest to `place`; false when that waits for another dead step.
  bool TellDead(size_t place, std::vector<RunEvent>& run) {
    const PlaceRuns& runs = model_.Of(place);
    const auto any = [&](uint32_t variable, bool yes) {
      return CostOf(model_.choices()[variable], yes);
    };
    const auto nearest = CheapestRun(
        diagram_, runs.opens != kNoRun ? runs.opens : diagram_.Not(runs.not_applicable), any);
    const RunAnswers answers = nearest.value_or(RunAnswers());
    RunStory story(model_, answers);
    const size_t blocker = story.Blocker(place);
    const bool waits = runs.opens == kNoRun && nearest && blocker < places_.all().size();
    if (waits && model_.Of(blocker).opens == kNoRun && !IsAftercare(blocker)) return false;
    run = story.Beginning();
    const std::vector<RunEvent> why = story.WhyPending(place);
    if (runs.opens != kNoRun) {
      run.push_back(story.About("ended-before", place));
    } else if (!nearest || why.empty()) {
      run.push_back(story.About("never-applies", place));
    }
    run.insert(run.end(), why.begin(), why.end());
    return true;
  }

  bool IsAftercare(size_t place) const { return places_.at(place).step->step->on_end_size() > 0; }

  static bool ReadsFactsAlone(const End& end) {
    bool alone = true;
    for (const auto& [id, condition] : end.requirements()) {
      kasvu::v1::Condition copy = condition;
      VisitReferences(copy, "", [&](ReferenceKind kind, const std::string&, std::string&) {
        alone = alone && kind == ReferenceKind::kFact;
      });
    }
    return alone;
  }

  // The runs that an end by facts alone has ended before the step can open, because the step hangs
  // on the same answers.
  RunSet EndedBefore(const kasvu::v1::Step& step, RunSet opens) {
    RunSet ended = kNoRun;
    if (step.on_end_size() > 0) return ended;
    const std::unordered_set<uint32_t> asked = Asked(opens);
    for (const End& end : places_.program().spec().ends()) {
      if (Completes(end)) continue;
      if (!ReadsFactsAlone(end)) continue;
      const RunSet reached = model_.Reached(end);
      const std::unordered_set<uint32_t> of_end = Asked(reached);
      const bool known = std::all_of(of_end.begin(), of_end.end(),
                                     [&](uint32_t variable) { return asked.contains(variable); });
      if (known) ended = diagram_.Or(ended, reached);
    }
    return ended;
  }

  std::unordered_set<uint32_t> Asked(RunSet runs) const {
    std::unordered_set<uint32_t> asked;
    std::unordered_set<RunSet> seen;
    std::vector<RunSet> waiting = {runs};
    while (!waiting.empty()) {
      const RunSet set = waiting.back();
      waiting.pop_back();
      if (set <= kEveryRun || !seen.insert(set).second) continue;
      asked.insert(diagram_.At(set).variable);
      waiting.push_back(diagram_.At(set).no);
      waiting.push_back(diagram_.At(set).yes);
    }
    return asked;
  }

  void FindAbsences(Explored& explored) {
    for (const ProgramStep& step : places_.program().steps()) {
      const Places of = places_.Of(step);
      if (!step.step->has_session() || step.rolling || of.size() < 2) continue;
      bool counts = false;
      const int most = MostGained(diagram_, completed_, [&](uint32_t variable, bool yes) {
        const RunChoice& choice = model_.choices()[variable];
        const bool own = choice.kind == ChoiceKind::kAttendance && choice.place >= of.begin &&
                         choice.place < of.end;
        counts = counts || own;
        return own && !yes ? 1 : 0;
      });
      if (most < 0 || !counts) continue;
      explored.absences.push_back(
          {step.step->id(), places_.track(), static_cast<int>(of.size()), most});
    }
  }

  const End* FirstCompleted(std::string& path) const {
    const auto& ends = places_.program().spec().ends();
    for (int e = 0; e < ends.size(); ++e) {
      const End& end = ends[e];
      if (!Completes(end) || (!end.for_().empty() && end.for_() != places_.track())) continue;
      path = absl::StrCat("ends[", e, "]");
      return &end;
    }
    return nullptr;
  }

  // Whether something was found.
  bool CheckCompletion() {
    std::string path;
    const End* end = FirstCompleted(path);
    if (end == nullptr) {
      const bool others = std::any_of(places_.program().spec().ends().begin(),
                                      places_.program().spec().ends().end(), Completes);
      if (!others || places_.program().spec().has_engaged()) return false;
      report_.AddRun("track-without-completion", "ends", {{"track", places_.track()}},
                     RunStory(model_, {}).Beginning());
      return true;
    }
    const auto some = CheapestRun(diagram_, completed_, Diligent(false));
    const RunSet stranded = diagram_.Not(diagram_.Or(completed_, otherwise_));
    const auto run = CheapestRun(diagram_, stranded, Diligent(false));
    if (!some) {
      Tell("never-completes", *end, path, run.value_or(RunAnswers()));
      return true;
    }
    if (run) Tell("cannot-complete", *end, path, *run);
    const auto silent = run ? std::nullopt : CheapestRun(diagram_, stranded, Diligent(true));
    if (silent) Tell("silence-strands", *end, path, *silent);
    return run || silent;
  }

  void Tell(const char* code, const End& end, const std::string& path, const RunAnswers& answers) {
    RunStory story(model_, answers);
    std::vector<RunEvent> events = story.Beginning();
    RunStory::Reason reason = story.WhyNotReached(end, path);
    events.insert(events.end(), reason.events.begin(), reason.events.end());
    report_.AddRun(code, reason.path, {{"end", end.id()}, {"id", reason.cause}}, std::move(events));
  }

  // Anybody may fail to do what closes. What stays open is not stuck.
  void CheckStuck() {
    const RunSet ended = diagram_.Or(completed_, otherwise_);
    for (const size_t place : model_.awaited()) {
      const PlaceRuns& runs = model_.Of(place);
      const RunSet waits =
          diagram_.AndNot(diagram_.Not(diagram_.Or(model_.Settled(place), runs.opens)), ended);
      const auto run = CheapestRun(diagram_, waits, [&](uint32_t variable, bool yes) {
        const RunChoice& choice = model_.choices()[variable];
        const bool open = choice.kind == ChoiceKind::kOptional &&
                          !HasClose(places_.at(choice.place)) &&
                          !places_.at(choice.place).step->step->has_session();
        return open && !yes ? -1 : CostOf(choice, yes);
      });
      if (!run) continue;
      RunStory story(model_, *run);
      // What waits for something that waits itself is no finding of its own.
      const size_t blocker = story.Blocker(place);
      if (blocker < places_.all().size() && !story.IsIn(model_.Settled(blocker))) continue;
      std::vector<RunEvent> events = story.Beginning();
      const std::vector<RunEvent> why = story.WhyPending(place);
      events.insert(events.end(), why.begin(), why.end());
      events.push_back({"nothing-left", {}});
      const std::string& id = places_.at(place).step->step->id();
      report_.AddRun("stuck", places_.program().index().Find(id)->path,
                     {{"id", places_.at(place).key()}}, std::move(events));
      if (diagram_.exceeded()) return;
    }
  }

  ProgrammePlaces places_;
  DecisionDiagram diagram_;
  RunModel model_;
  Report& report_;
  RunSet completed_ = kNoRun;
  RunSet otherwise_ = kNoRun;
};

}  // namespace

Explored Explore(const Program& program, const std::string& track, Report& report) {
  return Explorer(program, track, report).Run();
}

}  // namespace kasvu::workflows

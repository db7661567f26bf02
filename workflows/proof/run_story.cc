#include "workflows/proof/run_story.h"

#include <algorithm>
#include <set>

#include "workflows/proof/run_words.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

// A chain of waiting longer than this is told from its nearest part on.
constexpr int kMaxChain = 12;

std::vector<std::pair<std::string, bool>> GatesOf(const Place& place) {
  std::vector<std::pair<std::string, bool>> gates;
  const auto all = [&](const auto& references, bool must_satisfy) {
    for (const std::string& reference : references) gates.emplace_back(reference, must_satisfy);
  };
  all(place.step->step->needs(), true);
  all(place.step->step->after(), false);
  if (place.slot != nullptr && place.slot->overrides != nullptr) {
    all(place.slot->overrides->needs(), true);
    all(place.slot->overrides->after(), false);
  }
  if (place.step->phase != nullptr && place.step->step->on_end_size() == 0) {
    all(place.step->phase->needs(), true);
  }
  return gates;
}

}  // namespace

bool RunStory::IsIn(RunSet runs) const {
  while (runs > kEveryRun) {
    const DecisionDiagram::Node& node = model_.diagram().At(runs);
    const auto answer = answers_.find(node.variable);
    runs = answer == answers_.end() || answer->second ? node.yes : node.no;
  }
  return runs == kEveryRun;
}

RunEvent RunStory::About(std::string code, size_t place) const {
  RunEvent event{std::move(code), {}};
  SetPlace(event, "step", model_.places().at(place));
  return event;
}

std::vector<RunEvent> RunStory::Beginning() const {
  const ProgrammePlaces& places = model_.places();
  std::vector<RunEvent> events;
  if (places.track().empty()) {
    events.push_back({"accepted", {}});
  } else {
    events.push_back({"accepted-on-track", {{"track", places.track()}}});
  }
  // In the order of the programme, not of the questions.
  std::map<std::pair<size_t, std::string>, RunEvent> told;
  for (const auto& [variable, yes] : answers_) {
    const RunChoice& choice = model_.choices()[variable];
    const std::pair<size_t, std::string> when(choice.place, choice.fact);
    if (choice.kind == ChoiceKind::kValue) {
      std::string value = choice.value;
      if (!yes && choice.values_left > 1 && !answers_.contains(variable + 1)) {
        value = model_.choices()[variable + 1].value;  // any of those that are left
      } else if (!yes && choice.values_left > 1) {
        continue;
      } else if (!yes) {
        value = ValuesOf(places.program().spec().facts().at(choice.fact)).back();
      }
      const ProgramStep& writer = *places.at(choice.place).step;
      RunEvent event = About(writer.step->has_survey()     ? "answered"
                             : writer.step->has_decision() ? "decided"
                                                           : "recorded-as",
                             choice.place);
      event.parameters["value"] = value;
      event.parameters["ask"] = places.program().spec().facts().at(choice.fact).ask();
      told.emplace(when, std::move(event));
      continue;
    }
    if (yes) continue;
    if (choice.kind == ChoiceKind::kLink) {
      told.emplace(when,
                   RunEvent{"not-linked",
                            {{"link", places.program().spec().facts().at(choice.fact).link()}}});
      continue;
    }
    const bool closes =
        IsIn(model_.Of(choice.place).missed) || IsIn(model_.Of(choice.place).waived);
    const std::string outcome = IsIn(model_.Of(choice.place).waived) ? "-waived" : "-missed";
    const bool session = places.at(choice.place).step->step->has_session();
    std::string code = session                                ? "absent"
                       : choice.kind == ChoiceKind::kOptional ? "left-out"
                       : choice.kind == ChoiceKind::kWork     ? "not-done" + outcome
                                                              : "silent" + outcome;
    if (!session && !closes && choice.kind != ChoiceKind::kOptional) continue;
    told.emplace(when, About(std::move(code), choice.place));
  }
  for (auto& [when, event] : told) events.push_back(std::move(event));
  return events;
}

size_t RunStory::WriterOf(const std::string& fact) {
  const auto& facts = model_.places().program().spec().facts();
  const size_t nowhere = model_.places().all().size();
  const auto found = facts.find(fact);
  if (found == facts.end()) return nowhere;
  const ProgramStep* writer = model_.places().program().FindStep(found->second.step());
  if (writer == nullptr) return nowhere;
  const Places places = model_.places().Of(*writer);
  for (size_t place = places.begin; place < places.end; ++place) {
    if (!IsIn(model_.LetsThrough(place, false))) return place;
  }
  return nowhere;
}

// The comparison in `condition` that neither holds nor fails; `fact` is what it waits for.
const kasvu::v1::Condition* RunStory::Unread(const kasvu::v1::Condition& condition,
                                             std::string& fact) {
  const ConditionRuns view = model_.Evaluate(condition);
  if (IsIn(view.holds) || IsIn(view.fails)) return nullptr;
  for (const auto& each : condition.all()) {
    if (const auto* found = Unread(each, fact)) return found;
  }
  for (const auto& each : condition.any()) {
    if (const auto* found = Unread(each, fact)) return found;
  }
  if (condition.has_not_()) return Unread(condition.not_(), fact);
  for (const std::string& name : KeysIn(condition.is())) {
    if (WriterOf(name) < model_.places().all().size()) {
      fact = name;
      return &condition;
    }
  }
  return nullptr;
}

size_t RunStory::Blocker(size_t place) {
  const Place& at = model_.places().at(place);
  for (const auto& [reference, must_satisfy] : GatesOf(at)) {
    if (IsIn(model_.Through(at, reference, must_satisfy))) continue;
    for (const size_t named : model_.places().Named(at, reference)) {
      if (named == place) continue;
      if (!IsIn(model_.LetsThrough(named, must_satisfy))) return named;
    }
  }
  return model_.places().all().size();
}

bool RunStory::AddUnread(size_t place, std::vector<RunEvent>& events, int depth) {
  const Place& at = model_.places().at(place);
  std::string fact;
  const bool when = at.step->step->has_when() && Unread(at.step->step->when(), fact) != nullptr;
  const bool opens = !when && at.step->phase != nullptr && at.step->phase->has_opens() &&
                     Unread(at.step->phase->opens(), fact) != nullptr;
  if (!when && !opens) return false;
  const size_t writer = WriterOf(fact);
  AddPending(writer, events, depth + 1);
  RunEvent event = About("waits-for-fact", place);
  event.parameters["fact"] = fact;
  SetPlace(event, "other", model_.places().at(writer));
  events.push_back(std::move(event));
  return true;
}

void RunStory::AddCause(size_t place, std::vector<RunEvent>& events, int depth) {
  if (AddUnread(place, events, depth)) return;
  const size_t other = Blocker(place);
  if (other < model_.places().all().size()) {
    const bool missed = IsIn(model_.Of(other).missed);
    if (!missed) AddPending(other, events, depth + 1);
    RunEvent event = About(missed ? "needs-missed" : "waits-for-step", place);
    SetPlace(event, "other", model_.places().at(other));
    events.push_back(std::move(event));
    return;
  }
  events.push_back(About("waits-for-date", place));
}

void RunStory::AddPending(size_t place, std::vector<RunEvent>& events, int depth) {
  if (depth > kMaxChain || IsIn(model_.Settled(place))) return;
  if (model_.places().at(place).step->step->on_end_size() > 0) {
    events.push_back(About("opens-after-end", place));
  } else if (IsIn(model_.Of(place).opens)) {
    events.push_back(About("stays-open", place));
  } else {
    AddCause(place, events, depth);
  }
}

std::vector<RunEvent> RunStory::WhyPending(size_t place) {
  std::vector<RunEvent> events;
  AddPending(place, events, 0);
  return events;
}

RunStory::Reason RunStory::WhyNotReached(const kasvu::v1::End& end, const std::string& end_path) {
  const TemplateIndex& index = model_.places().program().index();
  for (const size_t place : model_.awaited()) {
    if (IsIn(model_.Settled(place))) continue;
    const Place& at = model_.places().at(place);
    Reason reason{WhyPending(place), index.Find(at.step->step->id())->path, at.key()};
    RunEvent event = About("completion-waits", place);
    event.parameters["end"] = end.id();
    reason.events.push_back(std::move(event));
    return reason;
  }
  for (const std::string& id : KeysIn(end.requirements())) {
    const kasvu::v1::Condition& condition = end.requirements().at(id);
    if (IsIn(model_.Evaluate(condition).holds)) continue;
    Reason reason{{}, end_path + ".requires." + id, id};
    // What it names and what keeps that from being done.
    std::set<std::string> named;
    kasvu::v1::Condition copy = condition;
    VisitReferences(copy, "", [&](ReferenceKind kind, const std::string&, std::string& word) {
      if (kind == ReferenceKind::kDone || kind == ReferenceKind::kCount) named.insert(word);
    });
    for (const std::string& word : named) {
      for (const size_t place : model_.places().Named(word)) {
        std::vector<RunEvent> why = WhyPending(place);
        if (IsIn(model_.Of(place).not_applicable)) why = {About("does-not-apply", place)};
        reason.events.insert(reason.events.end(), why.begin(), why.end());
        if (!why.empty()) break;
      }
    }
    reason.events.push_back({"requirement-fails", {{"end", end.id()}, {"requirement", id}}});
    return reason;
  }
  return {{}, end_path, end.id()};
}

}  // namespace kasvu::workflows

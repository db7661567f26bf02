#include "workflows/proof/run_model.h"

#include <algorithm>

#include "workflows/cohort/slot_items.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"
#include "workflows/template/required_steps.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Item;
using kasvu::v1::Moment;
using kasvu::v1::Step;

// A chain of dates longer than this is a cycle, which a checked template does not have.
constexpr int kMaxDateDepth = 30;

const Item* Overrides(const Place& place) {
  return place.slot == nullptr ? nullptr : place.slot->overrides;
}

const Moment* OpenOf(const Place& place) {
  const Item* item = Overrides(place);
  if (item != nullptr && item->has_open()) return &item->open();
  return place.step->step->has_open() ? &place.step->step->open() : nullptr;
}

const Moment* CloseOf(const Place& place) {
  const Item* item = Overrides(place);
  if (item != nullptr && item->has_close()) return &item->close();
  return place.step->step->has_close() ? &place.step->step->close() : nullptr;
}

const std::string& Anchor(const Moment& moment) {
  return !moment.at().empty()       ? moment.at()
         : !moment.before().empty() ? moment.before()
                                    : moment.after();
}

// Whether the work is somebody else's: what is shared is the coordinator's unless `by` says so.
bool IsOfOthers(const Place& place) {
  const bool shared = place.step->owner == storage::v1::OWNER_COHORT ||
                      place.step->owner == storage::v1::OWNER_GROUP;
  return shared || NeedsSomebodyElse(*place.step->step);
}

}  // namespace

RunModel::RunModel(const ProgrammePlaces& places, DecisionDiagram& diagram)
    : places_(places),
      diagram_(diagram),
      known_(places.all().size()),
      required_by_name_(places.program().steps().size()),
      replacements_(places.all().size()) {
  const Program& program = places.program();
  const auto name = [&](std::string_view reference) {
    if (const ProgramStep* step = program.FindStep(reference)) {
      required_by_name_[static_cast<size_t>(step - program.steps().data())] = true;
    }
  };
  for (const auto& end : program.spec().ends()) {
    if (end.as() != kasvu::v1::END_KIND_COMPLETED) continue;
    for (const auto& [id, condition] : end.requirements()) {
      kasvu::v1::Condition copy = condition;
      VisitReferences(copy, "", [&](ReferenceKind kind, const std::string&, std::string& word) {
        if (kind == ReferenceKind::kDone || kind == ReferenceKind::kCount) name(word);
      });
    }
  }
  for (size_t i = 0; i < places.all().size(); ++i) {
    const ProgramStep& step = *places.at(i).step;
    if (step.required && !step.up_to && !step.rolling) awaited_.push_back(i);
    if (step.step->makes_up().empty()) continue;
    const size_t base = places.BaseOf(places.at(i));
    if (base < replacements_.size()) replacements_[base].push_back(i);
  }
}

RunSet RunModel::NewChoice(RunChoice choice) {
  choices_.push_back(std::move(choice));
  return diagram_.Where(diagram_.NewVariable());
}

RunSet RunModel::Settled(size_t place) {
  // What is missed has settled, made up for or not: its replacement may itself come after it.
  const bool replaces = !places_.at(place).step->step->makes_up().empty();
  const PlaceRuns& runs = replaces ? Of(place) : Raw(place);
  const RunSet ended = diagram_.Or(runs.waived, runs.not_applicable);
  return diagram_.Or(diagram_.Or(runs.done, runs.missed), ended);
}

RunSet RunModel::Satisfied(size_t place) {
  const PlaceRuns& runs = Of(place);
  return diagram_.Or(runs.done, diagram_.Or(runs.waived, runs.not_applicable));
}

const PlaceRuns& RunModel::Of(size_t place) {
  Known& known = known_[place];
  if (known.progress != kNew) return known.runs;
  known.progress = kWorking;
  PlaceRuns runs = Raw(place);
  // Done afterwards, in its stead.
  for (const size_t replacement : replacements_[place]) {
    const RunSet made_up = Of(replacement).done;
    runs.done = diagram_.Or(runs.done, diagram_.And(runs.missed, made_up));
    runs.missed = diagram_.AndNot(runs.missed, made_up);
  }
  if (!places_.at(place).step->step->makes_up().empty()) SpareBesides(place, runs);
  known.runs = runs;
  known.progress = kKnown;
  return known.runs;
}

// What another replacement has made up for needs this one no more.
void RunModel::SpareBesides(size_t place, PlaceRuns& runs) {
  const size_t base = places_.BaseOf(places_.at(place));
  if (base >= replacements_.size()) return;
  const RunSet ended = diagram_.Or(runs.done, diagram_.Or(runs.missed, runs.waived));
  for (const size_t other : replacements_[base]) {
    if (other == place) continue;
    runs.not_applicable = diagram_.Or(runs.not_applicable, diagram_.AndNot(Raw(other).done, ended));
  }
}

const PlaceRuns& RunModel::Raw(size_t place) {
  Known& known = known_[place];
  if (known.raw_progress != kNew) return known.raw;
  known.raw_progress = kWorking;
  known.raw = WorkOut(place);
  known.raw_progress = kKnown;
  return known.raw;
}

PlaceRuns RunModel::WorkOut(size_t place) {
  return places_.at(place).step->step->has_session() ? OfSession(place) : OfWork(place);
}

// Attendance is taken whether or not she was asked to come.
PlaceRuns RunModel::OfSession(size_t place) {
  const Place& at = places_.at(place);
  const kasvu::v1::Step& step = *at.step->step;
  PlaceRuns runs;
  runs.opens = kEveryRun;
  if (step.has_when()) runs.opens = diagram_.AndNot(runs.opens, Evaluate(step.when()).fails);
  if (at.step->phase != nullptr && at.step->phase->has_opens()) {
    runs.opens = diagram_.AndNot(runs.opens, Evaluate(at.step->phase->opens()).fails);
  }
  const RunSet there = NewChoice(
      {MayLeaveOut(at) ? ChoiceKind::kOptional : ChoiceKind::kAttendance, place, "", "", 0});
  runs.done = there;
  runs.missed = diagram_.Not(there);
  return runs;
}

// Where the item that `place` makes up for was missed; where it was not, it does not apply.
RunSet RunModel::MadeUpFor(size_t place, PlaceRuns& runs) {
  const Place& at = places_.at(place);
  if (at.step->step->makes_up().empty()) return kEveryRun;
  const size_t base = places_.BaseOf(at);
  if (base >= places_.all().size()) {
    runs.not_applicable = kEveryRun;
    return kNoRun;
  }
  const PlaceRuns& missed = Raw(base);
  runs.not_applicable = diagram_.Or(missed.done, diagram_.Or(missed.waived, missed.not_applicable));
  return missed.missed;
}

PlaceRuns RunModel::OfWork(size_t place) {
  const Place& at = places_.at(place);
  const kasvu::v1::Step& step = *at.step->step;
  PlaceRuns runs;
  const RunSet there = IsThere(place);
  RunSet ready = MadeUpFor(place, runs);
  const bool aftercare = step.on_end_size() > 0;
  RunSet fails = kNoRun;
  RunSet holds = kEveryRun;
  const auto read = [&](const kasvu::v1::Condition& condition, bool may_wait) {
    const ConditionRuns view = Evaluate(condition);
    fails = diagram_.Or(fails, view.fails);
    holds = diagram_.And(holds, may_wait ? view.holds : diagram_.Not(view.fails));
  };
  if (step.has_when()) read(step.when(), true);
  if (at.step->phase != nullptr && at.step->phase->has_opens()) {
    read(at.step->phase->opens(), !aftercare);
  }
  runs.not_applicable =
      diagram_.And(there, diagram_.Or(runs.not_applicable, diagram_.And(ready, fails)));
  ready = diagram_.And(diagram_.And(there, ready), diagram_.And(holds, Gates(at)));
  if (const Moment* open = OpenOf(at)) ready = diagram_.And(ready, HasDate(*open, at));
  runs.opens = ready;
  if (aftercare) {
    RunSet ended = kNoRun;
    for (const int kind : step.on_end()) {
      ended = diagram_.Or(ended, EndsAs(static_cast<kasvu::v1::EndKind>(kind)));
    }
    runs.opens = diagram_.And(ready, ended);
    runs.not_applicable = kNoRun;
    return runs;
  }

  const Moment* close = CloseOf(at);
  const RunSet closes = close == nullptr ? kNoRun : diagram_.And(there, HasDate(*close, at));
  RunSet acted = kEveryRun;
  if (IsOfOthers(at)) {
    // Without a close nobody would ever know that they do nothing.
    if (MayLeaveOut(at)) {
      acted = NewChoice({ChoiceKind::kOptional, place, "", "", 0});
    } else if (closes != kNoRun) {
      const bool handed_over = step.else_() == kasvu::v1::OTHERWISE_ESCALATE;
      acted = NewChoice(
          {handed_over ? ChoiceKind::kCoordinator : ChoiceKind::kSomebody, place, "", "", 0});
    }
  } else if (MayLeaveOut(at)) {
    acted = NewChoice({ChoiceKind::kOptional, place, "", "", 0});
  } else if (closes != kNoRun) {
    acted = NewChoice({ChoiceKind::kWork, place, "", "", 0});
  }
  runs.done = diagram_.And(ready, acted);
  const RunSet closed = diagram_.AndNot(closes, diagram_.Or(runs.done, runs.not_applicable));
  (step.else_() == kasvu::v1::OTHERWISE_WAIVED ? runs.waived : runs.missed) = closed;
  return runs;
}

RunSet RunModel::Gates(const Place& place) {
  RunSet gates = kEveryRun;
  const auto all = [&](const auto& references, bool must_satisfy) {
    for (const std::string& reference : references) {
      gates = diagram_.And(gates, Through(place, reference, must_satisfy));
    }
  };
  all(place.step->step->needs(), true);
  all(place.step->step->after(), false);
  if (const Item* item = Overrides(place)) {
    all(item->needs(), true);
    all(item->after(), false);
  }
  if (place.step->phase != nullptr && place.step->step->on_end_size() == 0) {
    all(place.step->phase->needs(), true);
  }
  return gates;
}

RunSet RunModel::Through(const Place& place, const std::string& reference, bool must_satisfy) {
  const ProgramStep* target = places_.program().FindStep(reference);
  if (target == nullptr) return kEveryRun;
  // What is inside holds back nobody outside.
  const bool inside = target->owner > place.step->owner && !target->step->has_session();
  if (inside) return kEveryRun;
  RunSet through =
      target->owner == storage::v1::OWNER_LINK && target->step->per() != place.step->step->per()
          ? LinkMade(target->step->per())
          : kEveryRun;
  for (const size_t named : places_.Named(place, reference)) {
    if (&places_.at(named) == &place) continue;
    through = diagram_.And(through, LetsThrough(named, must_satisfy));
  }
  return through;
}

RunSet RunModel::LinkMade(const std::string& link) {
  const auto known = links_.find(link);
  if (known != links_.end()) return known->second;
  // Somebody makes every link in time; only where a fact says so is it a question.
  for (const auto& [name, fact] : places_.program().spec().facts()) {
    if (fact.link() != link) continue;
    return links_[link] = NewChoice({ChoiceKind::kLink, 0, name, "", 0});
  }
  return links_[link] = kEveryRun;
}

// Where its link is made and, of what may be recorded so often, the one before was recorded.
RunSet RunModel::IsThere(size_t place) {
  const Place& at = places_.at(place);
  const RunSet owner =
      at.step->owner == storage::v1::OWNER_LINK ? LinkMade(at.step->step->per()) : kEveryRun;
  const bool first = !at.step->up_to || place == places_.Of(*at.step).begin ||
                     BaseItemOf(places_.at(place - 1).item()) != BaseItemOf(at.item());
  return first ? owner : diagram_.And(owner, Of(place - 1).done);
}

RunSet RunModel::LetsThrough(size_t place, bool must_satisfy) {
  const RunSet through = must_satisfy ? Satisfied(place) : Settled(place);
  if (!places_.at(place).step->up_to) return through;
  return diagram_.Or(through, diagram_.Not(IsThere(place)));
}

bool RunModel::MayLeaveOut(const Place& place) const {
  const ProgramStep& step = *place.step;
  const bool counts = step.step->optional() || step.up_to || step.rolling;
  return counts &&
         !required_by_name_[static_cast<size_t>(&step - places_.program().steps().data())];
}

RunSet RunModel::HasDate(const Moment& moment, const Place& place, int depth) {
  if (depth > kMaxDateDepth) return kNoRun;
  const std::string& anchor = Anchor(moment);
  if (anchor == "start" || anchor == "join" || anchor == "end") return kEveryRun;
  if (anchor == "closed") return kNoRun;
  if (anchor.starts_with("match:")) return LinkMade(anchor.substr(6));
  if (anchor == "this") {
    const size_t base = places_.BaseOf(place);
    if (base >= places_.all().size()) return HasDate(place, depth + 1);
    const Place& of = places_.at(base);
    const RunSet planned = HasDate(of, depth + 1);
    if (planned == kEveryRun) return planned;
    const RunSet due =
        of.step->step->has_due() ? HasDate(of.step->step->due(), of, depth + 1) : kNoRun;
    return diagram_.Or(diagram_.Or(planned, due), Settled(base));
  }
  const ProgramStep* other = places_.program().FindStep(anchor);
  if (other == nullptr) return kNoRun;
  if (other->step->has_session()) return kEveryRun;
  RunSet dated = kNoRun;
  for (const size_t named : places_.Named(place, anchor)) {
    const RunSet planned = HasDate(places_.at(named), depth + 1);
    dated =
        diagram_.Or(dated, planned == kEveryRun ? planned : diagram_.Or(planned, Settled(named)));
  }
  return dated;
}

// Whether the date of a place is planned before anybody does it.
RunSet RunModel::HasDate(const Place& place, int depth) {
  const kasvu::v1::Step& step = *place.step->step;
  if (step.has_session()) return kEveryRun;
  const Item* item = Overrides(place);
  if (item != nullptr && item->has_at()) return HasDate(item->at(), place, depth);
  return step.has_from() ? HasDate(step.from(), place, depth) : kNoRun;
}

RunSet RunModel::Reached(const kasvu::v1::End& end) {
  if (!end.for_().empty() && end.for_() != places_.track()) return kNoRun;
  RunSet reached = kEveryRun;
  for (const std::string& id : KeysIn(end.requirements())) {
    reached = diagram_.And(reached, Evaluate(end.requirements().at(id)).holds);
  }
  if (end.as() != kasvu::v1::END_KIND_COMPLETED) return reached;
  for (const size_t place : awaited_) reached = diagram_.And(reached, Settled(place));
  return reached;
}

RunSet RunModel::EndsAs(kasvu::v1::EndKind kind) {
  if (kind == kasvu::v1::END_KIND_INCOMPLETE || kind == kasvu::v1::END_KIND_WITHDRAWN ||
      kind == kasvu::v1::END_KIND_CANCELLED) {
    return kEveryRun;
  }
  RunSet ended = kNoRun;
  for (const auto& end : places_.program().spec().ends()) {
    if (end.as() == kind) ended = diagram_.Or(ended, Reached(end));
  }
  return ended;
}

}  // namespace kasvu::workflows

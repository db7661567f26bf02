#include "workflows/proof/calendar_run.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_plan.h"
#include "workflows/cohort/slot_items.h"
#include "workflows/cohort/slots.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

constexpr uint32_t kOnly = 1;
constexpr int kDaysBefore = 90;

// A cohort with one group and one participant, to whom everybody is linked.
CohortImage ImageOf(const ProgrammePlaces& places, const storage::v1::CohortState& cohort,
                    absl::Time accepted, absl::Time start) {
  CohortImage image;
  image.cohort = cohort;
  image.cohort.set_created_at(ToMicros(accepted));
  storage::v1::GroupState& group = image.groups[kOnly];
  group.set_ordinal(kOnly);
  group.set_formed_at(ToMicros(accepted));
  for (auto& occurrence : PlanSessions(places.program(), image.cohort, accepted)) {
    *group.add_occurrences() = std::move(occurrence);
  }
  storage::v1::EnrolmentState& enrolment = image.enrolments[kOnly];
  enrolment.set_ordinal(kOnly);
  enrolment.set_track(places.track());
  enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACCEPTED);
  enrolment.set_applied_at(ToMicros(accepted));
  enrolment.set_accepted_at(ToMicros(accepted));
  enrolment.set_group(kOnly);
  uint32_t ordinal = 0;
  for (const std::string& name : KeysIn(places.program().spec().links())) {
    storage::v1::LinkState& link = image.links[++ordinal];
    link.set_ordinal(ordinal);
    link.set_link(name);
    link.set_group(kOnly);
    link.set_stage(storage::v1::LINK_STAGE_BOUND);
    link.set_made_at(ToMicros(start));
    link.set_bound_at(ToMicros(start));
    storage::v1::LinkRef& ref = *enrolment.add_links();
    ref.set_link(name);
    ref.set_ordinal(ordinal);
    ref.set_live(true);
    ref.set_subject(true);
  }
  return image;
}

// The work whose doing is the anchor of some date.
std::set<const ProgramStep*> WorkThatDates(const Program& program) {
  std::set<const ProgramStep*> work;
  for (const ProgramStep& step : program.steps()) {
    const auto add = [&](const ProgramStep* anchor) {
      if (anchor != nullptr && !anchor->step->has_session() && !anchor->up_to) work.insert(anchor);
    };
    kasvu::v1::Step copy = *step.step;
    VisitReferences(copy, "", [&](ReferenceKind kind, const std::string&, std::string& anchor) {
      if (kind != ReferenceKind::kAnchor) return;
      add(anchor == "this" ? BaseOf(program, step) : program.FindStep(anchor));
    });
  }
  return work;
}

// The steps of whoever `step` belongs to.
google::protobuf::RepeatedPtrField<storage::v1::StepRecord>* StepsOf(CohortImage& image,
                                                                     const ProgramStep& step) {
  switch (step.owner) {
    case storage::v1::OWNER_COHORT:
      return image.cohort.mutable_steps();
    case storage::v1::OWNER_GROUP:
      return image.groups[kOnly].mutable_steps();
    case storage::v1::OWNER_LINK:
      for (auto& [ordinal, link] : image.links) {
        if (link.link() == step.step->per()) return link.mutable_steps();
      }
      return nullptr;
    default:
      return image.enrolments[kOnly].mutable_steps();
  }
}

// `place` is done at `at`. Whether that is news.
bool Do(CohortImage& image, const Place& place, absl::Time at) {
  auto* const steps = StepsOf(image, *place.step);
  if (steps == nullptr) return false;
  storage::v1::StepRecord* record = nullptr;
  for (storage::v1::StepRecord& known : *steps) {
    if (known.key() == place.key()) record = &known;
  }
  if (record == nullptr) {
    record = steps->Add();
    record->set_key(place.key());
    record->set_state(storage::v1::STEP_STATE_DONE);
    record->set_via(storage::v1::VIA_WORK);
  }
  const bool news = record->occurred_at() != ToMicros(at);
  record->set_occurred_at(ToMicros(at));
  return news;
}

}  // namespace

bool DatesHangOnWork(const Program& program) { return !WorkThatDates(program).empty(); }

CalendarRun::CalendarRun(const ProgrammePlaces& places, const storage::v1::CohortState& cohort,
                         Pace pace)
    : places_(places),
      start_(absl::CivilDay(1970, 1, 1) + cohort.start_date()),
      done_(places.all().size()) {
  const Zone& zone = places.program().zone();
  const absl::Time accepted = zone.StartOf(start_ - kDaysBefore);
  CohortImage image = ImageOf(places, cohort, accepted, zone.StartOf(start_));
  ReadDates(image, accepted);
  if (pace == Pace::kPlanned) return;
  const std::set<const ProgramStep*> work = WorkThatDates(places.program());
  // Each round dates what hangs on the work that the one before has dated.
  for (size_t round = 0; round <= work.size(); ++round) {
    bool news = false;
    for (const ProgramStep* step : work) {
      const Places of = places.Of(*step);
      for (size_t place = of.begin; place < of.end; ++place) {
        if (places.at(place).slot == nullptr) continue;
        done_[place] = std::max(EarliestOf(place).at, accepted);
        news = Do(image, places.at(place), *done_[place]) || news;
      }
    }
    if (!news) break;
    ReadDates(image, accepted);
  }
}

void CalendarRun::ReadDates(const CohortImage& image, absl::Time now) {
  dates_.assign(places_.all().size(), {});
  earliest_.assign(places_.all().size(), std::nullopt);
  const View view{places_.program(), image, now};
  Evaluation evaluation(view);
  std::map<std::string, size_t, std::less<>> by_key;
  for (size_t place = 0; place < places_.all().size(); ++place) {
    if (places_.at(place).slot != nullptr) by_key.emplace(places_.at(place).key(), place);
  }
  const auto add = [&](storage::v1::Owner owner, uint32_t ordinal) {
    for (const SlotView& slot : SlotsOf(evaluation, {owner, ordinal})) {
      const auto place = by_key.find(slot.key);
      if (place == by_key.end()) continue;
      dates_[place->second] = {slot.open, slot.due, slot.close, std::nullopt};
    }
  };
  add(storage::v1::OWNER_COHORT, 0);
  add(storage::v1::OWNER_GROUP, kOnly);
  add(storage::v1::OWNER_ENROLMENT, kOnly);
  for (const auto& [ordinal, link] : image.links) add(storage::v1::OWNER_LINK, ordinal);
  for (const auto& occurrence : image.groups.at(kOnly).occurrences()) {
    const auto place = by_key.find(occurrence.key());
    if (place != by_key.end()) dates_[place->second].ends = InstantIn(occurrence.ends_at());
  }
}

std::vector<size_t> CalendarRun::Before(size_t place) const {
  const Place& at = places_.at(place);
  std::vector<size_t> before;
  const auto all = [&](const auto& references) {
    for (const std::string& reference : references) {
      const ProgramStep* target = places_.program().FindStep(reference);
      // What is inside holds back nobody outside.
      const bool inside =
          target != nullptr && target->owner > at.step->owner && !target->step->has_session();
      if (inside) continue;
      for (const size_t named : places_.Named(at, reference)) before.push_back(named);
    }
  };
  all(at.step->step->needs());
  all(at.step->step->after());
  if (at.slot != nullptr && at.slot->overrides != nullptr) {
    all(at.slot->overrides->needs());
    all(at.slot->overrides->after());
  }
  if (at.step->phase != nullptr && at.step->step->on_end_size() == 0) {
    all(at.step->phase->needs());
  }
  const auto read = [&](const kasvu::v1::Condition& condition) {
    VisitComparisons(condition, "", [&](const std::string& name, const auto&, const auto&) {
      const auto fact = places_.program().spec().facts().find(name);
      if (fact == places_.program().spec().facts().end()) return;
      const ProgramStep* writer = places_.program().FindStep(fact->second.step());
      // Any item of a series may be the one that tells.
      if (writer == nullptr || places_.Of(*writer).size() != 1) return;
      before.push_back(places_.Of(*writer).begin);
    });
  };
  read(at.step->step->when());
  if (at.step->phase != nullptr) read(at.step->phase->opens());
  if (!at.step->step->makes_up().empty()) before.push_back(places_.BaseOf(at));
  std::erase_if(before, [&](size_t other) {
    return other == place || other >= places_.all().size() ||
           places_.at(other).step->step->on_end_size() > 0;
  });
  return before;
}

Earliest CalendarRun::EarliestOf(size_t place) {
  if (earliest_[place]) return *earliest_[place];
  earliest_[place] = Earliest{absl::InfinitePast(), place};
  const PlaceDates& dates = dates_[place];
  const auto known = dates.ends ? dates.ends : dates.open;
  Earliest earliest{known.value_or(absl::InfinitePast()), place};
  // A session takes place on its day, whoever is asked to come.
  if (!places_.at(place).step->step->has_session()) {
    for (const size_t before : Before(place)) {
      const absl::Time at = EarliestOf(before).at;
      if (at > earliest.at) earliest = {at, before};
    }
  }
  return *(earliest_[place] = earliest);
}

}  // namespace kasvu::workflows

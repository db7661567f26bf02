#include "workflows/cohort/decision_rules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/applicants.h"
#include "workflows/cohort/conditions.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::Work;

using Rules = kasvu::v1::Decision;

bool Sets(const Rules& rules, std::string_view what) {
  return std::find(rules.sets().begin(), rules.sets().end(), what) != rules.sets().end();
}

absl::Status CheckValue(const Rules& rules, const std::string& value) {
  const std::vector<std::string> known(rules.values().begin(), rules.values().end());
  if (std::find(known.begin(), known.end(), value) != known.end()) return absl::OkStatus();
  return ValueUnknown(value, known);
}

// One value for each of many; those left out get the default of the fact.
absl::Status CheckMany(const View& view, const SlotView& slot, const Rules& rules,
                       const Work& given) {
  if (given.decided().empty()) return FieldRequired(slot.key, {"by_enrolment"});
  const std::map<uint32_t, std::string> decided(given.decided().begin(), given.decided().end());
  std::map<std::string, int> counts;
  for (const auto& [ordinal, value] : decided) {
    KASVU_RETURN_IF_ERROR(CheckValue(rules, value));
    KASVU_ASSIGN_OR_RETURN(const auto* enrolment, EnrolmentIn(view, ordinal));
    // A correction may well be about somebody whom the decision itself had kept out.
    const bool ended = enrolment->stage() == storage::v1::ENROLMENT_STAGE_ENDED;
    if (ended && !WasKeptOut(*enrolment)) return EnrolmentEnded(*enrolment);
    ++counts[value];
  }
  const std::map<std::string, kasvu::v1::Range> quotas(rules.quota().begin(), rules.quota().end());
  for (const auto& [value, quota] : quotas) {
    const int count = counts[value];
    if (count < quota.min() || count > quota.max()) {
      return QuotaExceeded(value, count, quota.min(), quota.max());
    }
  }
  return absl::OkStatus();
}

absl::Status CheckFree(const SlotView& slot, const RecordStep& command) {
  const Work& given = command.work;
  if (!given.value().empty() || given.has_sealed() || !command.words.empty() ||
      !given.topic().empty() || given.date() != 0) {
    return absl::OkStatus();
  }
  return FieldRequired(slot.key, {"value"});
}

// What the version proposes now, and the mean that the proposal looks at.
void Suggest(const View& view, const SlotView& slot, const Rules& rules, Work& work) {
  if (!rules.has_suggest() || rules.values().empty()) return;
  if (Evaluate(view, slot.owner, rules.suggest()).holds()) work.set_suggested(rules.values(0));
  const auto& facts = view.program.spec().facts();
  const google::protobuf::RepeatedPtrField<storage::v1::Aggregate>* aggregates = nullptr;
  std::string mean;
  VisitComparisons(rules.suggest(), "", [&](const auto& name, const auto&, const auto&) {
    const auto fact = facts.find(name);
    if (!mean.empty() || fact == facts.end()) return;
    if (fact->second.mean() == kasvu::v1::MEAN_COHORT) {
      aggregates = &view.image.cohort.aggregates();
      mean = name;
    } else if (fact->second.mean() == kasvu::v1::MEAN_GROUP &&
               slot.owner.owner == storage::v1::OWNER_GROUP) {
      aggregates = &view.image.groups.at(slot.owner.ordinal).aggregates();
      mean = name;
    }
  });
  if (aggregates == nullptr) return;
  for (const auto& aggregate : *aggregates) {
    if (aggregate.fact() != mean) continue;
    work.set_aggregate_sum(aggregate.sum());
    work.set_aggregate_count(aggregate.count());
  }
}

// The group whose session the decision is about; 0 when there is none.
uint32_t GroupOfSession(const View& view, OwnerRef owner) {
  if (owner.owner == storage::v1::OWNER_GROUP) return owner.ordinal;
  if (owner.owner == storage::v1::OWNER_ENROLMENT) {
    return view.image.enrolments.at(owner.ordinal).group();
  }
  if (owner.owner == storage::v1::OWNER_LINK) return view.image.links.at(owner.ordinal).group();
  return 0;
}

}  // namespace

absl::Status CheckDecided(const View& view, const SlotView& slot, const RecordStep& command,
                          Work& work) {
  const Rules& rules = slot.step->step->decision();
  const Work& given = command.work;
  if (given.date() != 0 && !Sets(rules, "date")) {
    return AnswerInvalid("date", absl::StrCat("is not set by ", slot.key));
  }
  if (!given.topic().empty() && !Sets(rules, "topic")) {
    return AnswerInvalid("topic", absl::StrCat("is not set by ", slot.key));
  }
  if (!rules.about().empty()) {
    KASVU_RETURN_IF_ERROR(CheckMany(view, slot, rules, given));
    *work.mutable_decided() = given.decided();
  } else if (rules.free()) {
    KASVU_RETURN_IF_ERROR(CheckFree(slot, command));
  } else {
    KASVU_RETURN_IF_ERROR(CheckValue(rules, given.value()));
    work.set_value(given.value());
  }
  work.set_date(given.date());
  work.set_topic(given.topic());
  Suggest(view, slot, rules, work);
  return absl::OkStatus();
}

absl::Status AddSessionMove(const View& view, const SlotView& slot, const Work& work,
                            std::vector<Event>& events) {
  if (work.date() == 0 && work.topic().empty()) return absl::OkStatus();
  const kasvu::v1::Step* base = view.program.index().Base(*slot.step->step);
  const uint32_t group = GroupOfSession(view, slot.owner);
  const auto state = view.image.groups.find(group);
  if (base == nullptr || state == view.image.groups.end()) return absl::OkStatus();
  const std::string key = absl::StrCat(base->id(), "/", slot.item);
  for (const auto& occurrence : state->second.occurrences()) {
    if (occurrence.key() != key || (occurrence.state() != storage::v1::OCCURRENCE_STATE_TENTATIVE &&
                                    occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED)) {
      continue;
    }
    MoveSession move;
    move.group = group;
    move.key = key;
    if (work.date() != 0) move.starts = absl::FromUnixMicros(work.date());
    move.topic = work.topic();
    const Decided decided = DecideOn(view, move, Doer{true, "", {}});
    if (!decided.ok()) return AnswerInvalid("date", std::string(decided.status().message()));
    events.insert(events.end(), decided->events.begin(), decided->events.end());
  }
  return absl::OkStatus();
}

}  // namespace kasvu::workflows

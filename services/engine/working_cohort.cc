#include "services/engine/working_cohort.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/history_chain.h"
#include "services/engine/liveness.h"
#include "services/engine/tables.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/settle.h"

namespace kasvu::engine {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;
using kasvu::storage::v1::OWNER_LINK;

namespace {

// When to look again. Always after `now`: what is settled is settled, and a wake that never passes
// would keep the scheduler busy for ever.
absl::Time Later(std::optional<absl::Time> next, absl::Time now) {
  if (!next) return absl::InfiniteFuture();
  return std::max(*next, now + absl::Seconds(1));
}

}  // namespace

absl::StatusOr<std::unique_ptr<WorkingCohort>> WorkingCohort::Load(const storage::Reader& reader,
                                                                   Programs& programs,
                                                                   const std::string& id) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded,
                         LoadCohort(reader, programs, id, absl::InfinitePast()));
  auto cohort = std::make_unique<WorkingCohort>(id, std::move(loaded.program));
  cohort->head_ = std::move(loaded.head);
  cohort->image_ = std::move(loaded.image);
  cohort->pins_ = std::move(loaded.pins);
  cohort->scopes_written_ = true;
  for (const auto& [ordinal, enrolment] : cohort->image_.enrolments) {
    cohort->stored_enrolments_[ordinal] = {enrolment.stage(),
                                           IsLive(cohort->ProgramOf(ordinal), enrolment)};
  }
  for (const auto& [ordinal, link] : cohort->image_.links) {
    cohort->stored_links_[ordinal] = IsLive(link);
  }
  const int64_t wakes_at = cohort->head_.wakes_at();
  cohort->wake_ = wakes_at == 0 ? absl::InfiniteFuture() : absl::FromUnixMicros(wakes_at);
  cohort->floor_ = cohort->shared_next_ = cohort->wake_;
  return cohort;
}

absl::StatusOr<bool> WorkingCohort::MayHaveCarriedOut(const storage::Reader& reader,
                                                      std::string_view request_id) {
  if (!requests_read_) {
    KASVU_RETURN_IF_ERROR(
        kRequestTable.Scan(reader, std::tuple(id_), [&](const auto& key, const auto&) {
          CarriedOut(std::get<1>(key));
          return true;
        }));
    requests_read_ = true;
  }
  return requests_.contains(std::hash<std::string_view>()(request_id));
}

void WorkingCohort::AddPin(const std::string& digest,
                           std::shared_ptr<const workflows::Program> program) {
  pins_.Add(image_.cohort.digest(), program_);
  pins_.Add(digest, std::move(program));
}

const workflows::Program& WorkingCohort::ProgramOf(uint32_t enrolment) const {
  return workflows::Governing(At(absl::InfinitePast()), workflows::EnrolmentOf(enrolment));
}

WorkingCohort::Events WorkingCohort::Settle(absl::Time now, const std::set<uint32_t>& enrolments) {
  Events events;
  if (wake_ > now && pending_.empty()) return events;
  SettleShared(now, events);
  SettlePending(now, enrolments, events);
  if (wake_ > now) return events;

  size_t settled = 0;
  absl::Time earliest = shared_next_;
  for (const auto& [ordinal, enrolment] : image_.enrolments) {
    if (DueOf(ordinal) <= now) {
      if (++settled > kSettledAtOnce) return events;  // wake_ stays due: the rest comes later
      SettleOne(ordinal, now, events);
    }
    earliest = std::min(earliest, DueOf(ordinal));
  }
  wake_ = std::min(earliest, shared_next_);
  return events;
}

void WorkingCohort::Apply(absl::Time now, const std::set<uint32_t>& enrolments, Events& events) {
  for (const Event& event : events) {
    workflows::Apply(image_, event);
    Concern(event);
    if (event.has_migrated() && event.owner() == OWNER_COHORT) {
      program_ = pins_.Find(image_.cohort.digest());
    }
  }
  pending_.insert(enrolments.begin(), enrolments.end());
  SettleShared(now, events);
  SettlePending(now, enrolments, events);
}

void WorkingCohort::SettleShared(absl::Time now, Events& events) {
  if (shared_next_ > now) return;
  workflows::Settlement settled = workflows::SettleShared(*program_, image_, now, &pins_);
  for (Event& event : settled.events) {
    Concern(event);
    events.push_back(std::move(event));
  }
  shared_next_ = Later(settled.next, now);
  wake_ = std::min(wake_, shared_next_);
}

void WorkingCohort::SettleOne(uint32_t enrolment, absl::Time now, Events& events) {
  workflows::Settlement settled =
      workflows::SettleEnrolment(*program_, image_, enrolment, now, &pins_);
  for (Event& event : settled.events) {
    Concern(event);
    events.push_back(std::move(event));
  }
  pending_.erase(enrolment);
  absl::Time& next = next_[enrolment];
  next = Later(settled.next, now);
  wake_ = std::min(wake_, next);
  SettleShared(now, events);
}

void WorkingCohort::SettlePending(absl::Time now, const std::set<uint32_t>& enrolments,
                                  Events& events) {
  for (const uint32_t enrolment : enrolments) {
    if (image_.enrolments.count(enrolment) == 0) {
      pending_.erase(enrolment);
    } else if (DueOf(enrolment) <= now) {
      SettleOne(enrolment, now, events);
    }
  }
  for (size_t settled = 0; settled < kSettledAtOnce && !pending_.empty(); ++settled) {
    SettleOne(*pending_.begin(), now, events);
  }
}

void WorkingCohort::Concern(const Event& event) {
  changed_.insert({event.owner(), event.ordinal()});
  // Running sums are read at a decision alone, and ordinals concern nobody who is there.
  if (event.has_aggregate_changed() || event.has_ordinals_given()) return;
  switch (event.owner()) {
    case OWNER_ENROLMENT:
      pending_.insert(event.ordinal());
      // Only a cohort in its aftercare waits for single enrolments.
      if (image_.cohort.stage() != kasvu::storage::v1::COHORT_STAGE_AFTERCARE) return;
      break;
    case OWNER_LINK: {
      const auto& link = image_.links[event.ordinal()];
      for (const auto& member : link.members()) {
        if (member.enrolment() != 0) pending_.insert(member.enrolment());
      }
      if (link.group() != 0) ConcernMembersOf(link.group());
      break;
    }
    case OWNER_GROUP:
      ConcernMembersOf(event.ordinal());
      break;
    case OWNER_COHORT:
      for (const auto& [ordinal, enrolment] : image_.enrolments) pending_.insert(ordinal);
      break;
    default:
      return;
  }
  shared_next_ = absl::InfinitePast();
}

void WorkingCohort::ConcernMembersOf(uint32_t group) {
  const auto& members = image_.groups[group].members();
  pending_.insert(members.begin(), members.end());
}

absl::Time WorkingCohort::DueOf(uint32_t enrolment) const {
  if (pending_.count(enrolment) > 0) return absl::InfinitePast();
  const auto found = next_.find(enrolment);
  return found == next_.end() ? floor_ : found->second;
}

absl::Status WorkingCohort::Append(storage::Writer& writer,
                                   kasvu::storage::v1::HistoryRecord& record) {
  head_changed_ = true;
  return AppendRecord(writer, id_, record, head_);
}

}  // namespace kasvu::engine

// What WorkingCohort writes: states, and the indexes and counters that follow from them.

#include <optional>
#include <utility>

#include "errors/error.h"
#include "services/engine/liveness.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"
#include "services/engine/working_cohort.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::EnrolmentStage;
using kasvu::storage::v1::EnrolmentStage_Name;
using workflows::OwnerRef;

// Moves one enrolment from one stage to another in the counts.
absl::Status Recount(storage::Transaction& transaction, const std::string& cohort,
                     EnrolmentStage from, EnrolmentStage to) {
  if (from == to) return absl::OkStatus();
  if (from != kasvu::storage::v1::ENROLMENT_STAGE_UNSPECIFIED) {
    KASVU_RETURN_IF_ERROR(
        kStageCounter.Add(transaction, {cohort, EnrolmentStage_Name(from)}, -1).status());
  }
  return kStageCounter.Add(transaction, {cohort, EnrolmentStage_Name(to)}, 1).status();
}

}  // namespace

absl::Status WorkingCohort::Write(storage::Transaction& transaction, absl::Time now) {
  for (const OwnerRef owner : std::exchange(changed_, {})) {
    KASVU_RETURN_IF_ERROR(WriteState(transaction, owner));
  }
  return WriteHead(transaction, now);
}

absl::Status WorkingCohort::WriteState(storage::Transaction& transaction, OwnerRef owner) {
  switch (owner.owner) {
    case kasvu::storage::v1::OWNER_COHORT:
      if (!std::exchange(scopes_written_, true)) {
        KASVU_RETURN_IF_ERROR(AddScopes(transaction, image_.cohort));
      }
      return kCohortTable.Upsert(transaction, {id_}, image_.cohort);
    case kasvu::storage::v1::OWNER_GROUP:
      return kGroupTable.Upsert(transaction, {id_, owner.ordinal}, image_.groups[owner.ordinal]);
    case kasvu::storage::v1::OWNER_LINK:
      return WriteLink(transaction, owner.ordinal);
    case kasvu::storage::v1::OWNER_ENROLMENT:
      return WriteEnrolment(transaction, owner.ordinal);
    default:
      return absl::OkStatus();
  }
}

absl::Status WorkingCohort::WriteEnrolment(storage::Transaction& transaction, uint32_t ordinal) {
  const auto& enrolment = image_.enrolments[ordinal];
  KASVU_RETURN_IF_ERROR(kEnrolmentTable.Upsert(transaction, {id_, ordinal}, enrolment));
  const bool is_new = stored_enrolments_.count(ordinal) == 0;
  Stored& stored = stored_enrolments_[ordinal];
  if (is_new) {
    KASVU_RETURN_IF_ERROR(kEnrolmentByPerson.Add(transaction, {enrolment.person(), id_, ordinal}));
  }
  KASVU_RETURN_IF_ERROR(Recount(transaction, id_, stored.stage, enrolment.stage()));
  stored.stage = enrolment.stage();
  const bool live = IsLive(ProgramOf(ordinal), enrolment);
  if (live == stored.live) return absl::OkStatus();
  stored.live = live;
  if (live) {
    KASVU_RETURN_IF_ERROR(kLiveEnrolments.Add(transaction, {id_, ordinal}));
    return kLiveEnrolmentByPerson.Add(transaction, {enrolment.person(), id_, ordinal});
  }
  KASVU_RETURN_IF_ERROR(kLiveEnrolments.Remove(transaction, {id_, ordinal}));
  return kLiveEnrolmentByPerson.Remove(transaction, {enrolment.person(), id_, ordinal});
}

absl::Status WorkingCohort::WriteLink(storage::Transaction& transaction, uint32_t ordinal) {
  const auto& link = image_.links[ordinal];
  KASVU_RETURN_IF_ERROR(kLinkTable.Upsert(transaction, {id_, ordinal}, link));
  const bool is_new = stored_links_.count(ordinal) == 0;
  const bool was_live = std::exchange(stored_links_[ordinal], IsLive(link));
  const bool live = stored_links_[ordinal];
  for (const auto& member : link.members()) {
    if (member.person().empty()) continue;
    const std::tuple key(member.person(), id_, ordinal);
    if (is_new) KASVU_RETURN_IF_ERROR(kLinkByPerson.Add(transaction, key));
    if (live && !was_live) KASVU_RETURN_IF_ERROR(kLiveLinkByPerson.Add(transaction, key));
    if (!live && was_live) KASVU_RETURN_IF_ERROR(kLiveLinkByPerson.Remove(transaction, key));
  }
  if (live == was_live) return absl::OkStatus();
  return live ? kLiveLinks.Add(transaction, {id_, ordinal})
              : kLiveLinks.Remove(transaction, {id_, ordinal});
}

absl::Status WorkingCohort::WriteHead(storage::Transaction& transaction, absl::Time now) {
  int64_t wakes_at = 0;
  if (wake() != absl::InfiniteFuture()) {
    wakes_at =
        std::max<int64_t>(1, wake() <= now ? absl::ToUnixMicros(now) : absl::ToUnixMicros(wake()));
  }
  const int64_t before = head_.wakes_at();
  // A wake that has come already stays as it is: writing it anew would change nothing.
  const bool both_due = before != 0 && wakes_at != 0 && before <= absl::ToUnixMicros(now) &&
                        wakes_at <= absl::ToUnixMicros(now);
  if (before != wakes_at && !both_due) {
    if (before != 0) KASVU_RETURN_IF_ERROR(kWakeIndex.Remove(transaction, {before, id_}));
    if (wakes_at != 0) KASVU_RETURN_IF_ERROR(kWakeIndex.Add(transaction, {wakes_at, id_}));
    head_.set_wakes_at(wakes_at);
    head_changed_ = true;
  }
  if (!std::exchange(head_changed_, false)) return absl::OkStatus();
  head_.set_settled_until(absl::ToUnixMicros(now));
  return kHeadTable.Upsert(transaction, {id_}, head_);
}

}  // namespace kasvu::engine

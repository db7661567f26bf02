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
absl::Status Recount(storage::Writer& writer, const std::string& cohort, EnrolmentStage from,
                     EnrolmentStage to) {
  if (from == to) return absl::OkStatus();
  if (from != kasvu::storage::v1::ENROLMENT_STAGE_UNSPECIFIED) {
    KASVU_RETURN_IF_ERROR(
        kStageCounter.Add(writer, {cohort, EnrolmentStage_Name(from)}, -1).status());
  }
  return kStageCounter.Add(writer, {cohort, EnrolmentStage_Name(to)}, 1).status();
}

}  // namespace

absl::Status WorkingCohort::Write(storage::Writer& writer, absl::Time now) {
  for (const OwnerRef owner : std::exchange(changed_, {})) {
    KASVU_RETURN_IF_ERROR(WriteState(writer, owner));
  }
  return WriteHead(writer, now);
}

absl::Status WorkingCohort::WriteState(storage::Writer& writer, OwnerRef owner) {
  switch (owner.owner) {
    case kasvu::storage::v1::OWNER_COHORT:
      if (!std::exchange(scopes_written_, true)) {
        KASVU_RETURN_IF_ERROR(AddScopes(writer, image_.cohort));
      }
      return kCohortTable.Upsert(writer, {id_}, image_.cohort);
    case kasvu::storage::v1::OWNER_GROUP:
      return kGroupTable.Upsert(writer, {id_, owner.ordinal}, image_.groups[owner.ordinal]);
    case kasvu::storage::v1::OWNER_LINK:
      return WriteLink(writer, owner.ordinal);
    case kasvu::storage::v1::OWNER_ENROLMENT:
      return WriteEnrolment(writer, owner.ordinal);
    default:
      return absl::OkStatus();
  }
}

absl::Status WorkingCohort::WriteEnrolment(storage::Writer& writer, uint32_t ordinal) {
  const auto& enrolment = image_.enrolments[ordinal];
  KASVU_RETURN_IF_ERROR(kEnrolmentTable.Upsert(writer, {id_, ordinal}, enrolment));
  const bool is_new = stored_enrolments_.count(ordinal) == 0;
  Stored& stored = stored_enrolments_[ordinal];
  if (is_new) {
    KASVU_RETURN_IF_ERROR(kEnrolmentByPerson.Add(writer, {enrolment.person(), id_, ordinal}));
  }
  KASVU_RETURN_IF_ERROR(Recount(writer, id_, stored.stage, enrolment.stage()));
  stored.stage = enrolment.stage();
  const bool live = IsLive(ProgramOf(ordinal), enrolment);
  if (live == stored.live) return absl::OkStatus();
  stored.live = live;
  if (live) {
    KASVU_RETURN_IF_ERROR(kLiveEnrolments.Add(writer, {id_, ordinal}));
    return kLiveEnrolmentByPerson.Add(writer, {enrolment.person(), id_, ordinal});
  }
  KASVU_RETURN_IF_ERROR(kLiveEnrolments.Remove(writer, {id_, ordinal}));
  return kLiveEnrolmentByPerson.Remove(writer, {enrolment.person(), id_, ordinal});
}

absl::Status WorkingCohort::WriteLink(storage::Writer& writer, uint32_t ordinal) {
  const auto& link = image_.links[ordinal];
  KASVU_RETURN_IF_ERROR(kLinkTable.Upsert(writer, {id_, ordinal}, link));
  const bool is_new = stored_links_.count(ordinal) == 0;
  const bool was_live = std::exchange(stored_links_[ordinal], IsLive(link));
  const bool live = stored_links_[ordinal];
  for (const auto& member : link.members()) {
    if (member.person().empty()) continue;
    const std::tuple key(member.person(), id_, ordinal);
    if (is_new) KASVU_RETURN_IF_ERROR(kLinkByPerson.Add(writer, key));
    if (live && !was_live) KASVU_RETURN_IF_ERROR(kLiveLinkByPerson.Add(writer, key));
    if (!live && was_live) KASVU_RETURN_IF_ERROR(kLiveLinkByPerson.Remove(writer, key));
  }
  if (live == was_live) return absl::OkStatus();
  return live ? kLiveLinks.Add(writer, {id_, ordinal}) : kLiveLinks.Remove(writer, {id_, ordinal});
}

absl::Status WorkingCohort::WriteHead(storage::Writer& writer, absl::Time now) {
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
    if (before != 0) KASVU_RETURN_IF_ERROR(kWakeIndex.Remove(writer, {before, id_}));
    if (wakes_at != 0) KASVU_RETURN_IF_ERROR(kWakeIndex.Add(writer, {wakes_at, id_}));
    head_.set_wakes_at(wakes_at);
    head_changed_ = true;
  }
  if (!std::exchange(head_changed_, false)) return absl::OkStatus();
  head_.set_settled_until(absl::ToUnixMicros(now));
  return kHeadTable.Upsert(writer, {id_}, head_);
}

}  // namespace kasvu::engine

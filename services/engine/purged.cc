#include "services/engine/purged.h"

#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/reads/funnel.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::storage::v1::PurgedCohort;

absl::Status PurgedError(const PurgedCohort& purged) {
  return CohortPurged(CohortName(purged.cohort().id()), absl::FromUnixMicros(purged.purged_at()),
                      absl::BytesToHexString(purged.archive_digest()));
}

absl::Status NotThere(const storage::Reader& reader, const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const auto purged, kPurgedTable.Find(reader, {cohort}));
  return purged ? PurgedError(*purged) : CohortNotFound(CohortName(cohort));
}

kasvu::v1::Cohort PublicCohort(const PurgedCohort& purged) {
  kasvu::v1::Cohort cohort = PublicCohort(purged.cohort(), purged.position());
  kasvu::v1::Purge& purge = *cohort.mutable_purge();
  *purge.mutable_purge_time() = PublicTime(purged.purged_at());
  purge.set_actor(purged.purged_by());
  purge.set_archive_digest(absl::BytesToHexString(purged.archive_digest()));
  const auto& counts = purged.counts();
  purge.set_applied(static_cast<int32_t>(counts.applied()));
  purge.set_accepted(static_cast<int32_t>(counts.accepted()));
  purge.set_joined(static_cast<int32_t>(counts.joined()));
  purge.set_completed(static_cast<int32_t>(counts.completed()));
  purge.set_withdrawn(static_cast<int32_t>(counts.withdrawn()));
  purge.set_cancelled(static_cast<int32_t>(counts.cancelled()));
  purge.set_other_ends(static_cast<int32_t>(counts.other_ends()));
  return cohort;
}

PurgedCohort RemainsOf(const workflows::CohortImage& image) {
  PurgedCohort purged;
  *purged.mutable_cohort() = image.cohort;
  purged.mutable_cohort()->clear_steps();
  purged.mutable_cohort()->clear_facts();
  purged.mutable_cohort()->clear_aggregates();
  purged.mutable_cohort()->clear_earlier();
  purged.mutable_cohort()->clear_migrations();
  purged.set_links(image.cohort.links());
  const kasvu::v1::Funnel funnel = FunnelOf(image);
  auto& counts = *purged.mutable_counts();
  counts.set_applied(static_cast<uint32_t>(funnel.applied()));
  counts.set_accepted(static_cast<uint32_t>(funnel.accepted()));
  counts.set_joined(static_cast<uint32_t>(funnel.joined()));
  counts.set_completed(static_cast<uint32_t>(funnel.completed()));
  counts.set_withdrawn(static_cast<uint32_t>(funnel.withdrawn()));
  counts.set_cancelled(static_cast<uint32_t>(funnel.cancelled()));
  counts.set_other_ends(static_cast<uint32_t>(funnel.other_ends()));
  return purged;
}

}  // namespace kasvu::engine

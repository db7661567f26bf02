#include "services/engine/inspect_archive.h"

#include <string>
#include <tuple>

#include "absl/strings/escaping.h"
#include "archives/errors.h"
#include "archives/open_archive.h"
#include "errors/error.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/archive_store.h"
#include "services/engine/compare_cohort.h"
#include "services/engine/names.h"
#include "services/engine/programs.h"
#include "services/engine/tables.h"
#include "services/engine/verify.h"
#include "storage/memory_store.h"

namespace kasvu::engine {

absl::StatusOr<kasvu::v1::InspectedArchive> InspectArchive(std::string_view bytes) {
  const auto store = storage::NewMemoryStore();
  KASVU_ASSIGN_OR_RETURN(const archives::OpenedArchive opened, Unpack(bytes, *store));
  const std::string cohort = CohortIdOf(opened.header.cohort().name());
  Programs programs(*store);
  const auto snapshot = store->TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const uint64_t anchors, CheckAnchoredHeads(*snapshot, cohort));
  KASVU_ASSIGN_OR_RETURN(const auto verified, VerifyStates(*snapshot, programs, cohort));
  if (verified.hash() != opened.header.history_hash()) {
    return archives::ArchiveDamaged("its header speaks of another history");
  }
  KASVU_ASSIGN_OR_RETURN(const bool anchored, EndIsAnchored(*snapshot, cohort));
  if (!anchored) return archives::ArchiveDamaged("no anchor names the end of its history");

  kasvu::v1::InspectedArchive inspected;
  *inspected.mutable_header() = opened.header;
  inspected.set_digest(absl::BytesToHexString(opened.digest));
  inspected.set_rows(opened.rows);
  inspected.set_records(verified.records());
  inspected.set_events(verified.events());
  inspected.set_anchors(static_cast<int32_t>(anchors));
  KASVU_RETURN_IF_ERROR(
      kEnrolmentTable.Scan(*snapshot, std::tuple(cohort), [&](const auto&, const auto& enrolment) {
        if (!enrolment.end().empty()) ++(*inspected.mutable_ends())[enrolment.end()];
        return true;
      }));
  return inspected;
}

}  // namespace kasvu::engine

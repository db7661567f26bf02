#include "services/catalogue/standing_book.h"

#include "errors/error.h"
#include "services/catalogue/tables.h"
#include "services/catalogue/version_record.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::StandingChangeRecord;
using kasvu::storage::v1::TemplateStandingRecord;
using kasvu::v1::StandingChange;

std::string StandingsLock() { return kMetaTable.BytesOf({"standings"}); }

absl::Status PutStanding(storage::Transaction& transaction, const VersionKey& version,
                         const TemplateStandingRecord& standing) {
  KASVU_RETURN_IF_ERROR(kStandingTable.Upsert(transaction, version, standing));
  KASVU_ASSIGN_OR_RETURN(const uint64_t newest, NewestStandingChange(transaction));
  StandingChangeRecord change;
  const auto& [publisher, id, number] = version;
  change.set_name(NameOf(publisher, id, number));
  *change.mutable_standing() = standing;
  return kStandingChangeTable.Insert(transaction, {newest + 1}, change);
}

void AddStanding(const TemplateStandingRecord& standing, kasvu::v1::TemplateVersion& version) {
  version.set_standing(static_cast<kasvu::v1::Standing>(standing.standing()));
  version.set_successor(standing.successor());
  version.set_standing_reason(standing.reason());
  *version.mutable_standing_time() = TimestampOf(standing.changed_at());
}

absl::StatusOr<uint64_t> NewestStandingChange(const storage::Reader& reader) {
  KASVU_ASSIGN_OR_RETURN(const auto last, kStandingChangeTable.Last(reader, std::tuple()));
  return last ? std::get<0>(last->first) : 0;
}

absl::StatusOr<std::vector<StandingChange>> StandingChangesAfter(const storage::Reader& reader,
                                                                 uint64_t position, size_t limit) {
  std::vector<StandingChange> changes;
  KASVU_RETURN_IF_ERROR(kStandingChangeTable.ScanAfter(
      reader, std::tuple(), {position}, [&](const auto& key, const StandingChangeRecord& line) {
        StandingChange& change = changes.emplace_back();
        change.set_position(std::get<0>(key));
        change.set_name(line.name());
        change.set_standing(static_cast<kasvu::v1::Standing>(line.standing().standing()));
        change.set_successor(line.standing().successor());
        change.set_reason(line.standing().reason());
        *change.mutable_time() = TimestampOf(line.standing().changed_at());
        return changes.size() < limit;
      }));
  return changes;
}

}  // namespace kasvu::catalogue

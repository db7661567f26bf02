#include "services/engine/history_chain.h"

#include <optional>
#include <set>
#include <tuple>

#include "errors/error.h"
#include "services/common/digest.h"
#include "services/engine/errors.h"
#include "services/engine/tables.h"
#include "storage/record.h"

namespace kasvu::engine {

using kasvu::storage::v1::CohortHead;
using kasvu::storage::v1::HistoryRecord;

std::string HashOf(std::string_view record_bytes) { return services::Blake2b(record_bytes, 32); }

absl::Status AppendRecord(storage::Writer& writer, const std::string& cohort, HistoryRecord& record,
                          CohortHead& head) {
  record.set_position(head.position() + 1);
  record.set_previous_hash(head.hash());
  const std::string bytes = storage::EncodeRecord(record);
  KASVU_RETURN_IF_ERROR(kHistoryTable.Upsert(writer, {cohort, record.position()}, bytes));
  std::set<uint32_t> enrolments;
  for (const auto& event : record.events()) {
    if (event.owner() == kasvu::storage::v1::OWNER_ENROLMENT) enrolments.insert(event.ordinal());
  }
  for (const uint32_t enrolment : enrolments) {
    KASVU_RETURN_IF_ERROR(kHistoryIndex.Add(writer, {cohort, enrolment, record.position()}));
  }
  head.set_position(record.position());
  head.set_hash(HashOf(bytes));
  return absl::OkStatus();
}

absl::StatusOr<HistoryRecord> ReadRecord(const storage::Reader& reader, const std::string& cohort,
                                         uint64_t position) {
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         kHistoryTable.Find(reader, {cohort, position}));
  if (!bytes) return HistoryBroken(position, "there is no such record");
  HistoryRecord record;
  if (!record.ParseFromString(*bytes)) return HistoryBroken(position, "it cannot be read");
  return record;
}

absl::Status WalkChain(const storage::Reader& reader, const std::string& cohort,
                       const CohortHead& head, RecordVisitor visitor) {
  uint64_t position = 0;
  std::string hash;
  absl::Status failed;
  KASVU_RETURN_IF_ERROR(kHistoryTable.Scan(
      reader, std::tuple(cohort), [&](const auto& key, const std::string& bytes) {
        ++position;
        HistoryRecord record;
        if (std::get<1>(key) != position) {
          failed = HistoryBroken(position, "there is no such record");
        } else if (!record.ParseFromString(bytes)) {
          failed = HistoryBroken(position, "it cannot be read");
        } else if (record.position() != position) {
          failed = HistoryBroken(position, "it belongs to another position");
        } else if (record.previous_hash() != hash) {
          failed = HistoryBroken(position, "the record before it was changed");
        } else {
          failed = visitor(record);
        }
        hash = HashOf(bytes);
        return failed.ok();
      }));
  KASVU_RETURN_IF_ERROR(failed);
  if (position != head.position()) return HistoryBroken(position + 1, "records are missing");
  if (hash != head.hash()) return HistoryBroken(position, "it is not the one that was written");
  return absl::OkStatus();
}

}  // namespace kasvu::engine

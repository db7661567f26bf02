// The append-only history of a cohort and the hashes that hold it together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/history.pb.h"
#include "storage/kv.h"

namespace kasvu::engine {

// BLAKE2b-256 over the bytes of a record as they are stored.
std::string HashOf(std::string_view record_bytes);

// Gives `record` the next position and the hash of the record before it, writes it with its lines
// in the index, and moves `head` on. Who calls writes the head.
absl::Status AppendRecord(storage::Writer& writer, const std::string& cohort,
                          kasvu::storage::v1::HistoryRecord& record,
                          kasvu::storage::v1::CohortHead& head);

// The record at `position`; DATA_LOSS (HISTORY_BROKEN) when there is none or it cannot be read.
absl::StatusOr<kasvu::storage::v1::HistoryRecord> ReadRecord(const storage::Reader& reader,
                                                             const std::string& cohort,
                                                             uint64_t position);

// Visits all records in order, each checked against the one before it, and compares the last with
// `head`. DATA_LOSS (HISTORY_BROKEN) at the first that does not fit.
using RecordVisitor = absl::FunctionRef<absl::Status(const kasvu::storage::v1::HistoryRecord&)>;
absl::Status WalkChain(const storage::Reader& reader, const std::string& cohort,
                       const kasvu::storage::v1::CohortHead& head, RecordVisitor visitor);

}  // namespace kasvu::engine

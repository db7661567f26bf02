// Mandates and the feed of their changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/storage/v1/directory.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "storage/kv.h"

namespace kasvu::directory {

// The mandate that a record holds.
kasvu::v1::Mandate MandateOf(const std::string& id,
                             const kasvu::storage::v1::MandateRecord& record);

// The mandate `name`, or MANDATE_NOT_FOUND.
absl::StatusOr<kasvu::v1::Mandate> GetMandate(const storage::Reader& reader, std::string_view name);

// The name of a mandate of the same person, role, scope and dates that has not been ended before
// its time; empty when there is none.
absl::StatusOr<std::string> FindSame(const storage::Reader& reader,
                                     const kasvu::v1::Mandate& mandate);

// Those below write within the transaction of their caller, who holds the directory's lock.

// Writes `mandate`, new or changed, and a line in the feed.
absl::Status PutMandate(storage::Transaction& transaction, const kasvu::v1::Mandate& mandate);

// Removes all mandates of `person` (persons/…), with one line in the feed.
absl::Status RemoveMandatesOf(storage::Transaction& transaction, std::string_view person);

// The position of the last line in the feed; 0 when there is none.
absl::StatusOr<uint64_t> NewestPosition(const storage::Reader& reader);

// At most `limit` changes after `position`, mandates as they are now. Lines whose mandate is gone
// are left out; `position` is moved to the last line read.
absl::StatusOr<std::vector<kasvu::v1::DirectoryChange>> ChangesAfter(const storage::Reader& reader,
                                                                     size_t limit,
                                                                     uint64_t& position);

}  // namespace kasvu::directory

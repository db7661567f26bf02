// The standing of every version and the feed of its changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/catalogue.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

// Publisher, id and number.
using VersionKey = std::tuple<std::string, std::string, uint32_t>;

// What every writer of standings locks, so that the feed has one order.
std::string StandingsLock();

// Writes the standing of a version, its first or a new one, with a line in the feed. The caller
// holds StandingsLock.
absl::Status PutStanding(storage::Transaction& transaction, const VersionKey& version,
                         const kasvu::storage::v1::TemplateStandingRecord& standing);

// Tells it as part of the version.
void AddStanding(const kasvu::storage::v1::TemplateStandingRecord& standing,
                 kasvu::v1::TemplateVersion& version);

// The position of the last line in the feed; 0 when there is none.
absl::StatusOr<uint64_t> NewestStandingChange(const storage::Reader& reader);

// At most `limit` lines after `position`, in order.
absl::StatusOr<std::vector<kasvu::v1::StandingChange>> StandingChangesAfter(
    const storage::Reader& reader, uint64_t position, size_t limit);

}  // namespace kasvu::catalogue

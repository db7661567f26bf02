#include "services/engine/requests.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/request_log.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::storage::v1::RequestRecord;

namespace {

absl::Time GrowsOld(const RequestRecord& record) {
  return absl::FromUnixMicros(record.recorded_at()) + services::kRequestsKept;
}

bool IsOld(const RequestRecord& record, absl::Time now) { return GrowsOld(record) <= now; }

}  // namespace

absl::StatusOr<std::optional<RequestRecord>> Requests::Find(const storage::Reader& reader,
                                                            const std::string& cohort,
                                                            const std::string& request_id,
                                                            std::string_view fingerprint,
                                                            absl::Time now) const {
  KASVU_ASSIGN_OR_RETURN(auto record, kRequestTable.Find(reader, {cohort, request_id}));
  if (!record || IsOld(*record, now)) return std::nullopt;
  if (record->fingerprint() != fingerprint) return services::RequestIdReused();
  return record;
}

absl::Status Requests::Add(storage::Writer& writer, const std::string& cohort,
                           const std::string& request_id, const RequestRecord& record) {
  ++walk_.added;
  return kRequestTable.Upsert(writer, {cohort, request_id}, record);
}

absl::Status Requests::Tidy(storage::Writer& writer, absl::Time now,
                            const std::set<std::string>* held) {
  const size_t limit = (held == nullptr ? 2 : 4) * std::exchange(walk_.added, 0);
  if (limit == 0 || now < walk_.rests_until) return absl::OkStatus();
  walk_.to_hold.clear();
  // Whatever comes while the others are looked at grows old after what comes now.
  if (walk_.tidied == decltype(walk_.tidied)()) walk_.grows_old = now + services::kRequestsKept;
  std::vector<std::tuple<std::string, std::string>> old;
  size_t seen = 0;
  KASVU_RETURN_IF_ERROR(kRequestTable.ScanAfter(
      writer, std::tuple(), walk_.tidied, [&](const auto& key, const RequestRecord& record) {
        if (!IsOld(record, now)) {
          walk_.grows_old = std::min(walk_.grows_old, GrowsOld(record));
        } else if (held == nullptr || held->contains(std::get<0>(key))) {
          old.push_back(key);
        } else {
          walk_.to_hold.insert(std::get<0>(key));
        }
        if (walk_.to_hold.empty()) walk_.tidied = key;
        return ++seen < limit && walk_.to_hold.size() < kHeldToTidy;
      }));
  if (seen < limit && walk_.to_hold.empty()) {
    walk_.tidied = {};
    walk_.rests_until = walk_.grows_old;
  }
  for (const auto& key : old) writer.Delete(kRequestTable.BytesOf(key));
  return absl::OkStatus();
}

}  // namespace kasvu::engine

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
  ++added_;
  return kRequestTable.Upsert(writer, {cohort, request_id}, record);
}

absl::Status Requests::Tidy(storage::Writer& writer, absl::Time now) {
  const size_t limit = 2 * std::exchange(added_, 0);
  if (limit == 0 || now < rests_until_) return absl::OkStatus();
  // Whatever comes while the others are looked at grows old after what comes now.
  if (tidied_ == decltype(tidied_)()) grows_old_ = now + services::kRequestsKept;
  std::vector<std::tuple<std::string, std::string>> old;
  size_t seen = 0;
  KASVU_RETURN_IF_ERROR(kRequestTable.ScanAfter(
      writer, std::tuple(), tidied_, [&](const auto& key, const RequestRecord& record) {
        tidied_ = key;
        if (IsOld(record, now)) {
          old.push_back(key);
        } else {
          grows_old_ = std::min(grows_old_, GrowsOld(record));
        }
        return ++seen < limit;
      }));
  if (seen < limit) {
    tidied_ = {};
    rests_until_ = grows_old_;
  }
  for (const auto& key : old) writer.Delete(kRequestTable.BytesOf(key));
  return absl::OkStatus();
}

}  // namespace kasvu::engine

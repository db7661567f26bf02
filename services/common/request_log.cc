#include "services/common/request_log.h"

#include <memory>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/common/digest.h"
#include "services/common/errors.h"

namespace kasvu::services {
namespace {

using kasvu::storage::v1::StoredRequest;

// Two are looked at for each one written, so the log never grows beyond what seven days bring.
constexpr size_t kTidiedAtOnce = 2;

bool IsOld(const StoredRequest& stored, absl::Time now) {
  return absl::FromUnixMicros(stored.recorded_at()) + kRequestsKept <= now;
}

}  // namespace

std::string RequestBytes(const Call& call, const google::protobuf::Message& request) {
  std::string bytes = call.method->name();
  bytes.append(1, '\0').append(call.actor.name()).append(1, '\0').append(StableBytes(request));
  return bytes;
}

absl::StatusOr<std::optional<std::string>> RequestLog::Find(const storage::Reader& reader,
                                                            const Call& call,
                                                            std::string_view fingerprint) const {
  KASVU_ASSIGN_OR_RETURN(std::optional<StoredRequest> stored,
                         table_.Find(reader, {call.request_id}));
  if (!stored || IsOld(*stored, call.now)) return std::nullopt;
  if (stored->fingerprint() != fingerprint) return RequestIdReused();
  return std::move(*stored->mutable_answer());
}

absl::Status RequestLog::Add(storage::Transaction& transaction, const Call& call,
                             std::string_view fingerprint, std::string_view answer) {
  KASVU_RETURN_IF_ERROR(Tidy(transaction, call.now));
  StoredRequest stored;
  stored.set_fingerprint(std::string(fingerprint));
  stored.set_recorded_at(absl::ToUnixMicros(call.now));
  stored.set_answer(std::string(answer));
  return table_.Upsert(transaction, {call.request_id}, stored);
}

absl::Status RequestLog::Tidy(storage::Transaction& transaction, absl::Time now) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> old;
  size_t seen = 0;
  KASVU_RETURN_IF_ERROR(table_.ScanAfter(transaction, std::tuple(), {tidied_},
                                         [&](const auto& key, const StoredRequest& stored) {
                                           tidied_ = std::get<0>(key);
                                           if (IsOld(stored, now)) old.push_back(tidied_);
                                           return ++seen < kTidiedAtOnce;
                                         }));
  if (seen < kTidiedAtOnce) tidied_.clear();
  // Not the table's Delete: another transaction may have tidied the same one away.
  for (const std::string& id : old) transaction.Delete(table_.BytesOf({id}));
  return absl::OkStatus();
}

}  // namespace kasvu::services

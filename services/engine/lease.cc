#include "services/engine/lease.h"

#include <optional>
#include <string_view>

#include "errors/error.h"
#include "services/engine/tables.h"
#include "storage/key.h"

namespace kasvu::engine {
namespace {

constexpr char kName[] = "lease";

struct Held {
  std::string holder;
  uint64_t count = 0;
};

// One that cannot be read is as good as none.
Held Parse(std::string_view bytes) {
  Held held;
  if (!storage::TakePart(bytes, held.holder).ok() || !storage::TakePart(bytes, held.count).ok()) {
    return {};
  }
  return held;
}

std::string Encode(const Held& held) {
  std::string bytes;
  storage::AppendPart(bytes, held.holder);
  storage::AppendPart(bytes, held.count);
  return bytes;
}

}  // namespace

absl::Status Lease::Try(absl::Time now) {
  const std::string key = kMetaTable.BytesOf({kName});
  const auto transaction = store_.Begin();
  KASVU_ASSIGN_OR_RETURN(const storage::Writes found, transaction->LockAndGet({key}, {key}));
  const std::string bytes = found.at(key).value_or("");
  Held held = Parse(bytes);
  if (held.holder != holder_ && bytes != seen_) {
    seen_ = bytes;
    seen_since_ = now;
  }
  const bool is_free = held.holder.empty() || held.holder == holder_;
  if (!is_free && now - seen_since_ < kLeaseLasts) {
    held_until_ = absl::InfinitePast();
    return absl::OkStatus();
  }
  held.holder = holder_;
  ++held.count;
  KASVU_RETURN_IF_ERROR(transaction->CommitWith({{key, Encode(held)}}));
  held_until_ = now + kLeaseLasts;
  return absl::OkStatus();
}

}  // namespace kasvu::engine

#include "storage/counter.h"

namespace kasvu::storage {

std::string EncodeCount(int64_t count) {
  std::string bytes;
  AppendPart(bytes, count);
  return bytes;
}

absl::StatusOr<int64_t> DecodeCount(Tag tag, std::string_view bytes) {
  int64_t count;
  if (!TakePart(bytes, count).ok() || !bytes.empty()) {
    return RecordUnreadable(static_cast<uint16_t>(tag));
  }
  return count;
}

absl::StatusOr<int64_t> AddCounts(int64_t count, int64_t change) {
  int64_t sum;
  if (__builtin_add_overflow(count, change, &sum)) return CounterOverflow();
  return sum;
}

}  // namespace kasvu::storage

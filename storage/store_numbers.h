// What a backend can tell of itself, for those who watch it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kasvu::storage {

struct StoreNumber {
  std::string_view name;  // "table_files_bytes"; ends in its unit, that of a sum in _total
  std::string_view meaning;
  double value = 0;
  bool is_sum = false;  // only grows
};

// Beside Store, of a backend that has numbers. Quick enough to be asked every second.
class StoreNumbers {
 public:
  virtual ~StoreNumbers() = default;
  virtual std::vector<StoreNumber> Numbers() const = 0;
  // The bytes that may still be written before commits are refused, negative when they are; nothing
  // where that is not known.
  virtual std::optional<int64_t> BytesLeft() const = 0;
};

}  // namespace kasvu::storage

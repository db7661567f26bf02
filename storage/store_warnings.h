// What a backend has to say of itself that its users should hear of, though it serves.
#pragma once

#include <string>
#include <vector>

namespace kasvu::storage {

struct StoreWarning {
  std::string reason;   // stable: STANDBY_NOT_SYNCHRONOUS
  std::string message;  // what it means and what to do, as one sentence
};

// Beside Store, of a backend that looks for such things. Quick enough to be asked every second.
class StoreWarnings {
 public:
  virtual ~StoreWarnings() = default;
  virtual std::vector<StoreWarning> Warnings() const = 0;
};

}  // namespace kasvu::storage

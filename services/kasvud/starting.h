// What a server tells while it opens its stores, which takes long when their data is migrated.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "services/common/trouble.h"
#include "storage/format.h"

namespace kasvu::kasvud {

// Safe for use by several threads.
class Starting {
 public:
  // The data of `store` is on its way to a newer format: remembers how far, writes it to the log
  // now and then, and asks the service manager for more time.
  void Migrates(const std::string& store, const storage::FormatNews& news);

  // Everything is open.
  void End();
  bool over() const;

  // STARTING or STORE_MIGRATING, which does not serve; nothing once it is over.
  std::vector<services::Trouble> Troubles() const;

 private:
  mutable std::mutex mutex_;
  services::Trouble trouble_{"STARTING", "kasvud", "its stores are being opened", false};
  bool over_ = false;
};

}  // namespace kasvu::kasvud

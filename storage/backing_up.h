// Where a backup holds files of a data folder while they are copied: on its own disk, so that they
// can be linked.
#pragma once

#include <optional>
#include <string>
#include <system_error>

namespace kasvu::storage {

// The folder .backing-up of a data folder, held by one process at a time. Files linked there stay
// on the disk when the store is done with them, erased keys among them: so whatever a backup that
// was broken off left is taken away by whoever comes next.
class BackingUp {
 public:
  // Makes and holds it, empty. Otherwise nothing, with a fault: operation_would_block when another
  // process holds it.
  static std::optional<BackingUp> Begin(const std::string& data, std::error_code& fault);
  // Takes it away.
  ~BackingUp();
  BackingUp(BackingUp&& other) noexcept;
  BackingUp& operator=(BackingUp&&) = delete;

  // A folder that is not there yet.
  std::string path() const { return folder_ + "/store"; }
  // Takes what lies at path() away.
  void Clear() const;

 private:
  BackingUp(std::string folder, int descriptor)
      : folder_(std::move(folder)), descriptor_(descriptor) {}

  std::string folder_;
  int descriptor_;
};

// Takes away what a backup of `data` left that was broken off. Nothing while one is being made.
void RemoveLeftOvers(const std::string& data);

}  // namespace kasvu::storage

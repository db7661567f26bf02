// A disk of a test's own, small enough to be filled.
#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"

namespace kasvu::tests {

// Mounted over a folder as long as it lives, for this process and those that it starts.
class SmallDisk {
 public:
  explicit SmallDisk(std::string folder) : folder_(std::move(folder)) {}
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Mounts one of a gigabyte. Who is not root does so in a namespace of her own, into which this
  // process goes for good; it must have one thread alone then. PERMISSION_DENIED where a process
  // may have neither, as in some containers.
  absl::Status Mount();

  // Whether it can be written to.
  absl::Status MakeReadOnly(bool read_only);

 private:
  const std::string folder_;
  bool mounted_ = false;
};

}  // namespace kasvu::tests

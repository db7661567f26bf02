// A folder of its own for one test.
#pragma once

#include <string>
#include <string_view>

namespace kasvu::storage {

// Made empty at construction and removed with all that lies in it at destruction.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  // The path of `name` inside.
  std::string File(std::string_view name) const;
  // All bytes of all files inside, one after the other.
  std::string AllBytes() const;

 private:
  std::string path_;
};

}  // namespace kasvu::storage

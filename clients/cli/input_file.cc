#include "clients/cli/input_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

absl::Status Unreadable(const std::string& path, int error) {
  return Refused("FILE_UNREADABLE",
                 {"Tiedostoa {path} ei voi lukea ({why}); tarkista polku.",
                  "Filen {path} går inte att läsa ({why}); kontrollera sökvägen.",
                  "The file {path} cannot be read ({why}); check its path."},
                 {{"path", path}, {"why", std::strerror(error)}});
}

}  // namespace

absl::StatusOr<std::string> ReadInput(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::error_code fault;
  if (std::filesystem::is_directory(path, fault)) return Unreadable(path, EISDIR);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path, errno == 0 ? ENOENT : errno);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

}  // namespace kasvu::cli

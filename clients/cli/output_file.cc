#include "clients/cli/output_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {

absl::Status WriteOutput(const std::string& path, std::string_view text) {
  if (path == "-") {
    std::cout << text;
    return absl::OkStatus();
  }
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) return absl::OkStatus();
  return Refused("FILE_NOT_WRITTEN",
                 {"Tiedostoa {path} ei voi kirjoittaa ({why}); tarkista polku ja tila.",
                  "Filen {path} går inte att skriva ({why}); kontrollera sökväg och utrymme.",
                  "The file {path} cannot be written ({why}); check its path and space."},
                 {{"path", path}, {"why", std::strerror(errno == 0 ? EIO : errno)}});
}

}  // namespace kasvu::cli

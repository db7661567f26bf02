// What kasvud is told on its command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/common/log.h"
#include "storage/format.h"
#include "storage/postgres_address.h"

namespace kasvu::kasvud {

struct Options {
  std::string data;  // the folder; made when it is not there
  // The database in which the stores lie; none: they are folders in `data`.
  std::optional<storage::PostgresAddress> store;
  std::string listen = "127.0.0.1:7410";  // port 0: any that is free
  std::vector<std::string> roles;         // none: all
  std::string catalogue;                  // where it runs, when not here
  std::string directory;
  std::string master_key;       // a file; in the data folder unless named
  std::string erasures;         // a file with the list of who was erased; none: no list is kept
  bool programmes = true;       // publish the ready ones
  std::string operator_listen;  // where operators look; empty: nowhere
  services::LogLevel log_level = services::LogLevel::kInfo;
  absl::Duration slow_call = absl::Seconds(1);  // longer calls are logged
  // Those of this program, unless a test has others.
  storage::KnownFormats formats = {};
  // Set: time stands still and is set by hand, beginning here when the data are new.
  std::optional<absl::Time> test_clock;

  bool Has(std::string_view role) const;
};

// Reads the command line. When there is nothing to run (help, version, a mistake), `exit_code` says
// how to end: 0 or 2; what there was to say has been written to standard output or error.
struct Parsed {
  std::optional<Options> options;
  int exit_code = 0;
};
Parsed ParseOptions(int argc, const char* const* argv);

// OK for an address of this machine's loopback: 127.0.0.0/8, [::1] or localhost, with a port.
// Without accounts whoever reaches the server acts as whoever they name.
absl::Status CheckLoopback(const std::string& address);

}  // namespace kasvu::kasvud

#include "services/kasvud/options.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "CLI/CLI.hpp"
#include "absl/time/clock.h"
#include "services/kasvud/errors.h"
#include "services/kasvud/kept_clock.h"
#include "services/kasvud/roles.h"

namespace kasvu::kasvud {
namespace {

bool IsNumber(std::string_view text, int max) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= max;
}

// 127.x.y.z
bool IsLoopbackV4(std::string_view host) {
  if (!host.starts_with("127.") || std::count(host.begin(), host.end(), '.') != 3) return false;
  for (int part = 0; part < 4; ++part) {
    const size_t dot = std::min(host.find('.'), host.size());
    if (!IsNumber(host.substr(0, dot), 255)) return false;
    host.remove_prefix(std::min(dot + 1, host.size()));
  }
  return true;
}

const char* const kHelp =
    "The Kasvu server. Without accounts it listens on this machine's loopback only.\n"
    "Example: kasvud --data var/kasvu --listen 127.0.0.1:7410";

}  // namespace

bool Options::Has(std::string_view role) const {
  return std::count(roles.begin(), roles.end(), role) > 0;
}

absl::Status CheckLoopback(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return ListenMalformed(address);
  const std::string_view host = std::string_view(address).substr(0, colon);
  if (!IsNumber(std::string_view(address).substr(colon + 1), 65535)) {
    return ListenMalformed(address);
  }
  if (host == "localhost" || host == "[::1]" || IsLoopbackV4(host)) return absl::OkStatus();
  return ListenNotLoopback(address);
}

Parsed ParseOptions(int argc, const char* const* argv) {
  CLI::App app(kHelp, "kasvud");
  app.set_version_flag("--version", "kasvud " KASVU_VERSION);
  Options options;
  std::string store;
  std::string clock;
  bool no_programmes = false;
  std::string log_level = "info";
  int slow_call_ms = 1'000;
  app.add_option("--data", options.data, "Folder of the data; made at the first start")
      ->required()
      ->type_name("DIR");
  app.add_option("--store", store,
                 "PostgreSQL database with the data, as postgres://USER@HOST:PORT/DATABASE "
                 "(default: the data folder itself). Leave the password to ~/.pgpass")
      ->type_name("URL");
  app.add_option("--listen", options.listen, "Address on the loopback; port 0: any that is free")
      ->capture_default_str()
      ->type_name("ADDR");
  app.add_option("--roles", options.roles, "Contexts to run here: all unless named")
      ->delimiter(',')
      ->check(CLI::IsMember(AllRoles()))
      ->type_name("ROLE,…");
  app.add_option("--catalogue", options.catalogue, "Where the catalogue runs, when not here")
      ->type_name("ADDR");
  app.add_option("--directory", options.directory, "Where the directory runs, when not here")
      ->type_name("ADDR");
  app.add_option("--master-key", options.master_key,
                 "File with the key of all keys (default: master.key in the data folder); made at "
                 "the first start. Without it nothing personal can be read again")
      ->type_name("FILE");
  app.add_option("--erasures", options.erasures,
                 "File to list who was erased in, before her key is destroyed: the file `erased` "
                 "in the folder of backups")
      ->type_name("FILE");
  CLI::Option* const test_clock =
      app.add_option("--test-clock", clock,
                     "Time stands still and is set by `kasvu clock set`; begins at TIME "
                     "(2021-02-01T08:00:00Z) or now")
          ->expected(0, 1)
          ->type_name("TIME");
  app.add_flag("--no-programmes", no_programmes, "Do not publish the ready programmes");
  app.add_option("--operator-listen", options.operator_listen,
                 "Address on the loopback of the port for operators: /healthz, /readyz, /metrics "
                 "(127.0.0.1:7411); without it there is none")
      ->type_name("ADDR");
  app.add_option("--log-level", log_level, "Least level of what is logged: info, warning or error")
      ->check(CLI::IsMember({"info", "warning", "error"}))
      ->capture_default_str();
  app.add_option("--slow-call-ms", slow_call_ms, "Calls that take longer are logged")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("MS");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.set_config("--config", "",
                 "File with these options, one a line: listen = \"127.0.0.1:7410\"; the command "
                 "line goes before it")
      ->type_name("FILE");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, app.exit(error) == 0 ? 0 : 2};
  }
  options.programmes = !no_programmes;
  if (!store.empty()) {
    absl::StatusOr<storage::PostgresAddress> address = storage::PostgresAddress::Parse(store);
    if (!address.ok()) {
      std::fprintf(stderr, "kasvud: --store: %s\n",
                   std::string(address.status().message()).c_str());
      return {std::nullopt, 2};
    }
    options.store = *std::move(address);
  }
  if (options.roles.empty()) options.roles = AllRoles();
  if (test_clock->count() > 0) {
    options.test_clock = absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now()));
    std::string fault;
    if (!clock.empty() &&
        (!absl::ParseTime(absl::RFC3339_full, clock, &*options.test_clock, &fault) ||
         !IsClockTime(*options.test_clock))) {
      std::fprintf(stderr,
                   "kasvud: --test-clock has to be a time such as 2021-02-01T08:00:00Z, of the "
                   "years 1970 to 2199\n");
      return {std::nullopt, 2};
    }
  }
  for (const std::string& address : {options.listen, options.operator_listen}) {
    if (address.empty()) continue;
    if (const absl::Status loopback = CheckLoopback(address); !loopback.ok()) {
      std::fprintf(stderr, "kasvud: %s\n", std::string(loopback.message()).c_str());
      return {std::nullopt, 2};
    }
  }
  options.log_level = *services::LogLevelOf(log_level);
  options.slow_call = absl::Milliseconds(slow_call_ms);
  if (options.master_key.empty()) options.master_key = options.data + "/master.key";
  return {std::move(options), 0};
}

}  // namespace kasvu::kasvud

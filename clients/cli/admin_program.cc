#include "clients/cli/admin_program.h"

#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

constexpr char kAdmin[] = "kasvu-admin";

// Options whose value is the next word.
bool TakesNext(std::string_view word) {
  return word == "--server" || word == "--as" || word == "--lang";
}

}  // namespace

std::optional<std::vector<std::string>> AdminArguments(const std::vector<std::string>& arguments) {
  size_t place = 0;
  while (place < arguments.size() && arguments[place].starts_with("-")) {
    place += TakesNext(arguments[place]) ? 2 : 1;
  }
  if (place >= arguments.size() || arguments[place] != "admin") return std::nullopt;
  std::vector<std::string> rest = arguments;
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
  return rest;
}

void BecomeAdmin(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{kAdmin};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::error_code fault;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", fault);
  if (!fault) execv((self.parent_path() / kAdmin).c_str(), argv.data());
  execvp(kAdmin, argv.data());
}

void AddAdmin(CLI::App& app, Frame& frame) {
  CLI::App& noun = *app.add_subcommand(
      "admin", frame.Say({"Tallessa olevan tarkistus, kopiointi ja varmuuskopiot (kasvu-admin)",
                          "Kontroll, kopiering och säkerhetskopior av det lagrade (kasvu-admin)",
                          "Verify, copy, back up and restore what is stored (kasvu-admin)"}));
  noun.prefix_command();
  noun.callback([&frame] {
    frame.take_extra = [](const std::vector<std::string>&) { return true; };
    frame.work = [] {
      return Refused("ADMIN_NOT_INSTALLED",
                     {"Ohjelmaa kasvu-admin ei ole täällä; se tulee palvelimen paketissa.",
                      "Programmet kasvu-admin finns inte här; det följer med serverns paket.",
                      "The program kasvu-admin is not here; it comes with the server's package."});
    };
  });
}

}  // namespace kasvu::cli

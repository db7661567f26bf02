#include "tests/house/include_rules.h"

#include <algorithm>
#include <optional>
#include <sstream>

namespace kasvu::house {
namespace {

// Stands in the rules for the C++ standard library and for the operating system's headers.
constexpr std::string_view kStandard = "<standard>";
constexpr std::string_view kSystem = "<system>";

// What the sources below `prefix` may include: paths below one of `allowed` and none of `denied`.
// The rule with the longest prefix counts, so a file may have one of its own.
struct Rule {
  std::string_view prefix;
  std::vector<std::string_view> allowed;
  std::vector<std::string_view> denied;
};

// The core has neither clock nor input and output, neither threads nor chance.
const std::vector<std::string_view> kImpure = {
    "absl/time/clock.h",
    "absl/random/",
    "absl/synchronization/",
    "chrono",
    "condition_variable",
    "ctime",
    "filesystem",
    "fstream",
    "future",
    "iostream",
    "mutex",
    "random",
    "thread",
};

const std::vector<Rule>& Rules() {
  static const auto* const kRules = new std::vector<Rule>{
      {"errors/", {kStandard, "absl/", "google/", "errors/"}, {}},
      {"registers/", {kStandard, "absl/", "errors/", "registers/"}, kImpure},
      // Servers write them, and those who keep them read them.
      {"archives/",
       {kStandard, "absl/", "google/", "sodium.h", "errors/", "kasvu/v1/", "archives/"},
       kImpure},

      {"workflows/calendar/",
       {kStandard, "absl/", "errors/", "registers/", "workflows/calendar/"},
       kImpure},
      {"workflows/",
       {kStandard, "absl/", "google/", "errors/", "registers/", "kasvu/", "workflows/"},
       kImpure},
      // A cohort is played without anything being proved about it.
      {"workflows/cohort/",
       {kStandard, "absl/", "google/", "errors/", "registers/", "kasvu/", "workflows/calendar/",
        "workflows/template/", "workflows/cohort/"},
       kImpure},
      {"workflows/revision/",
       {kStandard, "absl/", "google/", "errors/", "kasvu/", "workflows/revision/",
        "workflows/template/"},
       kImpure},
      // A version's identity is a digest, and authors write YAML: one file for each of the two.
      {"workflows/template/encode.cc",
       {kStandard, "absl/", "google/", "errors/", "kasvu/", "workflows/template/", "sodium.h"},
       kImpure},
      {"workflows/template/yaml_reader",
       {kStandard, "absl/", "google/", "errors/", "kasvu/", "workflows/template/", "yaml-cpp/"},
       kImpure},

      // Personal content is sealed here, with keys that lie here.
      {"storage/",
       {kStandard, kSystem, "absl/", "google/", "errors/", "kasvu/storage/", "storage/",
        "sodium.h"},
       {}},
      {"storage/rocksdb_", {kStandard, kSystem, "absl/", "errors/", "storage/", "rocksdb/"}, {}},
      {"storage/postgres_", {kStandard, kSystem, "absl/", "errors/", "storage/", "libpq-fe.h"}, {}},

      {"services/common/",
       {kStandard, kSystem, "absl/", "google/", "grpcpp/", "grpc/", "sodium.h", "errors/",
        "registers/", "kasvu/", "storage/", "workflows/", "services/common/"},
       {}},
      // The program that puts the contexts together is the only one to see them all.
      {"services/kasvud/",
       {kStandard, kSystem, "absl/", "google/", "grpcpp/", "grpc/", "sodium.h", "CLI/",
        "prometheus/", "errors/", "registers/", "kasvu/", "storage/", "workflows/", "services/"},
       {}},
      // It works on stores as a server does, and speaks to people as the command line does.
      {"services/admin/",
       {kStandard, kSystem, "absl/", "google/", "CLI/", "errors/", "registers/", "archives/",
        "kasvu/", "storage/", "workflows/", "services/", "clients/cpp/", "clients/cli/"},
       {".grpc.pb.h"}},

      {"clients/cpp/",
       {kStandard, kSystem, "absl/", "google/", "grpcpp/", "grpc/", "sodium.h", "errors/",
        "registers/", "kasvu/v1/", "clients/cpp/"},
       {}},
      {"clients/cli/",
       {kStandard, kSystem, "absl/", "google/", "CLI/", "errors/", "registers/", "archives/",
        "kasvu/v1/", "clients/cpp/", "clients/cli/"},
       {".grpc.pb.h"}},
  };
  return *kRules;
}

// A service sees what is common and itself; another service it calls by its stub.
std::optional<Rule> RuleOfService(std::string_view path) {
  if (!path.starts_with("services/")) return std::nullopt;
  const size_t end = path.find('/', std::string_view("services/").size());
  if (end == std::string_view::npos) return std::nullopt;
  return Rule{path.substr(0, end + 1),
              {kStandard, kSystem, "absl/", "google/", "grpcpp/", "grpc/", "sodium.h", "boost/",
               "errors/", "registers/", "archives/", "kasvu/", "storage/", "workflows/",
               "services/common/", path.substr(0, end + 1)},
              {}};
}

std::optional<Rule> RuleOf(std::string_view path) {
  const Rule* longest = nullptr;
  for (const Rule& rule : Rules()) {
    if (!path.starts_with(rule.prefix)) continue;
    if (longest == nullptr || rule.prefix.size() > longest->prefix.size()) longest = &rule;
  }
  if (longest != nullptr) return *longest;
  return RuleOfService(path);
}

// An include as the rules name it: its path, or what stands for the standard and the system.
std::string_view KindOf(std::string_view included) {
  static const std::vector<std::string_view> kSystemFolders = {"sys/", "arpa/", "netinet/",
                                                               "linux/"};
  for (const std::string_view folder : kSystemFolders) {
    if (included.starts_with(folder)) return kSystem;
  }
  if (included.find('/') != std::string_view::npos || included == "sodium.h") return included;
  return included.ends_with(".h") ? kSystem : kStandard;
}

bool Allows(const Rule& rule, std::string_view included) {
  const std::string_view kind = KindOf(included);
  const auto begins = [kind](std::string_view prefix) { return kind.starts_with(prefix); };
  const auto names = [included](std::string_view denied) {
    return denied.starts_with('.') ? included.ends_with(denied)
           : denied.ends_with('/') ? included.starts_with(denied)
                                   : included == denied;
  };
  // Stubs are gRPC too, wherever gRPC itself is out of reach.
  const bool stub = included.ends_with(".grpc.pb.h");
  const bool knows_grpc = std::count(rule.allowed.begin(), rule.allowed.end(), "grpcpp/") > 0;
  return std::any_of(rule.allowed.begin(), rule.allowed.end(), begins) &&
         std::none_of(rule.denied.begin(), rule.denied.end(), names) && (knows_grpc || !stub);
}

// What stands between the quotes or brackets of a line that begins with `word`; empty on others.
std::string_view Quoted(std::string_view line, std::string_view word) {
  if (!line.starts_with(word)) return {};
  const size_t begin = line.find_first_of("\"<");
  if (begin == std::string_view::npos) return {};
  const size_t end = line.find_first_of("\">", begin + 1);
  if (end == std::string_view::npos) return {};
  return line.substr(begin + 1, end - begin - 1);
}

template <typename Visit>
void ForEachQuoted(std::string_view text, std::string_view word, Visit visit) {
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (const std::string_view quoted = Quoted(line, word); !quoted.empty()) visit(number, quoted);
  }
}

}  // namespace

std::vector<std::string> WrongIncludes(std::string_view path, std::string_view text) {
  const std::optional<Rule> rule = RuleOf(path);
  if (!rule) {
    return {std::string(path) +
            " lies in a folder that tests/house/include_rules.cc does not name"};
  }
  std::vector<std::string> wrong;
  ForEachQuoted(text, "#include", [&](int line, std::string_view included) {
    if (Allows(*rule, included)) return;
    wrong.push_back(std::string(path) + ":" + std::to_string(line) + " may not include " +
                    std::string(included));
  });
  return wrong;
}

std::vector<std::string> WrongImports(std::string_view path, std::string_view text) {
  const bool is_public = path.starts_with("proto/kasvu/v1/");
  std::vector<std::string> wrong;
  ForEachQuoted(text, "import", [&](int line, std::string_view imported) {
    // What is written to disk never travels.
    if (!is_public || !imported.starts_with("kasvu/storage/")) return;
    wrong.push_back(std::string(path) + ":" + std::to_string(line) + " may not import " +
                    std::string(imported));
  });
  return wrong;
}

}  // namespace kasvu::house

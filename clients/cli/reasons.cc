#include "clients/cli/reasons.h"

#include <map>

#include "clients/cli/reason_tables.h"

namespace kasvu::cli {
namespace {

const std::map<std::string_view, Words>& AllReasons() {
  static const auto& reasons = *[] {
    auto* const all = new std::map<std::string_view, Words>;
    for (const auto& table :
         {CommonReasons(), FileReasons(), DirectoryReasons(), CohortReasons(), ProgressReasons()}) {
      for (const ReasonWords& row : table) all->emplace(row.reason, row.words);
    }
    return all;
  }();
  return reasons;
}

}  // namespace

std::optional<Words> WordsOfReason(std::string_view reason) {
  const auto found = AllReasons().find(reason);
  if (found == AllReasons().end()) return std::nullopt;
  return found->second;
}

bool ReasonIsOurs(std::string_view reason) {
  return reason == "SERVER_UNREACHABLE" || reason == "NO_ANSWER_IN_TIME" ||
         reason == "CALL_NOT_SERVED" || reason == "INVALID_FIELDS" || reason.starts_with("CSV_");
}

std::vector<std::string_view> KnownReasons() {
  std::vector<std::string_view> reasons;
  for (const auto& [reason, words] : AllReasons()) reasons.push_back(reason);
  return reasons;
}

}  // namespace kasvu::cli

#include "clients/cli/reasons.h"

#include <map>

#include "clients/cli/reason_tables.h"

namespace kasvu::cli {
namespace {

const std::multimap<std::string_view, Words>& AllReasons() {
  static const auto& reasons = *[] {
    // Sentences of one reason keep their order.
    auto* const all = new std::multimap<std::string_view, Words>;
    for (const auto& table : {CommonReasons(), FileReasons(), CatalogueReasons(),
                              DirectoryReasons(), CohortReasons(), ProgressReasons(), StoreReasons()}) {
      for (const ReasonWords& row : table) all->emplace(row.reason, row.words);
    }
    return all;
  }();
  return reasons;
}

bool AreGiven(std::string_view sentence, const std::map<std::string, std::string>& particulars) {
  for (size_t open = sentence.find('{'); open != std::string_view::npos;
       open = sentence.find('{', open + 1)) {
    const size_t close = sentence.find('}', open);
    if (close == std::string_view::npos) return true;
    const auto given = particulars.find(std::string(sentence.substr(open + 1, close - open - 1)));
    if (given == particulars.end() || given->second.empty()) return false;
  }
  return true;
}

}  // namespace

std::optional<Words> WordsOfReason(std::string_view reason,
                                   const std::map<std::string, std::string>& particulars) {
  const auto [first, last] = AllReasons().equal_range(reason);
  std::optional<Words> words;
  for (auto it = first; it != last; ++it) {
    words = it->second;
    if (AreGiven(it->second.en, particulars)) return words;
  }
  return words;
}

bool ReasonIsOurs(std::string_view reason) {
  return reason == "SERVER_UNREACHABLE" || reason == "NO_ANSWER_IN_TIME" ||
         reason == "CALL_NOT_SERVED" || reason == "INVALID_FIELDS" || reason.starts_with("CSV_");
}

std::vector<std::string_view> KnownReasons() {
  std::vector<std::string_view> reasons;
  for (const auto& [reason, words] : AllReasons()) {
    if (reasons.empty() || reasons.back() != reason) reasons.push_back(reason);
  }
  return reasons;
}

}  // namespace kasvu::cli

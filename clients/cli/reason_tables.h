// The sentences of reasons.h, by where the reasons come from.
#pragma once

#include <span>
#include <string_view>

#include "clients/cli/words.h"

namespace kasvu::cli {

struct ReasonWords {
  std::string_view reason;
  Words words;
};

std::span<const ReasonWords> CommonReasons();
std::span<const ReasonWords> CatalogueReasons();
std::span<const ReasonWords> DirectoryReasons();
std::span<const ReasonWords> FileReasons();
std::span<const ReasonWords> CohortReasons();
std::span<const ReasonWords> ProgressReasons();
std::span<const ReasonWords> StoreReasons();

}  // namespace kasvu::cli

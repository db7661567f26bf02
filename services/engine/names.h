// Names of what the engine keeps, taken apart; they are put together in reads/public_names.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/engine/reads/public_names.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// The id in cohorts/ID; empty for any other name.
std::string CohortIdOf(std::string_view name);

// A name of any of the four kinds, taken apart. Nothing for other names, for ordinals of 0 and for
// spellings that a name never has (e07).
struct OwnerPlace {
  std::string cohort;
  workflows::OwnerRef owner;
};
std::optional<OwnerPlace> ParseOwner(std::string_view name);

// The ordinal in a whole name of `owner`'s kind under `cohort`, or in its last part alone (e7).
std::optional<uint32_t> OrdinalIn(std::string_view name, std::string_view cohort,
                                  kasvu::storage::v1::Owner owner);

}  // namespace kasvu::engine

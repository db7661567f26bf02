#include "services/engine/names.h"

#include <array>
#include <charconv>

#include "services/common/forms.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Owner;

constexpr std::string_view kCohorts = "cohorts/";

struct Collection {
  Owner owner;
  std::string_view word;
  char letter;
};
constexpr std::array kCollections = {
    Collection{kasvu::storage::v1::OWNER_GROUP, "/groups/", 'g'},
    Collection{kasvu::storage::v1::OWNER_LINK, "/links/", 'l'},
    Collection{kasvu::storage::v1::OWNER_ENROLMENT, "/enrolments/", 'e'},
};

// The number in "e7" under its letter, spelt as we spell it.
std::optional<uint32_t> OrdinalOf(std::string_view part, char letter) {
  if (part.size() < 2 || part[0] != letter || part[1] == '0') return std::nullopt;
  uint32_t ordinal = 0;
  const auto [end, error] = std::from_chars(part.data() + 1, part.data() + part.size(), ordinal);
  if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
  return ordinal;
}

}  // namespace

std::string CohortIdOf(std::string_view name) {
  if (!name.starts_with(kCohorts)) return std::string();
  const std::string_view id = name.substr(kCohorts.size());
  return services::IsId(id) ? std::string(id) : std::string();
}

std::optional<OwnerPlace> ParseOwner(std::string_view name) {
  if (std::string cohort = CohortIdOf(name); !cohort.empty()) return OwnerPlace{cohort, {}};
  if (!name.starts_with(kCohorts)) return std::nullopt;
  const size_t slash = name.find('/', kCohorts.size());
  if (slash == std::string_view::npos) return std::nullopt;
  std::string cohort = CohortIdOf(name.substr(0, slash));
  if (cohort.empty()) return std::nullopt;
  for (const Collection& collection : kCollections) {
    if (!name.substr(slash).starts_with(collection.word)) continue;
    const auto ordinal = OrdinalOf(name.substr(slash + collection.word.size()), collection.letter);
    if (!ordinal) return std::nullopt;
    return OwnerPlace{std::move(cohort), {collection.owner, *ordinal}};
  }
  return std::nullopt;
}

std::optional<uint32_t> OrdinalIn(std::string_view name, std::string_view cohort, Owner owner) {
  if (name.find('/') == std::string_view::npos) {
    for (const Collection& collection : kCollections) {
      if (collection.owner == owner) return OrdinalOf(name, collection.letter);
    }
    return std::nullopt;
  }
  const std::optional<OwnerPlace> place = ParseOwner(name);
  if (!place || place->cohort != cohort || place->owner.owner != owner) return std::nullopt;
  return place->owner.ordinal;
}

}  // namespace kasvu::engine

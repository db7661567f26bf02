#pragma once

#include <optional>
#include <string_view>

namespace kasvu::client {

// What a column of a people file is about.
enum class PeopleColumn {
  kName,
  kEmail,
  kPhone,
  kCompany,
  kBusinessId,
  kRegion,
  kMunicipality,
  kIndustryCode,
  kIndustryClassification,
  kSizeClass,
  kYearsInBusiness,
  kLanguage,
  kTrack,
};

// The column that a header names in Finnish, Swedish or English ("sähköposti", "e-post", "e-mail"),
// in any case and with or without spaces, hyphens and underscores; none when it names no column.
std::optional<PeopleColumn> PeopleColumnNamed(std::string_view header);

}  // namespace kasvu::client

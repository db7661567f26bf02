// The regions (maakunta) of Finland by the codes of Statistics Finland, dated, because regions are
// merged: a record of 2009 may rightly say 20, one of 2021 may not.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "registers/names.h"

namespace kasvu::registers {

struct Region {
  std::string_view code;  // two digits
  Names names;
  std::optional<int> from_year;   // first year it existed; none: since before 1998
  std::optional<int> until_year;  // last year it existed; none: it still does

  bool ExistsIn(int year) const;
};

// Every region there is or was since 1998, by code.
const std::vector<Region>& AllRegions();

// By the two digits ("02").
std::optional<Region> RegionByCode(std::string_view code);

// By code or by name in Finnish, Swedish or English, in any case, with spaces around allowed
// ("varsinais-suomi", "Egentliga Finland"); of former regions too.
std::optional<Region> FindRegion(std::string_view code_or_name);

}  // namespace kasvu::registers

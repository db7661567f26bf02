#include "registers/region.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace kasvu::registers {
namespace {

constexpr int kLastYearOfEasternUusimaa = 2010;

// ASCII lower case by Abseil; the few other letters of these names by hand.
std::string Folded(std::string_view text) {
  std::string folded(absl::StripAsciiWhitespace({text.data(), text.size()}));
  absl::AsciiStrToLower(&folded);
  return absl::StrReplaceAll(folded, {{"Å", "å"}, {"Ä", "ä"}, {"Ö", "ö"}});
}

}  // namespace

bool Region::ExistsIn(int year) const {
  return (!from_year || *from_year <= year) && (!until_year || year <= *until_year);
}

const std::vector<Region>& AllRegions() {
  static const std::vector<Region>& regions = *new std::vector<Region>{
      {"01", {"Uusimaa", "Nyland", "Uusimaa"}, {}, {}},
      {"02", {"Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"}, {}, {}},
      {"04", {"Satakunta", "Satakunta", "Satakunta"}, {}, {}},
      {"05", {"Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme"}, {}, {}},
      {"06", {"Pirkanmaa", "Birkaland", "Pirkanmaa"}, {}, {}},
      {"07", {"Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme"}, {}, {}},
      {"08", {"Kymenlaakso", "Kymmenedalen", "Kymenlaakso"}, {}, {}},
      {"09", {"Etelä-Karjala", "Södra Karelen", "South Karelia"}, {}, {}},
      {"10", {"Etelä-Savo", "Södra Savolax", "South Savo"}, {}, {}},
      {"11", {"Pohjois-Savo", "Norra Savolax", "North Savo"}, {}, {}},
      {"12", {"Pohjois-Karjala", "Norra Karelen", "North Karelia"}, {}, {}},
      {"13", {"Keski-Suomi", "Mellersta Finland", "Central Finland"}, {}, {}},
      {"14", {"Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia"}, {}, {}},
      {"15", {"Pohjanmaa", "Österbotten", "Ostrobothnia"}, {}, {}},
      {"16", {"Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"}, {}, {}},
      {"17", {"Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia"}, {}, {}},
      {"18", {"Kainuu", "Kajanaland", "Kainuu"}, {}, {}},
      {"19", {"Lappi", "Lappland", "Lapland"}, {}, {}},
      {"20", {"Itä-Uusimaa", "Östra Nyland", "Eastern Uusimaa"}, {}, kLastYearOfEasternUusimaa},
      {"21", {"Ahvenanmaa", "Åland", "Åland"}, {}, {}},
  };
  return regions;
}

std::optional<Region> RegionByCode(std::string_view code) {
  for (const Region& region : AllRegions()) {
    if (region.code == code) return region;
  }
  return std::nullopt;
}

std::optional<Region> FindRegion(std::string_view code_or_name) {
  const std::string wanted = Folded(code_or_name);
  for (const Region& region : AllRegions()) {
    const Names& names = region.names;
    if (wanted == region.code || wanted == Folded(names.fi) || wanted == Folded(names.sv) ||
        wanted == Folded(names.en)) {
      return region;
    }
  }
  return std::nullopt;
}

}  // namespace kasvu::registers

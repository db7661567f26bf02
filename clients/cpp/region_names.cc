#include "clients/cpp/region_names.h"

#include <map>

#include "clients/cpp/utf8.h"

namespace kasvu::client {
namespace {

using CodeByName = std::map<std::string, std::string, std::less<>>;

const CodeByName& CodesByName() {
  static const auto& codes = *new CodeByName{
      {"uusimaa", "01"},
      {"nyland", "01"},
      {"varsinais-suomi", "02"},
      {"egentliga finland", "02"},
      {"southwest finland", "02"},
      {"satakunta", "04"},
      {"kanta-häme", "05"},
      {"egentliga tavastland", "05"},
      {"pirkanmaa", "06"},
      {"birkaland", "06"},
      {"päijät-häme", "07"},
      {"päijänne-tavastland", "07"},
      {"kymenlaakso", "08"},
      {"kymmenedalen", "08"},
      {"etelä-karjala", "09"},
      {"södra karelen", "09"},
      {"south karelia", "09"},
      {"etelä-savo", "10"},
      {"södra savolax", "10"},
      {"south savo", "10"},
      {"pohjois-savo", "11"},
      {"norra savolax", "11"},
      {"north savo", "11"},
      {"pohjois-karjala", "12"},
      {"norra karelen", "12"},
      {"north karelia", "12"},
      {"keski-suomi", "13"},
      {"mellersta finland", "13"},
      {"central finland", "13"},
      {"etelä-pohjanmaa", "14"},
      {"södra österbotten", "14"},
      {"south ostrobothnia", "14"},
      {"pohjanmaa", "15"},
      {"österbotten", "15"},
      {"ostrobothnia", "15"},
      {"keski-pohjanmaa", "16"},
      {"mellersta österbotten", "16"},
      {"central ostrobothnia", "16"},
      {"pohjois-pohjanmaa", "17"},
      {"norra österbotten", "17"},
      {"north ostrobothnia", "17"},
      {"kainuu", "18"},
      {"kajanaland", "18"},
      {"lappi", "19"},
      {"lappland", "19"},
      {"lapland", "19"},
      {"ahvenanmaa", "21"},
      {"åland", "21"},
  };
  return codes;
}

}  // namespace

std::optional<std::string> RegionCodeOf(std::string_view text) {
  std::string word = LowerCase(Trimmed(text));
  if (const auto found = CodesByName().find(word); found != CodesByName().end()) {
    return found->second;
  }
  if (word.size() == 1) word = "0" + word;  // spreadsheets take the zero from 02
  for (const auto& [name, code] : CodesByName()) {
    if (code == word) return code;
  }
  return std::nullopt;
}

bool NamesFormerRegion(std::string_view text) {
  const std::string word = LowerCase(Trimmed(text));
  return word == "20" || word == "itä-uusimaa" || word == "östra nyland" ||
         word == "eastern uusimaa";
}

}  // namespace kasvu::client

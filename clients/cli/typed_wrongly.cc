#include "clients/cli/typed_wrongly.h"

#include <array>
#include <map>
#include <regex>
#include <vector>

namespace kasvu::cli {
namespace {

// How CLI11 says it, and how we do; {1}, {2} … are the parts that the pattern caught.
struct Told {
  const char* pattern;
  Words words;
};

constexpr std::array kTold = {
    Told{"A subcommand is required|Requires at least .* subcommands?.*",
         {"Komento puuttuu.", "Ett kommando saknas.", "A command is missing."}},
    Told{"(.*) is required", {"{1} puuttuu.", "{1} saknas.", "{1} is missing."}},
    Told{"(.*): Value (.*) not in range (.*) to (.*)",
         {"{1}: ”{2}” ei käy; anna luku väliltä {3}–{4}.",
          "{1}: ”{2}” duger inte; ange ett tal från {3} till {4}.",
          "{1}: “{2}” does not do; give a number from {3} to {4}."}},
    Told{"(.*): (.*) not in \\{(.*)\\}",
         {"{1}: ”{2}” ei käy; valitse näistä: {3}.", "{1}: ”{2}” duger inte; välj bland: {3}.",
          "{1}: “{2}” does not do; choose among {3}."}},
    Told{"Could not convert: (.*) = (.*)",
         {"{1}: ”{2}” ei ole luku.", "{1}: ”{2}” är inget tal.", "{1}: “{2}” is no number."}},
    Told{"(.*): 1 required (.*) missing",
         {"{1}: arvo puuttuu.", "{1}: ett värde saknas.", "{1}: a value is missing."}},
    Told{"(.*): At Most 1 required but received .*",
         {"{1} annetaan vain kerran.", "{1} anges bara en gång.", "{1} is given only once."}},
    Told{"(.*) excludes (.*)",
         {"{1} ja {2} eivät käy yhdessä; anna vain toinen.",
          "{1} och {2} går inte ihop; ange bara det ena.",
          "{1} and {2} do not go together; give only one of them."}},
};

std::string Translated(const std::string& told, const Frame& frame) {
  for (const Told& one : kTold) {
    std::smatch parts;
    if (!std::regex_match(told, parts, std::regex(one.pattern))) continue;
    std::map<std::string, std::string> values;
    for (size_t i = 1; i < parts.size(); ++i) {
      values[std::to_string(i)] = std::regex_replace(parts[i].str(), std::regex(",(?=\\S)"), ", ");
    }
    return frame.Say(one.words, values);
  }
  return told;
}

}  // namespace

std::string MeansNothing(const std::string& word, const Frame& frame) {
  return frame.Say(
      {"”{word}” ei ole tässä mitään.", "”{word}” är inget här.", "“{word}” means nothing here."},
      {{"word", word}});
}

std::string SentenceOf(const CLI::App& app, const CLI::ParseError& error, const Frame& frame) {
  // A word where a command was expected counts as missing too; saying which word helps more.
  const std::string told = error.what();
  const std::vector<std::string> rest = app.remaining(true);
  if (told.find("subcommand") != std::string::npos && !rest.empty()) {
    return MeansNothing(rest.front(), frame);
  }
  return Translated(told, frame);
}

}  // namespace kasvu::cli

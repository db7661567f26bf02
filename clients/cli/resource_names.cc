#include "clients/cli/resource_names.h"

#include <algorithm>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

constexpr std::string_view kCohorts = "cohorts/";

std::string Below(std::string_view collection, const std::string& text) {
  return text.starts_with(collection) ? text : std::string(collection) + text;
}

// A letter and a number: e7.
bool IsNumbered(std::string_view part, char letter) {
  return part.size() > 1 && part.size() < 12 && part[0] == letter &&
         std::all_of(part.begin() + 1, part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string LastPart(std::string_view name) {
  const size_t slash = name.rfind('/');
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::string CohortOf(const std::string& name) {
  if (!name.starts_with(kCohorts)) return "";
  return name.substr(0, name.find('/', kCohorts.size()));
}

std::string ShortName(const std::string& name) {
  const std::string cohort = CohortOf(name);
  if (cohort.empty()) return name;
  const std::string id = cohort.substr(kCohorts.size());
  return cohort == name ? id : id + "/" + LastPart(name);
}

std::string CohortName(const std::string& text) { return Below(kCohorts, text); }
std::string PersonName(const std::string& text) { return Below("persons/", text); }
std::string CompanyName(const std::string& text) { return Below("companies/", text); }
std::string MandateName(const std::string& text) { return Below("mandates/", text); }

absl::StatusOr<Place> ParsePlace(const std::string& text, const std::string& cohort) {
  if (text.starts_with(kCohorts)) {
    const std::string named = CohortOf(text);
    return Place{named, named == text ? "" : LastPart(text)};
  }
  if (const size_t slash = text.find('/'); slash != std::string::npos) {
    return Place{CohortName(text.substr(0, slash)), text.substr(slash + 1)};
  }
  if (!cohort.empty()) return Place{CohortName(cohort), text};
  if (text.empty() || IsPart(text)) {
    return WrongUsage({"Mistä toteutuksesta? Kirjoita TOTEUTUS/{part} tai anna --cohort.",
                       "Av vilket genomförande? Skriv GENOMFÖRANDE/{part} eller ange --cohort.",
                       "Of which cohort? Write COHORT/{part} or give --cohort."},
                      {{"part", text}});
  }
  return Place{CohortName(text), ""};
}

bool IsPart(std::string_view text) {
  return IsNumbered(text, 'e') || IsNumbered(text, 'g') || IsNumbered(text, 'l') ||
         text.find('@') != std::string_view::npos;
}

std::string NameOf(const Place& place) {
  if (place.part.empty()) return place.cohort;
  if (IsNumbered(place.part, 'e')) return place.cohort + "/enrolments/" + place.part;
  if (IsNumbered(place.part, 'g')) return place.cohort + "/groups/" + place.part;
  if (IsNumbered(place.part, 'l')) return place.cohort + "/links/" + place.part;
  return "";
}

std::string GroupName(const std::string& cohort, const std::string& text) {
  return CohortName(cohort) + "/groups/" + LastPart(text);
}

absl::StatusOr<std::string> GroupNamed(const std::string& text, const std::string& cohort) {
  const auto place = ParsePlace(text, cohort);
  if (!place.ok()) return place.status();
  if (place->part.empty()) {
    return WrongUsage({"Mikä ryhmä? Kirjoita {cohort}/g1; katso ryhmät: kasvu group list {cohort}.",
                       "Vilken grupp? Skriv {cohort}/g1; se grupperna: kasvu group list {cohort}.",
                       "Which group? Write {cohort}/g1; see them with kasvu group list {cohort}."},
                      {{"cohort", ShortName(place->cohort)}});
  }
  return GroupName(place->cohort, place->part);
}

}  // namespace kasvu::cli

// Names of what the directory keeps: collection/id.
#pragma once

#include <string>
#include <string_view>

namespace kasvu::directory {

inline constexpr std::string_view kPersons = "persons/";
inline constexpr std::string_view kCompanies = "companies/";
inline constexpr std::string_view kMandates = "mandates/";

inline std::string NameOf(std::string_view collection, std::string_view id) {
  return std::string(collection).append(id);
}

// The id in `name`; empty when it names nothing of the collection.
inline std::string IdOf(std::string_view collection, std::string_view name) {
  if (!name.starts_with(collection)) return std::string();
  const std::string_view id = name.substr(collection.size());
  return id.find('/') == std::string_view::npos ? std::string(id) : std::string();
}

}  // namespace kasvu::directory

// Keys and tables as people are told of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "storage/tags.h"

namespace kasvu::services {

// kEnrolments.
std::string TableName(storage::Tag tag);

// A part of a key: numbers in decimal, bytes that are no text in hexadecimal.
std::string PartText(std::string_view part);
std::string PartText(int64_t part);
inline std::string PartText(uint64_t part) { return std::to_string(part); }
inline std::string PartText(uint32_t part) { return std::to_string(part); }

// The parts of a key of table `tag`, each after what it is: cohort ekollega-2021, enrolment 7.
std::string KeyText(storage::Tag tag, const std::vector<std::string>& parts);

template <typename... Parts>
std::string KeyWords(storage::Tag tag, const std::tuple<Parts...>& key) {
  return std::apply(
      [tag](const Parts&... parts) {
        return KeyText(tag, std::vector<std::string>{PartText(parts)...});
      },
      key);
}

}  // namespace kasvu::services

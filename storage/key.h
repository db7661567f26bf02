// Keys as tuples whose bytes order as the tuples do: a table tag of two bytes (big-endian), then
// the parts one after the other, each by its type:
//   uint32_t, uint64_t  4 or 8 bytes, big-endian
//   int64_t             8 bytes, big-endian, with the sign bit flipped
//   std::string         its bytes, every 00 as 00 ff, then the end 00 00 (any bytes may stand in
//   it)
// Parts carry no type codes: who reads a key knows its shape from the tag.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "errors/error.h"
#include "storage/errors.h"
#include "storage/tags.h"

namespace kasvu::storage {

// Appends one part. Exact types only: a plain int literal does not compile, say 3u or uint64_t{3}.
void AppendPart(std::string& key, Tag part);
void AppendPart(std::string& key, uint32_t part);
void AppendPart(std::string& key, uint64_t part);
void AppendPart(std::string& key, int64_t part);
void AppendPart(std::string& key, std::string_view part);

// Takes one part off the front of `bytes`. DATA_LOSS (KEY_MALFORMED) when none stands there.
absl::Status TakePart(std::string_view& bytes, Tag& part);
absl::Status TakePart(std::string_view& bytes, uint32_t& part);
absl::Status TakePart(std::string_view& bytes, uint64_t& part);
absl::Status TakePart(std::string_view& bytes, int64_t& part);
absl::Status TakePart(std::string_view& bytes, std::string& part);

// The key of `parts` in the table `tag`. With fewer parts than the table's keys have, the prefix
// of all keys that begin with them: KeyRange::Prefix makes their range.
template <typename... Parts>
std::string EncodeKey(Tag tag, const Parts&... parts) {
  std::string key;
  AppendPart(key, tag);
  (AppendPart(key, parts), ...);
  return key;
}

// The same from a tuple.
template <typename... Parts>
std::string EncodeKey(Tag tag, const std::tuple<Parts...>& parts) {
  return std::apply([&](const auto&... part) { return EncodeKey(tag, part...); }, parts);
}

// The parts of `key`, which must be a whole key of table `tag` and nothing more. DATA_LOSS
// (KEY_MALFORMED) otherwise.
template <typename... Parts>
absl::StatusOr<std::tuple<Parts...>> DecodeKey(Tag tag, std::string_view key) {
  std::tuple<Parts...> parts;
  Tag found;
  KASVU_RETURN_IF_ERROR(TakePart(key, found));
  if (found != tag) return KeyMalformed("it belongs to another table");
  absl::Status status;
  std::apply([&](auto&... part) { ((status = TakePart(key, part), status.ok()) && ...); }, parts);
  KASVU_RETURN_IF_ERROR(status);
  if (!key.empty()) return KeyMalformed("bytes follow its last part");
  return parts;
}

}  // namespace kasvu::storage

// Any bytes as a key: read by every shape that a table has; what can be read is written back as it
// was. And any two tuples as keys: their bytes order as they do. With clang and -fsanitize=fuzzer
// this is a fuzzer; elsewhere key_replay_test.cc feeds it the corpus.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>

#include "errors/error.h"
#include "storage/key.h"

namespace {

using kasvu::ReasonOf;
using kasvu::storage::DecodeKey;
using kasvu::storage::EncodeKey;
using kasvu::storage::Tag;

constexpr Tag kTag = Tag::kHistory;

void Require(bool holds, std::string_view bytes) {
  if (holds) return;
  for (const char byte : bytes) std::fprintf(stderr, "%02x ", static_cast<unsigned char>(byte));
  std::fprintf(stderr, "\n");
  std::abort();
}

template <typename... Parts>
void ReadAndWriteBack(std::string_view bytes) {
  const auto parts = DecodeKey<Parts...>(kTag, bytes);
  if (parts.ok()) {
    Require(EncodeKey(kTag, *parts) == bytes, bytes);
  } else {
    Require(ReasonOf(parts.status()) == "KEY_MALFORMED", bytes);
  }
}

// Takes numbers and texts off the front of what is left; zeros and nothing at the end.
class Source {
 public:
  explicit Source(std::string_view bytes) : rest_(bytes) {}

  uint64_t Number(size_t size) {
    uint64_t number = 0;
    for (; size > 0; --size) number = number << 8 | Byte();
    return number;
  }
  std::string Text() {
    const size_t size = Byte() % 8;
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(text.size());
    return text;
  }

 private:
  uint8_t Byte() {
    if (rest_.empty()) return 0;
    const char byte = rest_.front();
    rest_.remove_prefix(1);
    return static_cast<uint8_t>(byte);
  }

  std::string_view rest_;
};

using All = std::tuple<std::string, int64_t, uint32_t, std::string, uint64_t>;

All TupleFrom(Source& source) {
  std::string first = source.Text();
  const auto second = static_cast<int64_t>(source.Number(8));
  const auto third = static_cast<uint32_t>(source.Number(4));
  std::string fourth = source.Text();
  const uint64_t fifth = source.Number(8);
  return {std::move(first), second, third, std::move(fourth), fifth};
}

void OrderAsTuples(std::string_view bytes) {
  Source source(bytes);
  const All a = TupleFrom(source);
  All b = TupleFrom(source);
  // Often the same beginning: that is where orders go wrong.
  const uint64_t same = source.Number(1);
  if ((same & 1) != 0) std::get<0>(b) = std::get<0>(a);
  if ((same & 2) != 0) std::get<1>(b) = std::get<1>(a);
  if ((same & 4) != 0) std::get<2>(b) = std::get<2>(a);
  if ((same & 8) != 0) std::get<3>(b) = std::get<3>(a);
  const std::string one = EncodeKey(kTag, a);
  const std::string other = EncodeKey(kTag, b);
  Require((a <=> b) == (one <=> other), bytes);
  ReadAndWriteBack<std::string, int64_t, uint32_t, std::string, uint64_t>(one);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view key(reinterpret_cast<const char*>(bytes), size);
  // As it is, and as the rest of a key of the table that is asked for.
  for (const std::string& whole : {std::string(key), EncodeKey(kTag) + std::string(key)}) {
    ReadAndWriteBack<std::string>(whole);
    ReadAndWriteBack<uint64_t>(whole);
    ReadAndWriteBack<int64_t, std::string>(whole);
    ReadAndWriteBack<std::string, uint32_t>(whole);
    ReadAndWriteBack<std::string, std::string>(whole);
    ReadAndWriteBack<std::string, std::string, uint32_t>(whole);
    ReadAndWriteBack<std::string, uint64_t, uint32_t>(whole);
  }
  OrderAsTuples(key);
  return 0;
}

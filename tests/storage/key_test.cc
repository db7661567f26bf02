#include "storage/key.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "absl/strings/escaping.h"
#include "storage/kv.h"

namespace kasvu::storage {
namespace {

constexpr Tag kTag = Tag::kEnrolments;

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

// What lies on disks must stay readable: these bytes never change.
TEST(KeyTest, HasGoldenBytes) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const struct {
    std::string key;
    const char* hex;
  } cases[] = {
      {EncodeKey(kTag), "0304"},
      {EncodeKey(kTag, uint32_t{7}), "030400000007"},
      {EncodeKey(kTag, uint32_t{0xfffffffe}), "0304fffffffe"},
      {EncodeKey(kTag, uint64_t{0x0102030405060708}), "03040102030405060708"},
      {EncodeKey(kTag, int64_t{0}), "03048000000000000000"},
      {EncodeKey(kTag, int64_t{-1}), "03047fffffffffffffff"},
      {EncodeKey(kTag, kLeast), "03040000000000000000"},
      {EncodeKey(kTag, kMost), "0304ffffffffffffffff"},
      {EncodeKey(kTag, ""), "03040000"},
      {EncodeKey(kTag, "ab"), "030461620000"},
      {EncodeKey(kTag, std::string("a\0b", 3)), "03046100ff620000"},
      {EncodeKey(kTag, "\xff"), "0304ff0000"},
      {EncodeKey(kTag, "ekollega-2021", 7u), "0304656b6f6c6c6567612d32303231000000000007"},
      {EncodeKey(kTag, std::tuple("a", uint64_t{1})), "03046100000000000000000001"},
  };
  for (const auto& [key, hex] : cases) EXPECT_EQ(Hex(key), hex);
}

TEST(KeyTest, RefusesMalformedBytes) {
  const auto decodes = [](std::string_view hex) {
    return DecodeKey<std::string, uint32_t>(kTag, absl::HexStringToBytes({hex.data(), hex.size()}))
        .status();
  };
  EXPECT_TRUE(decodes("030461000000000007").ok());
  for (const char* hex : {
           "",                      // nothing
           "03",                    // half a tag
           "030561000000000007",    // another table's
           "0304",                  // no parts
           "030461",                // a string without an end
           "03046100",              // half an end
           "0304610100",            // half an end
           "03046100610000000007",  // a zero byte that means nothing
           "0304610000000007",      // a number cut short
           "03046100000000000700",  // bytes after the last part
       }) {
    const absl::Status status = decodes(hex);
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << hex;
    EXPECT_EQ(ReasonOf(status), "KEY_MALFORMED") << hex;
  }
}

class KeyPropertyTest : public testing::Test {
 protected:
  using Parts = std::tuple<std::string, int64_t, uint32_t, std::string, uint64_t>;

  KeyPropertyTest() : seed_(std::random_device()()), random_(seed_) {}

  uint64_t Below(uint64_t limit) {
    return std::uniform_int_distribution<uint64_t>(0, limit - 1)(random_);
  }
  std::string RandomString() {
    static constexpr char kAlphabet[] = {'\0', '\x01', 'a', '\xff'};
    std::string text(Below(4), ' ');
    for (char& byte : text) byte = kAlphabet[Below(4)];
    return text;
  }
  uint64_t RandomNumber() {
    const uint64_t number = random_();
    return Below(2) == 0 ? number % 3 : number >> Below(64);
  }
  Parts RandomParts() {
    return {RandomString(), static_cast<int64_t>(RandomNumber()) * (Below(2) == 0 ? -1 : 1),
            static_cast<uint32_t>(RandomNumber()), RandomString(), RandomNumber()};
  }

  const uint64_t seed_;
  std::mt19937_64 random_;
};

TEST_F(KeyPropertyTest, BytesOrderAsTheParts) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < 20000 && !HasFailure(); ++round) {
    const Parts left = RandomParts(), right = RandomParts();
    EXPECT_EQ(EncodeKey(kTag, left) < EncodeKey(kTag, right), left < right);
    EXPECT_EQ(EncodeKey(kTag, left) == EncodeKey(kTag, right), left == right);
  }
}

TEST_F(KeyPropertyTest, DecodesWhatItEncodes) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < 5000 && !HasFailure(); ++round) {
    const Parts parts = RandomParts();
    const auto decoded = DecodeKey<std::string, int64_t, uint32_t, std::string, uint64_t>(
        kTag, EncodeKey(kTag, parts));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(*decoded, parts);
  }
}

TEST_F(KeyPropertyTest, APrefixHoldsItsKeysAndNoOthers) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < 5000 && !HasFailure(); ++round) {
    const std::string name = RandomString(), other = RandomString();
    const KeyRange range = KeyRange::Prefix(EncodeKey(kTag, name));
    EXPECT_EQ(range.Contains(EncodeKey(kTag, other, RandomNumber())), name == other);
  }
}

TEST_F(KeyPropertyTest, AnyBytesDecodeOrAreRefused) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = EncodeKey(kTag, RandomParts());
    bytes.resize(Below(bytes.size() + 1));
    if (!bytes.empty()) bytes[Below(bytes.size())] = static_cast<char>(Below(256));
    const auto decoded =
        DecodeKey<std::string, int64_t, uint32_t, std::string, uint64_t>(kTag, bytes);
    if (decoded.ok()) {
      EXPECT_EQ(EncodeKey(kTag, *decoded), bytes);
    }
  }
}

TEST(KeyRangeTest, ThePrefixOfAllOnesHasNoEnd) {
  EXPECT_EQ(KeyRange::Prefix("\xff\xff").end, "");
  EXPECT_EQ(KeyRange::Prefix("a\xff").end, "b");
  EXPECT_EQ(KeyRange::Prefix("").end, "");
}

}  // namespace
}  // namespace kasvu::storage

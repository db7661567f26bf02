#include "storage/sealing.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace kasvu::storage {
namespace {

class SealingTest : public testing::Test {
 protected:
  SeededRandomness randomness_{1};
  const SecretKey key_ = *SecretKey::FromBytes(std::string(32, 'k'));
};

TEST_F(SealingTest, OpensWhatItSealed) {
  for (const std::string& text :
       {std::string(), std::string("Aino Esimerkki"), std::string(9999, 'x')}) {
    const std::string sealed = SealBytes(key_, "persons/p1", text, randomness_);
    EXPECT_EQ(sealed.size(), text.size() + 41);
    EXPECT_EQ(OpenBytes(key_, "persons/p1", sealed), text);
  }
}

TEST_F(SealingTest, SealsDifferentlyEachTime) {
  EXPECT_NE(SealBytes(key_, "c", "x", randomness_), SealBytes(key_, "c", "x", randomness_));
}

TEST_F(SealingTest, OpensForNobodyElse) {
  const std::string sealed = SealBytes(key_, "persons/p1", "text", randomness_);
  EXPECT_EQ(OpenBytes(*SecretKey::FromBytes(std::string(32, 'l')), "persons/p1", sealed),
            std::nullopt);
  EXPECT_EQ(OpenBytes(key_, "persons/p2", sealed), std::nullopt);
}

TEST_F(SealingTest, NoticesEveryChangedBitAndEveryCut) {
  const std::string sealed = SealBytes(key_, "c", "text", randomness_);
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(OpenBytes(key_, "c", changed), std::nullopt) << "bit " << bit;
  }
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(OpenBytes(key_, "c", sealed.substr(0, size)), std::nullopt) << "size " << size;
  }
}

// What was sealed must stay readable: these bytes open for ever.
TEST_F(SealingTest, HasGoldenBytes) {
  const std::string golden = absl::HexStringToBytes(
      "01684e9a8e3849b4090010001b6563dc99c1bae3e8cf67445b"
      "f1304fe0bd61231c8a7dd3619980ceff733c1f8d9535cc3abfaf38b4");
  EXPECT_EQ(absl::BytesToHexString(SealBytes(key_, "persons/p1", "muistiinpano", randomness_)),
            absl::BytesToHexString(golden));
  EXPECT_EQ(OpenBytes(key_, "persons/p1", golden), "muistiinpano");
}

TEST_F(SealingTest, AKeyHas32Bytes) {
  EXPECT_FALSE(SecretKey::FromBytes(std::string(31, 'k')).has_value());
  EXPECT_FALSE(SecretKey::FromBytes(std::string(33, 'k')).has_value());
}

}  // namespace
}  // namespace kasvu::storage

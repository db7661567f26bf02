// Feeds the fuzzer its corpus, and the corpus damaged by chance.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);

namespace {

std::vector<std::string> Seeds() {
  const std::filesystem::path folder = KASVU_SOURCE_DIR "/tests/fuzz/keys/corpus";
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  std::sort(seeds.begin(), seeds.end());
  return seeds;
}

void Feed(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

TEST(KeyFuzzTest, SurvivesItsCorpus) {
  const std::vector<std::string> seeds = Seeds();
  ASSERT_FALSE(seeds.empty());
  for (const std::string& seed : seeds) Feed(seed);
}

TEST(KeyFuzzTest, SurvivesDamage) {
  const char* const given = std::getenv("KASVU_SEED");
  const uint32_t first =
      given != nullptr ? static_cast<uint32_t>(std::atoll(given)) : std::random_device()();
  const std::vector<std::string> seeds = Seeds();
  ASSERT_FALSE(seeds.empty());
  // What means something in a key: ends, escapes, signs.
  static constexpr char kBytes[] = {'\x00', '\xff', '\x00', '\x01', '\x7f', '\x80', 'a'};
  for (uint32_t seed = first; seed != first + 20000; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937 random(seed);
    std::string bytes = seeds[random() % seeds.size()];
    for (uint32_t changes = 1 + random() % 6; changes > 0; --changes) {
      const size_t at = random() % (bytes.size() + 1);
      const char byte =
          random() % 3 == 0 ? static_cast<char>(random()) : kBytes[random() % std::size(kBytes)];
      switch (random() % 3) {
        case 0:
          bytes.insert(at, 1, byte);
          break;
        case 1:
          bytes.erase(at, 1 + random() % 3);
          break;
        default:
          if (at < bytes.size()) bytes[at] = byte;
          break;
      }
    }
    Feed(bytes);
  }
}

}  // namespace

// Feeds the fuzzer its corpus, the gallery, the ready programmes, what of them is sound as
// canonical JSON too, and all of them damaged by chance.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "workflows/template/canonical_json.h"
#include "workflows/template/yaml_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);

namespace {

using kasvu::workflows::CanonicalJson;
using kasvu::workflows::ReadDocument;

std::vector<std::string> Seeds() {
  const std::filesystem::path root = KASVU_SOURCE_DIR;
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"tests/fuzz/template/corpus", "tests/workflows/template/gallery",
                             "workflows/programmes", "workflows/programmes/modules"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    seeds.push_back(content.str());
    if (const auto read = ReadDocument("seed", content.str()); read.document) {
      seeds.push_back(CanonicalJson(*read.document));
    }
  }
  return seeds;
}

void Feed(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

TEST(TemplateFuzzTest, SurvivesItsCorpus) {
  for (const std::string& seed : Seeds()) Feed(seed);
}

TEST(TemplateFuzzTest, SurvivesDamage) {
  const char* given = std::getenv("KASVU_SEED");
  const uint32_t first =
      given != nullptr ? static_cast<uint32_t>(std::atoll(given)) : std::random_device()();
  const std::vector<std::string> seeds = Seeds();
  ASSERT_FALSE(seeds.empty());
  static const std::string pieces[] = {
      "{",  "}",           "[",     "]",    ": ",     "\n",     "  ",         "- ",
      "$a", "'",           "\"",    "&a ",  "*a",     "!!str ", "\xC3",       "0",
      "-1", "99999999999", "start", "this", "s/last", "all: ",  "is: {x: y}", "each: s"};
  for (uint32_t seed = first; seed != first + 400; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937 random(seed);
    std::string text = seeds[random() % seeds.size()];
    if (text.size() > 4000) text = text.substr(random() % (text.size() - 4000), 4000);
    const int changes = 1 + random() % 6;
    for (int i = 0; i < changes && !text.empty(); ++i) {
      const size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, random() % 20);
          break;
        case 2:
          text.insert(at, pieces[random() % std::size(pieces)]);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 60));
          break;
      }
    }
    Feed(text);
  }
}

}  // namespace

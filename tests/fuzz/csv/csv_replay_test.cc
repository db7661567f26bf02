// Runs the fuzzer over its corpus, over every beginning of it, and over seeded mutations.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);

namespace {

constexpr int kMutations = 3000;

std::vector<std::string> Corpus() {
  std::vector<std::string> inputs;
  const std::string root = KASVU_SOURCE_DIR;
  for (const std::string folder : {"/tests/fuzz/csv/corpus", "/examples/ekollega-season"}) {
    for (const auto& entry : std::filesystem::directory_iterator(root + folder)) {
      if (entry.path().extension() != ".csv") continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      std::stringstream bytes;
      bytes << stream.rdbuf();
      inputs.push_back(bytes.str());
    }
  }
  // Directories have no order, and a seed must mean the same everywhere.
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

void RunFuzzer(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

std::string Mutated(std::string input, const std::vector<std::string>& corpus,
                    std::mt19937& random) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  const std::string alphabet("\",;\n\r \xef\xbb\xbf\xe4\xc3@-0fiFI\0", 20);
  for (size_t times = 1 + below(8); times > 0; --times) {
    const size_t at = below(input.size() + 1);
    switch (below(4)) {
      case 0:
        input.insert(at, 1, alphabet[below(alphabet.size())]);
        break;
      case 1:
        input.erase(at, 1 + below(4));
        break;
      case 2:
        if (at < input.size()) input[at] = static_cast<char>(below(256));
        break;
      default: {
        const std::string& other = corpus[below(corpus.size())];
        input.insert(at, other.substr(below(other.size() + 1), below(40)));
      }
    }
  }
  return input;
}

TEST(CsvReplayTest, CorpusAndItsBeginnings) {
  const std::vector<std::string> corpus = Corpus();
  ASSERT_GE(corpus.size(), 10u);
  for (const std::string& input : corpus) {
    for (size_t length = 0; length <= std::min<size_t>(input.size(), 500); ++length) {
      RunFuzzer(input.substr(0, length));
    }
    RunFuzzer(input);
  }
}

TEST(CsvReplayTest, SeededMutations) {
  const std::vector<std::string> corpus = Corpus();
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937 random(seed);
  for (int round = 0; round < kMutations; ++round) {
    RunFuzzer(Mutated(corpus[random() % corpus.size()], corpus, random));
  }
}

}  // namespace

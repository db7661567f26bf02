// Runs the fuzzer over its corpus, over every beginning of it, and over seeded mutations.
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/stubs/logging.h"
#include "kasvu/v1/person_service.pb.h"
#include "services/common/page_token.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);

namespace {

constexpr int kMutations = 20'000;

// Tokens of this build, and requests: both depend on the schema, so they are made here.
std::vector<std::string> Corpus() {
  kasvu::v1::ListMandatesRequest request;
  request.set_scope("regions/02");
  std::vector<std::string> inputs = {""};
  for (const std::string& position :
       {std::string(), std::string("m1"), std::string("a\0b\xff", 4), std::string(300, 'x')}) {
    inputs.push_back(kasvu::services::MakePageToken(request, position));
  }
  kasvu::v1::ImportPersonsRequest import;
  for (int i = 0; i < 3; ++i) {
    auto& row = *import.add_rows();
    row.mutable_person()->set_display_name("Esimerkki Äinö");
    row.mutable_person()->set_email("aino@example.org");
    row.mutable_company()->set_business_id("0245895-5");
    row.mutable_company()->mutable_industry()->set_code("62010");
  }
  import.set_request_id("r1");
  inputs.push_back(import.SerializeAsString());
  return inputs;
}

void RunFuzzer(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

TEST(PageTokenReplayTest, CorpusAndItsBeginnings) {
  google::protobuf::SetLogHandler(nullptr);
  for (const std::string& input : Corpus()) {
    for (size_t length = 0; length <= input.size(); ++length) RunFuzzer(input.substr(0, length));
  }
}

TEST(PageTokenReplayTest, SeededMutations) {
  google::protobuf::SetLogHandler(nullptr);
  const std::vector<std::string> corpus = Corpus();
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  RecordProperty("seed", static_cast<int>(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < kMutations; ++round) {
    std::string input = corpus[random() % corpus.size()];
    for (unsigned times = 1 + random() % 6; times > 0; --times) {
      const size_t at = random() % (input.size() + 1);
      switch (random() % 3) {
        case 0:
          input.insert(at, 1, static_cast<char>(random()));
          break;
        case 1:
          input.erase(at, 1 + random() % 4);
          break;
        default:
          if (at < input.size()) input[at] = static_cast<char>(random());
      }
    }
    RunFuzzer(input);
  }
}

}  // namespace

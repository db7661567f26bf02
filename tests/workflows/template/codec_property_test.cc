#include <gtest/gtest.h>

#include <random>

#include "google/protobuf/util/message_differencer.h"
#include "tests/workflows/template/random_spec.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/yaml_reader.h"
#include "workflows/template/yaml_writer.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::util::MessageDifferencer;

uint32_t FirstSeed() {
  const char* given = std::getenv("KASVU_SEED");
  return given != nullptr ? static_cast<uint32_t>(std::atoll(given)) : std::random_device()();
}

TEST(CodecPropertyTest, EveryTemplateSurvivesYamlAndJson) {
  const uint32_t first = FirstSeed();
  for (uint32_t seed = first; seed != first + 150; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937 random(seed);
    const kasvu::v1::TemplateSpec spec = RandomSpec(random);
    const Node document = Encode(spec);
    for (const std::string& text : {WriteYaml(document), CanonicalJson(document)}) {
      const ReadResult read = ReadDocument("t", text);
      ASSERT_TRUE(read.document) << Line(read.findings[0], "en") << "\n" << text;
      ASSERT_TRUE(*read.document == document) << text;
      const DecodeResult decoded = Decode("t", *read.document);
      ASSERT_TRUE(decoded.findings.empty()) << Line(decoded.findings[0], "en") << "\n" << text;
      ASSERT_TRUE(MessageDifferencer::Equals(decoded.spec, spec)) << text;
      ASSERT_EQ(Digest(decoded.spec), Digest(spec));
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows

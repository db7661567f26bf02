#include "workflows/template/canonical_json.h"

#include <gtest/gtest.h>

#include "workflows/template/codec.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

std::string Canonical(std::string_view text) {
  const ReadResult read = ReadDocument("t", text);
  return read.document ? CanonicalJson(*read.document) : "unreadable";
}

TEST(CanonicalJsonTest, WritesNumbersAsEcmaScriptDoes) {
  const std::pair<std::string, std::string> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"1", "1"},
      {"-17", "-17"},
      {"1e3", "1000"},
      {"4.50", "4.5"},
      {"0.002", "0.002"},
      {"1E30", "1e+30"},
      {"1e-7", "1e-7"},
      {"0.000001", "0.000001"},
      {"1e21", "1e+21"},
      {"100000000000000000000", "100000000000000000000"},
      {"333333333.33333329", "333333333.3333333"},
      {"9007199254740991", "9007199254740991"},
      {"1.5e300", "1.5e+300"}};
  for (const auto& [text, json] : cases) {
    EXPECT_EQ(Canonical("[" + text + "]"), "[" + json + "]");
  }
}

TEST(CanonicalJsonTest, EscapesOnlyWhatItMust) {
  EXPECT_EQ(Canonical(R"(["a\"b\\c\/d\n\t\u20acä"])"), "[\"a\\\"b\\\\c/d\\n\\t€ä\"]");
}

TEST(CanonicalJsonTest, OrdersKeysByUtf16) {
  EXPECT_EQ(Canonical("{\"\uFB33\": 1, \"\U0001F600\": 2, \"\u00F6\": 3, \"1\": 4, \"\u20ac\": 5}"),
            "{\"1\":4,\"ö\":3,\"€\":5,\"😀\":2,\"\uFB33\":1}");
  EXPECT_EQ(Canonical("{b: 1, ab: 2, a: 3, '': 4}"), R"({"":4,"a":3,"ab":2,"b":1})");
}

TEST(CanonicalJsonTest, DigestIsThatOfTheBytes) {
  const DecodeResult decoded =
      Decode("t", *ReadDocument("t", "pilot: true\ntemplate: a\n").document);
  EXPECT_EQ(CanonicalJson(Encode(decoded.spec)), R"({"pilot":true,"template":"a"})");
  // printf '{"pilot":true,"template":"a"}' | sha256sum
  EXPECT_EQ(Digest(decoded.spec),
            "93bea8d70e257f8fd745381d09e2e274ed03d76f2bf80f47b1bdd49607b87c16");
}

TEST(CanonicalJsonTest, SameTemplateInAnyFormHasOneDigest) {
  const std::string_view forms[] = {
      "template: a\nphases:\n  - id: p\n    steps:\n      - {id: s, survey: f, due: {at: start}}\n",
      "# a comment\nphases: [{steps: {survey: {form: f}, id: s, due: start, optional: false}, id: "
      "p}]\ntemplate: 'a'\n",
      R"({"phases":[{"id":"p","steps":[{"due":"start","id":"s","survey":"f"}]}],"template":"a"})"};
  std::string first;
  for (const std::string_view form : forms) {
    const DecodeResult decoded = Decode("t", *ReadDocument("t", form).document);
    ASSERT_TRUE(decoded.findings.empty()) << form;
    if (first.empty()) first = Digest(decoded.spec);
    EXPECT_EQ(Digest(decoded.spec), first) << form;
  }
}

}  // namespace
}  // namespace kasvu::workflows

#include "workflows/template/yaml_reader.h"

#include <gtest/gtest.h>

#include "workflows/template/canonical_json.h"
#include "workflows/template/limits.h"

namespace kasvu::workflows {
namespace {

// The findings as "code@line:column", in order, with a space between.
std::string Faults(std::string_view text) {
  std::string all;
  for (const Finding& finding : ReadDocument("t", text).findings) {
    all += (all.empty() ? "" : " ") + finding.code + "@" + std::to_string(finding.line) + ":" +
           std::to_string(finding.column);
  }
  return all;
}

TEST(YamlReaderTest, ReadsYamlAndJsonIntoTheSameTree) {
  const ReadResult yaml = ReadDocument(
      "t",
      "a: 1\nb: [yes, 'yes', true, ~, 17:30, 2021-02-01, 1.5]\nc:\n  d: |\n    two\n    lines\n");
  const ReadResult json = ReadDocument(
      "t",
      R"({"c":{"d":"two\nlines\n"},"b":["yes","yes",true,null,"17:30","2021-02-01",1.5],"a":1})");
  ASSERT_TRUE(yaml.document && json.document);
  EXPECT_TRUE(*yaml.document == *json.document) << CanonicalJson(*yaml.document);
}

TEST(YamlReaderTest, ReadsJsonAsOtherProgramsWriteIt) {
  const ReadResult read = ReadDocument("t",
                                       "\n {\"a\": \"\\ud83c\\udf31 \\u00e4 \\\\ud83c\", "
                                       "\"b\":[\"\\/\", 1e2, true],\t\"c\":\r\n{}}");
  ASSERT_TRUE(read.document) << read.findings[0].parameters.at("problem");
  EXPECT_EQ(CanonicalJson(*read.document), R"({"a":"🌱 ä \\ud83c","b":["/",100,true],"c":{}})");
}

TEST(YamlReaderTest, PlacesCountCharacters) {
  const ReadResult read = ReadDocument("t", "\xEF\xBB\xBF# ä\r\nää: {b: x, 'ö': y}\r\n");
  ASSERT_TRUE(read.document);
  const Entry& first = read.document->entries[0];
  EXPECT_EQ(first.at, (Position{2, 1}));
  EXPECT_EQ(first.value.entries[1].at, (Position{2, 12}));
  EXPECT_EQ(first.value.entries[1].value.at, (Position{2, 17}));
}

// As large as a template may be, on one line as programs write it: to count each place from the
// line's beginning would take minutes.
TEST(YamlReaderTest, PlacesOfALongLineAreFoundAtOnce) {
  std::string text = "[";
  while (text.size() < kMaxDocumentBytes - 20) text += "{\"ä\":1},";
  text += "{\"a\":1}]";
  const ReadResult read = ReadDocument("t", text);
  ASSERT_TRUE(read.document);
  const auto places = static_cast<int>(read.document->items.size());
  EXPECT_EQ(read.document->items.back().at, (Position{1, 2 + 8 * (places - 1)}));
}

TEST(YamlReaderTest, RefusesWhatATemplateMayNotUse) {
  const std::pair<std::string, std::string> cases[] = {
      {"a: 1\nb: 2\na: 3\nb: 4\n", "duplicate-key@3:1 duplicate-key@4:1"},
      {"{\"a\": 1, \"a\": 1}", "duplicate-key@1:10"},
      {"a: &x 1\n", "anchor@1:4"},
      {"a: &x [1]\nb: *x\n", "anchor@1:4 alias@2:4"},
      {"a: !!str 1\n", "tag@1:4"},
      {"a: !mine {b: 1}\n", "tag@1:4"},
      {"a: 1\n---\nb: 2\n", "second-document@2:1"},
      {"[a, b]: 1\n", "key-not-a-word@1:1"},
      {"? {a: b}\n: 1\n", "key-not-a-word@1:3"},
      {"a: [1, 2\nb: 3\n", "syntax@2:2"},
      {"a: 'x\n", "syntax@2:1"},
      {"", "empty-document@1:1"},
      {"# nothing\n", "empty-document@1:1"},
      {"a: \xFF\n", "not-utf-8@1:4"},
      {std::string("a\0\0\0", 4), "not-utf-8@1:2"},
      {"a: *x\n", "syntax@1:4"},
  };
  for (const auto& [text, faults] : cases) EXPECT_EQ(Faults(text), faults) << text;
}

TEST(YamlReaderTest, LimitsAreExact) {
  const std::string fits = "a: '" + std::string(kMaxDocumentBytes - 5, 'x') + "'";
  EXPECT_EQ(Faults(fits), "");
  EXPECT_EQ(Faults(fits + " "), "template-too-large@1:1");
  const std::string deep(kMaxDocumentDepth, '[');
  EXPECT_EQ(Faults(deep + std::string(kMaxDocumentDepth, ']')), "");
  EXPECT_EQ(Faults("[" + deep + std::string(kMaxDocumentDepth + 1, ']')), "too-deep@1:41");
}

TEST(YamlReaderTest, AbsurdTextsAreRefusedAndNothingElse) {
  for (const std::string_view piece : {"[", "{", "- ", "? ", "a: ", "&a ", "!", "'", "\"", "|\n",
                                       "%", "---\n", "a:\n ", "{a: ", "\\", ":", "*a "}) {
    std::string text;
    while (text.size() + piece.size() <= 100'000) text += piece;
    const ReadResult read = ReadDocument("t", text);
    EXPECT_TRUE(read.document || HasErrors(read.findings)) << piece;
  }
}

}  // namespace
}  // namespace kasvu::workflows

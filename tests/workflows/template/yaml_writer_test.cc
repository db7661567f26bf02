#include "workflows/template/yaml_writer.h"

#include <gtest/gtest.h>

#include "workflows/template/canonical_json.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

TEST(YamlWriterTest, WritesWhatPeopleLikeToRead) {
  const std::string text =
      "template: ekollega\n"
      "title:\n"
      "  fi: eKollega, vertaismentorointi yrittäjille, jotka tekevät työtään enimmäkseen yksin\n"
      "  sv: eKollega\n"
      "values: ['yes', 'no', maybe]\n"
      "phases:\n"
      "  - id: season\n"
      "    needs: [needs, joining.ground-rules]\n"
      "    text:\n"
      "      en: |\n"
      "        Two\n"
      "\n"
      "        lines\n"
      "    steps:\n"
      "      - {id: session, session: {mode: online, minutes: 120}, every: {weeks: 3}}\n"
      "bands: {low: '<4.0', high: '>=4.0'}\n"
      "none: []\n";
  const ReadResult read = ReadDocument("t", text);
  ASSERT_TRUE(read.document);
  EXPECT_EQ(WriteYaml(*read.document), text);
}

TEST(YamlWriterTest, EveryWordReadsBackAsItself) {
  for (const std::string_view word :
       {"yes",       "No",    "on",   "true", "null",         "~",        "",      "1",
        "1.5",       "-",     "- a",  "a: b", "a #b",         "a:",       "17:30", "2021-02-01",
        "0x1F",      "1_000", ".5",   "=",    "<<",           "$weeks",   "2..3",  "<4.0",
        "@a",        "`",     "%a",   "&a",   "*a",           "!a",       "|",     ">",
        "'",         "\"",    "it's", "a\"b", " a",           "a ",       "a\nb",  "a\n\nb\n",
        "\n",        "a\n\n", "\ta",  "a\tb", "a\\b",         "ä",        "😀",     "[",
        "a]",        "{}",    "a,b",  "?",    "? a",          "a\r\nb",   " \n a", "#",
        "a\n  b\nc", "a?",    "a?b",  "?a",   "a:b",          "a!",       "a|",    "a>",
        "a&b",       "a*",    "a%",   "a@",   "\xEF\xBB\xBF", "\xC2\x85", "---",   "..."}) {
    Node map = Node::Map();
    map.Add("k", Node::String(word));
    map.Add(word, Node::String("v"));
    Node list = Node::List();
    list.items = {Node::String(word), map, Node::List(), Node::Map()};
    list.items[3].Add("deep", map);
    const std::string yaml = WriteYaml(list);
    const ReadResult read = ReadDocument("t", yaml);
    ASSERT_TRUE(read.document) << yaml;
    EXPECT_TRUE(*read.document == list) << yaml;
  }
}

}  // namespace
}  // namespace kasvu::workflows

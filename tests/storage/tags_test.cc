#include "storage/tags.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"

namespace kasvu::storage {
namespace {

TEST(TagsTest, AreThoseOfTheDocumentedFormat) {
  std::vector<std::string> registered, documented;
  for (const NamedTag& tag : kAllTags) {
    registered.push_back(absl::StrFormat("0x%04x %s", tag.number, std::string(tag.name)));
  }
  std::ifstream file(KASVU_SOURCE_DIR "/docs/storage-format.md");
  const std::regex row(R"(\| (0x[0-9a-f]{4}) \| (k\w+) \|.*)");
  std::string line;
  while (std::getline(file, line)) {
    std::smatch match;
    if (std::regex_match(line, match, row)) documented.push_back(match.str(1) + " " + match.str(2));
  }
  EXPECT_EQ(registered, documented) << "storage/tags.h and docs/storage-format.md differ";
}

}  // namespace
}  // namespace kasvu::storage

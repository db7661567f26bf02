#include "archives/frames.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "archives/open_archive.h"
#include "errors/error.h"

namespace kasvu::archives {
namespace {

kasvu::v1::ArchiveHeader Header(uint32_t format = kFormat) {
  kasvu::v1::ArchiveHeader header;
  header.set_format(format);
  header.mutable_cohort()->set_name("cohorts/a");
  (*header.mutable_cohort()->mutable_params())["b"] = 2;
  (*header.mutable_cohort()->mutable_params())["a"] = 1;
  header.set_links(3);
  return header;
}

// An archive of these frames, whose digest is right.
std::string ArchiveOf(const std::vector<std::string>& frames) {
  std::string bytes(kMark), digest = FirstDigest();
  for (const std::string& frame : frames) {
    digest = DigestAfter(digest, frame);
    bytes += frame;
  }
  return bytes + TrailerFrame(digest);
}

std::string ReasonToRefuse(const std::string& bytes) {
  return ReasonOf(OpenArchive(bytes, [](std::string_view, std::string_view) {
                    return absl::OkStatus();
                  }).status());
}

// The bytes of the documented format: they never change.
TEST(FramesTest, HaveTheirGoldenBytes) {
  EXPECT_EQ(absl::BytesToHexString(HeaderFrame(Header())),
            "00000020"
            "48"
            "0801"
            "1219"
            "0a09636f686f7274732f61"
            "4a050a01611001"
            "4a050a01621002"
            "1803");
  EXPECT_EQ(absl::BytesToHexString(RowFrame("key", "value")),
            "0000000d52000000036b6579"
            "76616c7565");
  EXPECT_EQ(absl::BytesToHexString(TrailerFrame("\x01\x02")), "00000003540102");
  EXPECT_EQ(absl::BytesToHexString(FirstDigest()),
            "da1e4cf3044a78a3736f9c5237b871d5bf0efed7555ed6e739e6d262c0262056");
  EXPECT_EQ(absl::BytesToHexString(DigestAfter(FirstDigest(), RowFrame("key", "value"))),
            "9743e5ffec23543770c9a104ad2292fc83b98af0ef7aea19087a2522a77a29d7");
}

TEST(FramesTest, AreReadAsTheyWereWritten) {
  std::vector<std::pair<std::string, std::string>> rows;
  const auto opened =
      OpenArchive(ArchiveOf({HeaderFrame(Header()), RowFrame("a", ""), RowFrame("b", "two")}),
                  [&](std::string_view key, std::string_view value) {
                    rows.emplace_back(key, value);
                    return absl::OkStatus();
                  });
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(HeaderFrame(opened->header), HeaderFrame(Header()));
  EXPECT_EQ(opened->rows, 2u);
  EXPECT_EQ(rows, (std::vector<std::pair<std::string, std::string>>{{"a", ""}, {"b", "two"}}));
}

TEST(FramesTest, AreRefusedWhenTheyAreNoArchive) {
  const std::string header = HeaderFrame(Header());
  EXPECT_EQ(ReasonToRefuse(""), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse("something else"), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({})), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({RowFrame("a", "")})), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({header, header})), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({header, RowFrame("b", ""), RowFrame("a", "")})),
            "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({header, RowFrame("a", ""), RowFrame("a", "")})),
            "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({header, std::string("\0\0\0\0", 4)})), "ARCHIVE_DAMAGED");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({HeaderFrame(Header(kFormat + 1))})), "ARCHIVE_TOO_NEW");
  EXPECT_EQ(ReasonToRefuse(ArchiveOf({header})), "");
}

}  // namespace
}  // namespace kasvu::archives

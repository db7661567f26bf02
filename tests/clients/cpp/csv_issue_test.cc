#include "clients/cpp/csv_issue.h"

#include <gtest/gtest.h>

namespace kasvu::client {
namespace {

TEST(CsvIssueTest, EveryReasonHasASentenceInEachLanguage) {
  EXPECT_EQ(CsvIssueReasons().size(), 21u);
  for (const std::string_view reason : CsvIssueReasons()) {
    CsvIssue issue;
    issue.reason = reason;
    issue.value = "VALUE";
    issue.column_name = "COLUMN";
    const std::string fi = SentenceOf(issue, "fi");
    const std::string sv = SentenceOf(issue, "sv");
    const std::string en = SentenceOf(issue, "en");
    for (const std::string& sentence : {fi, sv, en}) {
      EXPECT_TRUE(sentence.ends_with(".")) << reason;
      EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
      EXPECT_EQ(sentence.find("VALUE") == std::string::npos, en.find("VALUE") == std::string::npos)
          << reason << ": the languages say different things";
    }
    EXPECT_NE(fi, sv);
    EXPECT_NE(fi, en);
    EXPECT_NE(sv, en);
  }
}

TEST(CsvIssueTest, NorthernSamiFallsBackToFinnishOthersToEnglish) {
  CsvIssue issue;
  issue.reason = "EMAIL_INVALID";
  issue.value = "aino";
  EXPECT_EQ(SentenceOf(issue, "se"), SentenceOf(issue, "fi"));
  EXPECT_EQ(SentenceOf(issue, "de"), "“aino” is no e-mail address; write it as name@example.org.");
}

}  // namespace
}  // namespace kasvu::client

#include "clients/cpp/answers_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

AnswersFile Read(std::string_view bytes) {
  absl::StatusOr<AnswersFile> file = ReadAnswersCsv(bytes);
  EXPECT_TRUE(file.ok()) << file.status();
  return file.ok() ? *file : AnswersFile();
}

TEST(AnswersCsvTest, ReadsIdsAndEmails) {
  const AnswersFile file = Read(
      "osallistuja;usefulness;connection\n"
      "e7;5;\"Yes; one\"\n"
      "ekollega-2021/e8; 4 ;\n"
      "aino@example.org;;no\n");
  EXPECT_THAT(file.issues, IsEmpty());
  EXPECT_THAT(file.questions, ElementsAre("usefulness", "connection"));
  ASSERT_EQ(file.rows.size(), 3u);
  EXPECT_EQ(file.rows[0].enrolment, "e7");
  EXPECT_EQ(file.rows[0].email, "");
  ASSERT_EQ(file.rows[0].answers.size(), 2u);
  EXPECT_EQ(file.rows[0].answers[1].question, "connection");
  EXPECT_EQ(file.rows[0].answers[1].text, "Yes; one");
  EXPECT_EQ(file.rows[0].answers[1].line, 2);
  EXPECT_EQ(file.rows[0].answers[1].column, 6);
  EXPECT_EQ(file.rows[1].enrolment, "ekollega-2021/e8");
  ASSERT_EQ(file.rows[1].answers.size(), 1u);
  EXPECT_EQ(file.rows[1].answers[0].text, "4");
  EXPECT_EQ(file.rows[2].email, "aino@example.org");
  ASSERT_EQ(file.rows[2].answers.size(), 1u);
  EXPECT_EQ(file.rows[2].answers[0].question, "connection");
}

TEST(AnswersCsvTest, ReportsEveryFault) {
  const AnswersFile file = Read(
      "enrolment,q1\n"
      "e7,1\n"
      "e7,2\n"
      ",3\n"
      "Aino,4\n"
      "aino@example.org,5\n"
      "AINO@example.org,6\n"
      "e8\n"
      "/e9,7\n"
      "a/b/e9,7\n"
      "e,7\n"
      ",\n");
  EXPECT_EQ(file.rows.size(), 2u);
  EXPECT_EQ(file.rows_read, 10);
  std::vector<std::string> reasons;
  for (const CsvIssue& issue : file.issues) {
    reasons.push_back(std::to_string(issue.line) + " " + issue.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("3 DUPLICATE_ENROLMENT", "4 VALUE_MISSING", "5 ENROLMENT_INVALID",
                          "7 DUPLICATE_EMAIL", "8 ROW_TOO_SHORT", "9 ENROLMENT_INVALID",
                          "10 ENROLMENT_INVALID", "11 ENROLMENT_INVALID"));
}

TEST(AnswersCsvTest, NeedsQuestionsOnce) {
  EXPECT_EQ(ReasonOf(ReadAnswersCsv("").status()), "CSV_NO_HEADER");
  EXPECT_EQ(ReasonOf(ReadAnswersCsv("enrolment\ne7\n").status()), "CSV_COLUMN_MISSING");
  EXPECT_EQ(ReasonOf(ReadAnswersCsv("enrolment,q1, q1\n").status()), "CSV_COLUMN_TWICE");
}

}  // namespace
}  // namespace kasvu::client

#include "services/engine/reads/cohort_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "tests/services/engine/reads/example_season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::CohortProgress;
using kasvu::v1::GetCohortProgressRequest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Sight Everything() {
  Sight sight;
  sight.everything = true;
  return sight;
}

// "e1 needs 1/1 session 1/3 part 1/2+1": done of total, then those missed with a minus and those
// open with a plus. Columns without a slot are left out.
std::string LineOf(const CohortProgress& page, const kasvu::v1::ProgressRow& row) {
  const std::string& name = row.enrolment().name();
  std::string line = name.substr(name.rfind('/') + 1);
  for (int i = 0; i < row.cells_size(); ++i) {
    const auto& cell = row.cells(i);
    if (cell.total() == 0) continue;
    absl::StrAppend(&line, " ", page.columns(i), " ", cell.done(), "/", cell.total());
    if (cell.missed() > 0) absl::StrAppend(&line, "-", cell.missed());
    if (cell.open() > 0) absl::StrAppend(&line, "+", cell.open());
  }
  if (row.overdue() > 0) absl::StrAppend(&line, ", overdue ", row.overdue());
  return line + (row.engaged() ? "" : ", not engaged");
}

std::vector<std::string> LinesOf(const CohortProgress& page) {
  std::vector<std::string> lines;
  for (const auto& row : page.rows()) lines.push_back(LineOf(page, row));
  return lines;
}

TEST(CohortProgress, HasAColumnForEachStepOfAnEnrolmentAndItsLinks) {
  const ExampleSeason season;
  EXPECT_THAT(ColumnsOf(*season.program),
              ElementsAre("needs", "first-contact", "promise", "session", "exercise", "part",
                          "reading", "contact", "after"));
}

TEST(CohortProgress, HasARowForEveryone) {
  const ExampleSeason season;
  const auto page = CohortProgressPage(GetCohortProgressRequest(), season.View(), Everything(), 31);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->cohort().name(), "cohorts/example");
  EXPECT_EQ(page->cohort().position(), 31);
  EXPECT_EQ(page->next_page_token(), "");
  EXPECT_EQ(page->funnel().applied(), 6);
  EXPECT_EQ(page->funnel().joined(), 5);
  EXPECT_EQ(page->funnel().active(), 4);
  EXPECT_EQ(page->funnel().withdrawn(), 1);
  for (const auto& row : page->rows()) EXPECT_EQ(row.cells_size(), page->columns_size());
  EXPECT_THAT(
      LinesOf(*page),
      ElementsAre("e1 needs 1/1 first-contact 0/1+1 promise 0/1+1 session 1/3 exercise 0/2+1 "
                  "part 1/2 reading 0/2+1 contact 0/4+1 after 0/1, overdue 1",
                  "e2 needs 0/1+1 session 0/3-1 exercise 0/2+1 part 0/2+1 reading 0/2 "
                  "contact 0/4+1 after 0/1, overdue 1",
                  "e3 needs 1/1 session 0/3-1 exercise 0/2 part 0/2 reading 0/2 contact 0/4 "
                  "after 0/1",
                  "e4 needs 0/1 session 0/3 exercise 0/2 part 0/2 reading 0/2 contact 0/4 "
                  "after 0/1",
                  // Paused: her clock stands, nothing is overdue.
                  "e5 needs 0/1+1 session 1/3 exercise 0/2+1 part 0/2+1 reading 0/2 "
                  "contact 0/4+1 after 0/1",
                  // Nobody has taken attendance, which is not her fault.
                  "e6 session 0/3+1 exercise 0/2+1 part 0/2 reading 0/2 contact 0/4+1 "
                  "after 0/1"));
}

TEST(CohortProgress, ShowsAMentorThoseInHerCareAndNoFunnel) {
  const ExampleSeason season;
  const workflows::Doer maija{false, "persons/maija", {"mentor"}};
  const auto page = CohortProgressPage(GetCohortProgressRequest(), season.View(),
                                       SightOf(season.image, maija, false), 31);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->rows_size(), 1);
  EXPECT_EQ(page->rows(0).enrolment().person(), "persons/aino");
  EXPECT_FALSE(page->has_funnel());
}

TEST(CohortProgress, PagesShowEveryoneOnce) {
  const ExampleSeason season;
  for (int size = 1; size <= 7; ++size) {
    GetCohortProgressRequest request;
    request.set_cohort("cohorts/example");
    request.set_page_size(size);
    std::vector<std::string> people;
    do {
      const auto page = CohortProgressPage(request, season.View(), Everything(), 31);
      ASSERT_TRUE(page.ok());
      EXPECT_LE(page->rows_size(), size);
      for (const auto& row : page->rows()) people.push_back(row.enrolment().person());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_THAT(people, ElementsAre("persons/aino", "persons/bror", "persons/cilla",
                                    "persons/david", "persons/elsa", "persons/fanni"))
        << size;
  }
}

TEST(CohortProgress, OfNobodyIsAnEmptyTable) {
  ExampleSeason season;
  season.image.enrolments.clear();
  const auto page = CohortProgressPage(GetCohortProgressRequest(), season.View(), Everything(), 1);
  ASSERT_TRUE(page.ok());
  EXPECT_THAT(page->rows(), IsEmpty());
  EXPECT_EQ(page->columns_size(), 9);
}

TEST(CohortProgress, RefusesAForeignPageToken) {
  const ExampleSeason season;
  GetCohortProgressRequest request;
  request.set_page_size(1);
  request.set_page_token(
      CohortProgressPage(request, season.View(), Everything(), 1)->next_page_token());
  request.set_cohort("cohorts/another");
  EXPECT_EQ(ReasonOf(CohortProgressPage(request, season.View(), Everything(), 1).status()),
            "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace kasvu::engine

#include "services/engine/progress_reads.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "errors/error.h"
#include "tests/services/engine/reads/progress_text.h"
#include "tests/services/engine/stored_season.h"

namespace kasvu::engine {
namespace {

constexpr char kCoordinator[] = "persons/example-coordinator";

std::string ReasonOrNothing(const absl::Status& status) {
  return status.ok() ? "" : ReasonOf(status);
}

// The reason why `actor` does not see that enrolment; empty when she does.
std::string WhyNotProgress(const StoredSeason& season, const std::string& actor,
                           const std::string& name) {
  kasvu::v1::GetProgressRequest request;
  request.set_name(name);
  kasvu::v1::EnrolmentProgress response;
  const absl::Status status = season.reads().GetProgress(season.By(actor), request, response);
  EXPECT_EQ(response.enrolment().name(), status.ok() ? name : "");
  return ReasonOrNothing(status);
}

TEST(GetProgress, ShowsEachWhatSheMaySee) {
  StoredSeason season;
  season.Grant("persons/maija", "mentor", "regions/02");
  season.Grant("persons/other-mentor", "mentor", "regions/02");
  season.Grant("persons/own-mentor", "mentor", "cohorts/example");
  season.Grant(kCoordinator, "coordinator", "regions/02");
  season.Grant("persons/far", "coordinator", "regions/19");
  const std::string aino = "cohorts/example/enrolments/e1";
  const std::string bror = "cohorts/example/enrolments/e2";
  struct Case {
    std::string actor;
    std::string name;
    std::string reason;
  };
  const std::string not_found = "ENROLMENT_NOT_FOUND";
  for (const Case& c : std::vector<Case>{
           {"", aino, ""},
           {"persons/aino", aino, ""},
           {"persons/maija", aino, ""},
           {"persons/own-mentor", aino, ""},
           {kCoordinator, aino, ""},
           // He reads a part of hers, and no more than that.
           {"persons/bror", aino, not_found},
           {"persons/aino", bror, not_found},
           {"persons/maija", bror, not_found},
           {"persons/other-mentor", aino, not_found},
           {"persons/far", aino, not_found},
           {"persons/stranger", aino, not_found},
           {"", "cohorts/example/enrolments/e99", not_found},
           {"", "cohorts/none/enrolments/e1", not_found},
           {"", "cohorts/example/groups/g1", not_found},
           {"", "nonsense", not_found},
       }) {
    EXPECT_EQ(WhyNotProgress(season, c.actor, c.name), c.reason) << c.actor << " " << c.name;
  }
}

TEST(GetProgress, ShowsWhatTimeHasSettledSinceTheLastCommit) {
  // Nobody has settled anything since the close of the first contact passed.
  const auto unsettled = [](ExampleSeason& season) {
    season.image.links[1].mutable_steps()->erase(season.image.links[1].mutable_steps()->begin());
  };
  const StoredSeason season(unsettled, On(2, 9));
  kasvu::v1::GetProgressRequest request;
  request.set_name("cohorts/example/enrolments/e1");
  kasvu::v1::EnrolmentProgress response;
  ASSERT_TRUE(season.reads().GetProgress(season.By(""), request, response).ok());
  EXPECT_EQ(LineOf(response.steps(1)),
            "l1 first-contact open overdue escalated optional due 2-6 closes 2-9");
}

// Who sees whom in the table of the cohort: "6 rows with a funnel".
std::string TableFor(const StoredSeason& season, const std::string& actor,
                     const std::string& cohort = "cohorts/example") {
  kasvu::v1::GetCohortProgressRequest request;
  request.set_cohort(cohort);
  kasvu::v1::CohortProgress response;
  const absl::Status status = season.reads().GetCohortProgress(season.By(actor), request, response);
  if (!status.ok()) return ReasonOf(status);
  EXPECT_EQ(response.cohort().position(), 31);
  return std::to_string(response.rows_size()) + " rows" +
         (response.has_funnel() ? " with a funnel" : "");
}

TEST(GetCohortProgress, IsForThoseWhoSeeOthers) {
  StoredSeason season;
  season.Grant("persons/maija", "mentor", "regions/02");
  season.Grant("persons/own-mentor", "mentor", "cohorts/example");
  season.Grant(kCoordinator, "coordinator", "organisations/example");
  season.Grant("persons/far", "coordinator", "regions/19");
  EXPECT_EQ(TableFor(season, ""), "6 rows with a funnel");
  EXPECT_EQ(TableFor(season, kCoordinator), "6 rows with a funnel");
  EXPECT_EQ(TableFor(season, "persons/own-mentor"), "6 rows with a funnel");
  EXPECT_EQ(TableFor(season, "persons/maija"), "1 rows");
  EXPECT_EQ(TableFor(season, "persons/aino"), "NOT_ALLOWED");
  EXPECT_EQ(TableFor(season, "persons/far"), "COHORT_NOT_FOUND");
  EXPECT_EQ(TableFor(season, "persons/stranger"), "COHORT_NOT_FOUND");
  EXPECT_EQ(TableFor(season, "", "cohorts/none"), "COHORT_NOT_FOUND");
}

// The lines of a worklist, or the reason why there is none.
std::string WorkFor(const StoredSeason& season, const std::string& actor, const std::string& person,
                    const std::string& cohort) {
  kasvu::v1::ListWorkItemsRequest request;
  request.set_person(person);
  request.set_cohort(cohort);
  kasvu::v1::ListWorkItemsResponse response;
  const absl::Status status = season.reads().ListWorkItems(season.By(actor), request, response);
  return status.ok() ? LinesOf(response.items()) : ReasonOf(status);
}

const std::string& WorkOfMaija() {
  static const auto* const kWork = new std::string(
      R"(overdue due-passed l1 first-contact of e1 aino as mentor due 2-6 closes 2-9
open to-sign l1 promise of e1 aino as mentor due 2-18 closes 3-6
open open e1 contact/1 of e1 aino as mentor
coming session g1 session/goals as mentor from 2-22 9:00
)");
  return *kWork;
}

TEST(ListWorkItems, FindsOnesOwnInAllCohorts) {
  StoredSeason season;
  season.Grant("persons/maija", "mentor", "regions/02");
  season.Grant(kCoordinator, "coordinator", "*");
  EXPECT_EQ(WorkFor(season, "persons/maija", "", ""), WorkOfMaija());
  EXPECT_EQ(WorkFor(season, "persons/maija", "persons/maija", "cohorts/example"), WorkOfMaija());
  EXPECT_EQ(WorkFor(season, kCoordinator, "", ""),
            R"(escalated escalated l1 first-contact of e1 aino as coordinator due 2-6 closes 2-9
overdue due-passed e2 needs of e2 bror as coordinator due 1-26
overdue attendance-missing g2 session/trust as coordinator due 2-1 9:00
coming session g1 session/goals as coordinator from 2-22 9:00
coming session g2 session/goals as coordinator from 2-22 9:00
)");
  // What he reads is written by somebody else.
  EXPECT_EQ(WorkFor(season, "persons/bror", "", ""),
            R"(overdue due-passed e2 needs of e2 bror as self due 1-26
due_soon due-soon e2 part/aim of e2 bror as self due 2-16
open to-review e1 reading/aim of e1 aino as reader closes 3-12
open open e2 contact/1 of e2 bror as self
open open e2 exercise/trust of e2 bror as self
coming opens-soon e2 exercise/goals of e2 bror as self from 2-22 9:00
coming session e2 session/goals of e2 bror as self from 2-22 9:00
)");
  EXPECT_EQ(WorkFor(season, "persons/stranger", "", ""), "");
}

TEST(ListWorkItems, ShowsOfOthersOnlyWhatOneCoordinates) {
  StoredSeason season;
  season.Grant("persons/maija", "mentor", "regions/02");
  season.Grant(kCoordinator, "coordinator", "regions/02");
  season.Grant("persons/far", "coordinator", "regions/19");
  EXPECT_EQ(WorkFor(season, kCoordinator, "persons/maija", ""), WorkOfMaija());
  EXPECT_EQ(WorkFor(season, "", "persons/maija", ""), WorkOfMaija());
  EXPECT_EQ(WorkFor(season, "persons/aino", "persons/maija", ""), "");
  EXPECT_EQ(WorkFor(season, "persons/far", "persons/maija", ""), "");
  EXPECT_EQ(WorkFor(season, "persons/aino", "persons/maija", "cohorts/example"),
            "COHORT_NOT_FOUND");
}

TEST(ListWorkItems, ShowsACohortToThoseWhoSeeIt) {
  StoredSeason season;
  season.Grant("persons/maija", "mentor", "regions/02");
  season.Grant(kCoordinator, "coordinator", "regions/02");
  const std::string everything =
      R"(escalated escalated l1 first-contact of e1 aino as coordinator due 2-6 closes 2-9
overdue due-passed e2 needs of e2 bror as self due 1-26
overdue attendance-missing g2 session/trust as coordinator due 2-1 9:00
due_soon due-soon e2 part/aim of e2 bror as self due 2-16
open to-sign l1 promise of e1 aino as mentor due 2-18 closes 3-6
open to-review e1 reading/aim of e1 aino as reader closes 3-12
coming session g1 session/goals as coordinator from 2-22 9:00
coming session g2 session/goals as coordinator from 2-22 9:00
)";
  EXPECT_EQ(WorkFor(season, kCoordinator, "", "cohorts/example"), everything);
  EXPECT_EQ(WorkFor(season, "", "", "cohorts/example"), everything);
  // A participant asks for her cohort and gets her own work.
  EXPECT_EQ(WorkFor(season, "persons/aino", "", "cohorts/example"),
            WorkFor(season, "persons/aino", "", ""));
  // She has left, and was in it.
  EXPECT_EQ(WorkFor(season, "persons/cilla", "", "cohorts/example"), "");
  EXPECT_EQ(WorkFor(season, "persons/stranger", "", "cohorts/example"), "COHORT_NOT_FOUND");
  EXPECT_EQ(WorkFor(season, "", "", "cohorts/none"), "COHORT_NOT_FOUND");
  EXPECT_EQ(WorkFor(season, "", "", "nonsense"), "COHORT_NOT_FOUND");
  EXPECT_EQ(WorkFor(season, "", "", ""), "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::engine

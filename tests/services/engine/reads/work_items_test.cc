#include "services/engine/reads/work_items.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/services/engine/reads/example_season.h"
#include "tests/services/engine/reads/progress_text.h"

namespace kasvu::engine {
namespace {

using workflows::Doer;

constexpr absl::Duration kTwoWeeks = absl::Hours(14 * 24);

std::string Listed(std::vector<WorkEntry> work) {
  const kasvu::v1::ListWorkItemsRequest request;
  const auto page = ReadWorkPage(request, absl::Time());
  return LinesOf(AnswerWorkPage(request, *page, std::move(work)).items());
}

std::string WorkFor(const ExampleSeason& season, const std::string& person,
                    const std::set<std::string>& roles = {}, absl::Duration ahead = kTwoWeeks) {
  const Doer doer{false, "persons/" + person, roles};
  return Listed(WorkOfPerson(season.View(), doer, SightOf(season.image, doer, false), ahead));
}

TEST(WorkItems, OfAParticipantAreHerStepsAndSessions) {
  const ExampleSeason season;
  EXPECT_EQ(WorkFor(season, "aino"),
            R"(overdue due-passed l1 first-contact of e1 aino as self due 2-6 closes 2-9
open open e1 contact/1 of e1 aino as self
open open e1 exercise/trust of e1 aino as self
coming opens-soon e1 exercise/goals of e1 aino as self from 2-22 9:00
coming session e1 session/goals of e1 aino as self from 2-22 9:00
)");
}

TEST(WorkItems, OfAParticipantWhoReadsAFellowsWork) {
  const ExampleSeason season;
  EXPECT_EQ(WorkFor(season, "bror"), R"(overdue due-passed e2 needs of e2 bror as self due 1-26
due_soon due-soon e2 part/aim of e2 bror as self due 2-16
open to-review e1 reading/aim of e1 aino as reader closes 3-12
open open e2 contact/1 of e2 bror as self
open open e2 exercise/trust of e2 bror as self
coming opens-soon e2 exercise/goals of e2 bror as self from 2-22 9:00
coming session e2 session/goals of e2 bror as self from 2-22 9:00
)");
}

TEST(WorkItems, OfAMentorAreThoseInHerCare) {
  const ExampleSeason season;
  const std::string hers =
      R"(overdue due-passed l1 first-contact of e1 aino as mentor due 2-6 closes 2-9
open to-sign l1 promise of e1 aino as mentor due 2-18 closes 3-6
open open e1 contact/1 of e1 aino as mentor
)";
  EXPECT_EQ(WorkFor(season, "maija", {"mentor"}),
            hers + "coming session g1 session/goals as mentor from 2-22 9:00\n");
  // Her mandate has ended and her link has not.
  EXPECT_EQ(WorkFor(season, "maija"), hers);
}

TEST(WorkItems, OfACoordinatorAreEscalationsAndAttendance) {
  const ExampleSeason season;
  EXPECT_EQ(WorkFor(season, "example-coordinator", {"coordinator"}),
            R"(escalated escalated l1 first-contact of e1 aino as coordinator due 2-6 closes 2-9
overdue due-passed e2 needs of e2 bror as coordinator due 1-26
overdue attendance-missing g2 session/trust as coordinator due 2-1 9:00
coming session g1 session/goals as coordinator from 2-22 9:00
coming session g2 session/goals as coordinator from 2-22 9:00
)");
}

TEST(WorkItems, OfACohortAreEverybodys) {
  const ExampleSeason season;
  Sight sight;
  sight.everything = true;
  EXPECT_EQ(Listed(WorkOfCohort(season.View(), sight, kTwoWeeks)),
            R"(escalated escalated l1 first-contact of e1 aino as coordinator due 2-6 closes 2-9
overdue due-passed e2 needs of e2 bror as self due 1-26
overdue attendance-missing g2 session/trust as coordinator due 2-1 9:00
due_soon due-soon e2 part/aim of e2 bror as self due 2-16
open to-sign l1 promise of e1 aino as mentor due 2-18 closes 3-6
open to-review e1 reading/aim of e1 aino as reader closes 3-12
coming session g1 session/goals as coordinator from 2-22 9:00
coming session g2 session/goals as coordinator from 2-22 9:00
)");
}

TEST(WorkItems, OfACohortAsAMentorSeesIt) {
  const ExampleSeason season;
  const Sight sight = SightOf(season.image, Doer{false, "persons/maija", {"mentor"}}, false);
  EXPECT_EQ(Listed(WorkOfCohort(season.View(), sight, kTwoWeeks)),
            R"(escalated escalated l1 first-contact of e1 aino as coordinator due 2-6 closes 2-9
open to-sign l1 promise of e1 aino as mentor due 2-18 closes 3-6
open to-review e1 reading/aim of e1 aino as reader closes 3-12
coming session g1 session/goals as coordinator from 2-22 9:00
)");
}

TEST(WorkItems, LookAsFarAheadAsAsked) {
  const ExampleSeason season;
  const std::string session = "coming session g1 session/goals as mentor from 2-22 9:00\n";
  // To nine o'clock on the 22nd it is eleven days and 21 hours.
  const absl::Duration until = absl::Hours(11 * 24 + 21);
  EXPECT_TRUE(WorkFor(season, "maija", {"mentor"}, until).ends_with(session));
  EXPECT_FALSE(WorkFor(season, "maija", {"mentor"}, until - absl::Seconds(1)).ends_with(session));
}

TEST(WorkItems, AreNobodysWhenNothingIsAsked) {
  ExampleSeason season;
  for (const char* person : {"cilla", "david", "elsa", "stranger"}) {
    EXPECT_EQ(WorkFor(season, person), "") << person;
  }
  // A role that no step names, and no care for anybody.
  EXPECT_EQ(WorkFor(season, "stranger", {"mentor"}), "");
  EXPECT_EQ(WorkFor(season, "stranger", {"expert"}), "");
}

TEST(WorkItems, OfACancelledCohortAreNone) {
  ExampleSeason season;
  season.image.cohort.set_stage(storage::v1::COHORT_STAGE_CANCELLED);
  for (auto& [ordinal, enrolment] : season.image.enrolments) {
    enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ENDED);
    enrolment.set_end_kind(kasvu::v1::END_KIND_CANCELLED);
    enrolment.set_ended_at(absl::ToUnixMicros(season.now));
  }
  EXPECT_EQ(WorkFor(season, "example-coordinator", {"coordinator"}), "");
}

// "aino: l3 of e1 aino as self" for each who is asked to consent.
std::string Consents(const ExampleSeason& season, const std::string& person,
                     const std::set<std::string>& roles = {}) {
  std::string asked;
  std::istringstream lines(WorkFor(season, person, roles));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("open to-consent ")) asked += line.substr(16) + "\n";
  }
  return asked;
}

TEST(WorkItems, AProposedLinkIsTheWorkOfWhoeverHasToConsent) {
  ExampleSeason season;
  storage::v1::LinkState& link = season.image.links[3];
  link.set_ordinal(3);
  link.set_link("buddy");
  link.set_stage(storage::v1::LINK_STAGE_PROPOSED);
  link.set_made_at(absl::ToUnixMicros(On(2, 9)));
  link.add_members()->set_enrolment(1);
  link.mutable_members(0)->set_subject(true);
  link.add_members()->set_enrolment(2);
  EXPECT_EQ(Consents(season, "aino"), "l3  of e1 aino as self\n");
  EXPECT_EQ(Consents(season, "bror"), "l3  of e1  as buddy\n");
  EXPECT_EQ(Consents(season, "fanni"), "");
  EXPECT_EQ(Consents(season, "coordinator", {"coordinator"}), "l3  of e1 aino as coordinator\n");

  link.mutable_members(0)->set_consented_at(absl::ToUnixMicros(On(2, 10)));
  EXPECT_EQ(Consents(season, "aino"), "");
  EXPECT_EQ(Consents(season, "bror"), "l3  of e1  as buddy\n");
  Sight sight;
  sight.everything = true;
  const std::string all = Listed(WorkOfCohort(season.View(), sight, kTwoWeeks));
  EXPECT_NE(all.find("open to-consent l3  of e1 aino as buddy\n"), std::string::npos) << all;

  link.set_stage(storage::v1::LINK_STAGE_BOUND);
  EXPECT_EQ(Consents(season, "bror"), "");
  link.set_stage(storage::v1::LINK_STAGE_PROPOSED);
  season.image.enrolments[2].set_stage(storage::v1::ENROLMENT_STAGE_ENDED);
  EXPECT_EQ(Consents(season, "coordinator", {"coordinator"}), "") << "nobody is left to agree";
}

}  // namespace
}  // namespace kasvu::engine

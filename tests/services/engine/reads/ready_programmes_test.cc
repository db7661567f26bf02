#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/engine/reads/cohort_progress.h"
#include "services/engine/reads/enrolment_progress.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/work_items.h"
#include "tests/services/engine/reads/example_season.h"
#include "tests/services/engine/reads/progress_text.h"
#include "tests/testing/play.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/applicants.h"

namespace kasvu::engine {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;
using workflows::Doer;
using workflows::OwnerRef;
using workflows::View;

constexpr int kPeople = 20;
constexpr absl::Duration kTwoWeeks = absl::Hours(14 * 24);

Sight Everything() {
  Sight sight;
  sight.everything = true;
  return sight;
}

// A step is told once, and so that everybody can read it.
void ExpectReadable(const View& view, const kasvu::v1::EnrolmentProgress& progress) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& step : progress.steps()) {
    EXPECT_TRUE(seen.emplace(step.owner(), step.step()).second) << LineOf(step) << " twice";
    EXPECT_NE(step.kind(), "") << LineOf(step);
    EXPECT_NE(step.state(), kasvu::v1::STATE_UNSPECIFIED) << LineOf(step);
    for (const std::string& language : view.program.spec().languages()) {
      EXPECT_TRUE(step.title().by_language().contains(language)) << LineOf(step) << " " << language;
    }
  }
  EXPECT_THAT(progress.done(), AllOf(Ge(0), Le(progress.required())));
}

int KeptOut(const View& view) {
  return static_cast<int>(
      std::count_if(view.image.enrolments.begin(), view.image.enrolments.end(),
                    [](const auto& entry) { return workflows::WasKeptOut(entry.second); }));
}

void ExpectSums(const kasvu::v1::CohortProgress& page, int kept_out) {
  for (const auto& row : page.rows()) {
    ASSERT_EQ(row.cells_size(), page.columns_size());
    for (int i = 0; i < row.cells_size(); ++i) {
      const auto& cell = row.cells(i);
      EXPECT_LE(cell.done() + cell.missed() + cell.open(), cell.total())
          << row.enrolment().name() << " " << page.columns(i);
    }
  }
  const auto& funnel = page.funnel();
  const int ended = funnel.completed() + funnel.withdrawn() + funnel.other_ends();
  EXPECT_EQ(funnel.joined() + kept_out, funnel.active() + ended);
  EXPECT_LE(funnel.accepted(), funnel.applied());
}

// Whatever is open for her to do herself stands in her list, and nothing of anybody else's does.
void ExpectOwnWork(const View& view, uint32_t ordinal) {
  const auto& enrolment = view.image.enrolments.at(ordinal);
  const Doer doer{false, enrolment.person(), {}};
  std::set<std::string> listed;
  for (const WorkEntry& entry :
       WorkOfPerson(view, doer, SightOf(view.image, doer, false), kTwoWeeks)) {
    EXPECT_TRUE(listed.insert(entry.item.step().owner() + " " + entry.item.step().step()).second)
        << LineOf(entry.item) << " twice";
    EXPECT_EQ(entry.item.person(), enrolment.person()) << LineOf(entry.item);
  }
  const std::string name = EnrolmentName(view.image.cohort.id(), ordinal);
  for (const auto& slot :
       workflows::SlotsOf(view, OwnerRef{storage::v1::OWNER_ENROLMENT, ordinal})) {
    const kasvu::v1::Step& step = *slot.step->step;
    const bool hers = slot.state == storage::v1::STEP_STATE_OPEN && !step.has_session() &&
                      !step.has_by() && enrolment.stage() != storage::v1::ENROLMENT_STAGE_PAUSED;
    EXPECT_TRUE(!hers || listed.contains(name + " " + slot.key)) << name << " " << slot.key;
  }
}

void ExpectSound(const View& view) {
  const auto page =
      CohortProgressPage(kasvu::v1::GetCohortProgressRequest(), view, Everything(), 1);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->rows_size(), kPeople);
  ExpectSums(*page, KeptOut(view));
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    ExpectReadable(view, ProgressOf(view, ordinal));
    // One of those who take part, and one who was not accepted.
    if (ordinal == 2 || ordinal == kPeople) ExpectOwnWork(view, ordinal);
  }
  std::set<WorkOrder> orders;
  for (const WorkEntry& entry : WorkOfCohort(view, Everything(), kTwoWeeks)) {
    EXPECT_TRUE(orders.insert(entry.order).second) << LineOf(entry.item) << " twice";
  }
}

// Somebody in the group who takes part now; 0 when nobody does.
uint32_t SomebodyIn(const workflows::CohortImage& image, const storage::v1::GroupState& group) {
  for (const uint32_t member : group.members()) {
    if (image.enrolments.at(member).stage() == storage::v1::ENROLMENT_STAGE_ACTIVE) return member;
  }
  return 0;
}

// Attendance of every session that is over, with somebody absent each time.
void TakeAttendance(workflows::Play& play, absl::Time now) {
  std::vector<workflows::RecordAttendance> taken;
  for (const auto& [ordinal, group] : play.image().groups) {
    for (const auto& occurrence : group.occurrences()) {
      const bool over = occurrence.ends_at() != 0 &&
                        absl::FromUnixMicros(occurrence.ends_at()) <= now &&
                        occurrence.state() == storage::v1::OCCURRENCE_STATE_PLANNED;
      if (!over) continue;
      workflows::RecordAttendance command;
      command.group = ordinal;
      command.key = occurrence.key();
      if (const uint32_t absent = SomebodyIn(play.image(), group); absent != 0) {
        command.absent = {absent};
      }
      taken.push_back(command);
    }
  }
  for (const auto& command : taken) {
    const auto decision = play.Do(command, now);
    EXPECT_TRUE(decision.ok()) << command.key << ": " << decision.status();
  }
}

class ReadyProgrammeReads : public ::testing::TestWithParam<std::string> {};

TEST_P(ReadyProgrammeReads, HoldTogetherFromApplicationToAftercare) {
  const storage::v1::CohortState cohort = workflows::CohortFrom(absl::CivilDay(2021, 2, 1));
  workflows::Play play(workflows::ReadyProgram(GetParam(), cohort), cohort, On(1, 4, 9));
  workflows::CreateEnrolments enrol;
  for (int i = 1; i <= kPeople; ++i) {
    enrol.enrolments.push_back({absl::StrCat("persons/example-", i), "", ""});
  }
  ASSERT_TRUE(play.Do(enrol, On(1, 4, 9)).ok());
  ExpectSound(play.At(On(1, 4, 9)));
  workflows::AcceptEnrolments accept;
  for (uint32_t ordinal = 1; ordinal <= 12; ++ordinal) accept.enrolments.push_back(ordinal);
  ASSERT_TRUE(play.Do(accept, On(1, 5, 9)).ok());
  const auto formed = play.Do(workflows::FormGroups(), On(1, 6, 9));
  ASSERT_TRUE(formed.ok()) << formed.status();
  for (absl::Time now = On(1, 7, 9); now < On(12, 31, 9) + kTwoWeeks * 20; now += kTwoWeeks * 3) {
    play.SettleAll(now);
    ExpectSound(play.At(now));
    TakeAttendance(play, now);
    ExpectSound(play.At(now));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ReadyProgrammeReads, ::testing::ValuesIn(workflows::ReadyPrograms()),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace kasvu::engine

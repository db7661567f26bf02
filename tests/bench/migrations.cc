#include "tests/bench/migrations.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/population.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_plan.h"
#include "workflows/migration/plan.h"
#include "workflows/migration/progress_digest.h"
#include "workflows/template/template.h"

namespace kasvu::bench {
namespace {

using kasvu::v1::TemplateSpec;
using namespace storage::v1;  // NOLINT: a cohort is put together state by state
using namespace workflows;    // NOLINT

constexpr int kInGroup = 12;
constexpr int kRounds = 5;

TemplateSpec Season() {
  const std::filesystem::path folder =
      std::filesystem::path(KASVU_SOURCE_DIR) / "workflows/programmes";
  CheckResult result =
      Check("ekollega.yaml", ReadFile(folder / "ekollega.yaml"), ModuleFolder(folder / "modules"));
  if (!result.compiled) GiveUp("ekollega has faults");
  return result.compiled->compiled;
}

TemplateSpec NextVersion(TemplateSpec spec) {
  kasvu::v1::Step& added = *spec.mutable_phases(0)->add_steps();
  added.set_id("bench-added");
  added.mutable_task()->set_about("work");
  for (auto& phase : *spec.mutable_phases()) {
    for (auto& step : *phase.mutable_steps()) {
      if (step.has_due() && !step.has_session()) step.mutable_due()->mutable_days()->set_value(20);
    }
  }
  return spec;
}

CohortState Cohort() {
  CohortState cohort;
  cohort.set_id("bench");
  cohort.set_template_("kasvu/ekollega@1");
  cohort.set_digest("one");
  cohort.set_region("02");
  cohort.set_time_zone("Europe/Helsinki");
  cohort.set_start_date(
      static_cast<int32_t>(absl::CivilDay(2021, 2, 1) - absl::CivilDay(1970, 1, 1)));
  cohort.set_stage(COHORT_STAGE_RUNNING);
  cohort.set_created_at(1);
  return cohort;
}

std::shared_ptr<const Program> Played(const TemplateSpec& spec) {
  auto program = Program::Make(std::make_shared<const TemplateSpec>(spec), Cohort());
  if (!program.ok()) GiveUp(std::string(program.status().message()));
  return *std::move(program);
}

// Everybody has done what comes before the second session and was at the first.
CohortImage Midway(const Program& program, int enrolments, absl::Time now) {
  CohortImage image;
  image.cohort = Cohort();
  image.cohort.set_enrolments(static_cast<uint32_t>(enrolments));
  const int64_t begun = ToMicros(now - absl::Hours(24 * 30));
  image.cohort.set_started_at(begun);
  for (uint32_t ordinal = 1; ordinal <= static_cast<uint32_t>(enrolments); ++ordinal) {
    const uint32_t group = (ordinal - 1) / kInGroup + 1;
    if (image.groups.count(group) == 0) {
      GroupState& formed = image.groups[group];
      formed.set_ordinal(group);
      formed.set_formed_at(begun);
      for (Occurrence& planned : PlanSessions(program, image.cohort, FromMicros(begun))) {
        if (planned.starts_at() != 0 && FromMicros(planned.starts_at()) < now) {
          planned.set_state(OCCURRENCE_STATE_HELD);
          planned.set_held_at(planned.starts_at());
        }
        *formed.add_occurrences() = std::move(planned);
      }
    }
    image.groups[group].add_members(ordinal);
    EnrolmentState& one = image.enrolments[ordinal];
    one.set_ordinal(ordinal);
    one.set_person(absl::StrCat("persons/bench-", ordinal));
    one.set_template_("kasvu/ekollega@1");
    one.set_digest("one");
    one.set_group(group);
    one.set_stage(ENROLMENT_STAGE_ACTIVE);
    one.set_applied_at(begun);
    one.set_accepted_at(begun);
    one.set_joined_at(begun);
    for (const std::string key : {"needs", "joining.ground-rules", "before", "session/trust"}) {
      if (program.FindSlot(key) == nullptr) continue;
      StepRecord& record = *one.add_steps();
      record.set_key(key);
      record.set_state(STEP_STATE_DONE);
      record.set_via(VIA_WORK);
      record.set_occurred_at(begun + 1);
    }
  }
  return image;
}

}  // namespace

void MeasureMigrations(int enrolments, Report& report) {
  const TemplateSpec season = Season();
  const auto program = Played(season);
  const absl::Time now = absl::FromCivil(absl::CivilDay(2021, 3, 1), absl::UTCTimeZone());
  const CohortImage image = Midway(*program, enrolments, now);
  const Target target{"kasvu/ekollega@2", "two", Played(NextVersion(season))};
  Pins pins;
  pins.Add("one", program);
  const View view{*program, image, now, &pins};
  double best = 1e9, words = 1e9;
  size_t carried = 0;
  for (int round = 0; round < kRounds; ++round) {
    absl::Time begin = absl::Now();
    const auto plan = PlanMigration(view, target, {});
    best = std::min(best, absl::ToDoubleSeconds(absl::Now() - begin));
    if (!plan.ok()) GiveUp(std::string(plan.status().message()));
    carried = plan->events.size();
    begin = absl::Now();
    if (ProgressWords(view).empty()) GiveUp("nothing is recorded");
    words = std::min(words, absl::ToDoubleSeconds(absl::Now() - begin));
  }
  report.Add(
      "Planning a migration",
      absl::StrCat("What a dry run works out for ", enrolments,
                   " people midway in a season, with a step more and due dates moved; best "
                   "of ",
                   kRounds, "."),
      {{"plan", "what the digest rests on", "µs for each", "events"},
       {{absl::StrFormat("%.2f s", best), absl::StrFormat("%.2f s", words),
         absl::StrFormat("%.0f", (best + words) / enrolments * 1e6), absl::StrCat(carried)}}});
}

}  // namespace kasvu::bench

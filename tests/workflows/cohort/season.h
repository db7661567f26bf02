// The small programme that the tests of a cohort's commands play: three weekly sessions of groups
// of two to four, at most five in all.
#pragma once

#include "tests/workflows/cohort/cohort_builder.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {

inline constexpr char kSeason[] = R"(
template: season
languages: [fi]
title: {fi: Kausi}
people: {group: {min: 2, max: 4}, cohort: 1..5}
phases:
  - id: all
    title: {fi: Kaikki}
    steps:
      - id: session
        title: {fi: Tapaaminen}
        session: {minutes: 60, mode: online}
        items: [one, two, three]
        every: {weeks: 1}
        from: start
      - {id: lunch, title: {fi: Lounas}, session: {minutes: 45}, gap: session, optional: true}
      - id: plan
        title: {fi: Suunnitelma}
        task: any
        due: {after: start, days: 10}
        close: {after: start, days: 20}
        else: missed
      - {id: diary, title: {fi: Päiväkirja}, task: any, optional: true,
         due: {after: session/last, days: 7}}
ends:
  - {id: done, title: {fi: Valmis}, as: completed,
     requires: {sessions: {count: session, at_least: 2}}}
)";

// A Monday.
inline const absl::CivilDay kSeasonStart(2021, 2, 1);

inline constexpr auto kApplied = storage::v1::ENROLMENT_STAGE_APPLIED;
inline constexpr auto kWaitlisted = storage::v1::ENROLMENT_STAGE_WAITLISTED;
inline constexpr auto kAccepted = storage::v1::ENROLMENT_STAGE_ACCEPTED;
inline constexpr auto kActive = storage::v1::ENROLMENT_STAGE_ACTIVE;
inline constexpr auto kPaused = storage::v1::ENROLMENT_STAGE_PAUSED;
inline constexpr auto kEnded = storage::v1::ENROLMENT_STAGE_ENDED;

// The season ten days before its start.
inline CohortBuilder BeforeTheSeason() {
  CohortBuilder cohort(kSeason, kSeasonStart);
  cohort.At(At(2021, 1, 22, 12));
  return cohort;
}

// The season on the day of its start.
inline CohortBuilder Season() {
  CohortBuilder cohort(kSeason, kSeasonStart);
  cohort.Run();
  return cohort;
}

}  // namespace kasvu::workflows

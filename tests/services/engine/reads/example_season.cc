#include "tests/services/engine/reads/example_season.h"

#include <cstdlib>
#include <iostream>
#include <string>

#include "absl/strings/str_replace.h"
#include "tests/services/engine/reads/parse_text.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::engine {
namespace {

constexpr char kProgramme[] = R"(
template: season
title: {en: Season}
languages: [en]
example: true
people:
  roles:
    mentor: {title: {en: Mentor}, min: 1}
  group: {min: 2, max: 12}
links:
  mentor: {title: {en: Mentor}, of: mentor, size: 1, rematch: 1}
  reader: {title: {en: Reader}, of: participant, size: 1, pick: rotate, per: part}
  buddy: {title: {en: Buddy}, of: participant, size: 1, pick: chosen, consent: both}
phases:
  - id: joining
    title: {en: Joining}
    steps:
      - {id: needs, title: {en: Needs}, task: needs, due: {before: start, days: 7}}
      - id: first-contact
        title: {en: First contact}
        per: mentor
        meeting: 15
        with: mentor
        by: {any: [mentor, self]}
        due: {after: "match:mentor", days: 2}
        close: {after: "match:mentor", days: 5}
        else: escalate
      - id: promise
        title: {en: Promise}
        per: mentor
        agreement: mentoring
        by: {all: [self, mentor]}
        due: {after: "match:mentor", days: 14}
        close: {after: "match:mentor", days: 30}
        else: missed
  - id: season
    title: {en: The season}
    steps:
      - id: session
        title: {en: Session}
        session: {mode: online, minutes: 120}
        every: {weeks: 3}
        from: start
        items:
          - {id: trust, title: {en: Trust}}
          - {id: goals, title: {en: Goals}}
          - {id: close, title: {en: Closing}}
      - {id: exercise, title: {en: Exercise}, task: exercise, gap: session, optional: true}
      - id: part
        title: {en: Part}
        task: part
        items:
          - id: aim
            title: {en: Aim}
            after: [session/trust]
            due: {after: session/trust, days: 14}
          - id: money
            title: {en: Money}
            after: [session/goals]
            due: {after: session/goals, days: 14}
      - id: reading
        title: {en: Reading}
        task: reading
        by: reader
        each: part
        needs: [part]
        close: {after: this, days: 30}
        else: waived
      - {id: contact, title: {en: Contact}, meeting: 45, with: mentor, up_to: 4}
      - id: after
        title: {en: After}
        task: after
        open: session/last
        due: {after: session/last, days: 14}
      - id: go-on
        title: {en: Going on}
        per: cohort
        decision: {values: ['yes', 'no']}
        by: coordinator
        open: {after: session/last, days: 14}
        due: {after: session/last, days: 30}
ends:
  - id: completed
    title: {en: Completed}
    as: completed
    requires:
      session: {count: session, all_but: 1}
      after: {done: after}
)";

int64_t Micros(int month, int day, int hour = 0) {
  return absl::ToUnixMicros(On(month, day, hour));
}

// `text` with @M-D-H standing for instants: @2-1-9 is the first of February at nine.
template <typename Message>
Message State(std::string text) {
  for (size_t at = text.find('@'); at != std::string::npos; at = text.find('@')) {
    const size_t end = text.find_first_not_of("0123456789-", at + 1);
    int month = 0;
    int day = 0;
    int hour = 0;
    std::sscanf(text.c_str() + at, "@%d-%d-%d", &month, &day, &hour);
    text.replace(at, end - at, std::to_string(Micros(month, day, hour)));
  }
  return Parse<Message>(text);
}

void AddEnrolment(workflows::CohortImage& image, const std::string& text) {
  auto enrolment = State<storage::v1::EnrolmentState>(text);
  enrolment.set_template_("example/season@1");
  image.enrolments.emplace(enrolment.ordinal(), std::move(enrolment));
}

void AddEnrolments(workflows::CohortImage& image) {
  AddEnrolment(image, R"(
    ordinal: 1 person: "persons/aino" group: 1 stage: ENROLMENT_STAGE_ACTIVE
    applied_at: @1-4-9 accepted_at: @1-11-9 joined_at: @2-1-0
    steps { key: "needs" state: STEP_STATE_DONE via: VIA_WORK occurred_at: @1-20-9 }
    steps { key: "session/trust" state: STEP_STATE_DONE via: VIA_WORK occurred_at: @2-1-9 }
    steps { key: "part/aim" state: STEP_STATE_DONE via: VIA_WORK occurred_at: @2-9-9 }
    links { link: "mentor" ordinal: 1 live: true subject: true }
    links { link: "reader" item: "aim" ordinal: 2 live: true subject: true })");
  AddEnrolment(image, R"(
    ordinal: 2 person: "persons/bror" group: 1 stage: ENROLMENT_STAGE_ACTIVE
    applied_at: @1-4-9 accepted_at: @1-11-9 joined_at: @2-1-0
    steps { key: "session/trust" state: STEP_STATE_MISSED via: VIA_WORK occurred_at: @2-1-9 }
    links { link: "reader" item: "aim" ordinal: 2 live: true })");
  AddEnrolment(image, R"(
    ordinal: 3 person: "persons/cilla" group: 1 stage: ENROLMENT_STAGE_ENDED
    applied_at: @1-4-9 accepted_at: @1-11-9 joined_at: @2-1-0 ended_at: @2-8-9
    end: "withdrawn" end_kind: END_KIND_WITHDRAWN ended_from: ENROLMENT_STAGE_ACTIVE
    steps { key: "needs" state: STEP_STATE_DONE via: VIA_WORK occurred_at: @1-20-9 })");
  AddEnrolment(image, R"(
    ordinal: 4 person: "persons/david" stage: ENROLMENT_STAGE_APPLIED applied_at: @2-3-9)");
  AddEnrolment(image, R"(
    ordinal: 5 person: "persons/elsa" group: 1 stage: ENROLMENT_STAGE_PAUSED
    applied_at: @1-4-9 accepted_at: @1-11-9 joined_at: @2-1-0 paused_at: @2-2-9
    steps { key: "session/trust" state: STEP_STATE_DONE via: VIA_WORK occurred_at: @2-1-9 })");
  AddEnrolment(image, R"(
    ordinal: 6 person: "persons/fanni" group: 2 stage: ENROLMENT_STAGE_ACTIVE
    applied_at: @1-4-9 accepted_at: @1-11-9 joined_at: @2-1-0
    steps { key: "needs" state: STEP_STATE_WAIVED reason: "late" occurred_at: @2-1-9 })");
}

void AddGroups(workflows::CohortImage& image) {
  image.groups.emplace(1, State<storage::v1::GroupState>(R"(
    ordinal: 1 title: "1" members: 1 members: 2 members: 5 formed_at: @1-12-9
    occurrences { key: "session/trust" state: OCCURRENCE_STATE_HELD starts_at: @2-1-9
                  ends_at: @2-1-11 held_at: @2-1-9 present: 2 absent: 1 mode: MODE_ONLINE }
    occurrences { key: "session/goals" state: OCCURRENCE_STATE_PLANNED starts_at: @2-22-9
                  ends_at: @2-22-11 mode: MODE_ONLINE }
    occurrences { key: "session/close" state: OCCURRENCE_STATE_PLANNED starts_at: @3-15-9
                  ends_at: @3-15-11 mode: MODE_ONLINE })"));
  image.groups.emplace(2, State<storage::v1::GroupState>(R"(
    ordinal: 2 title: "2" members: 6 formed_at: @1-12-9
    occurrences { key: "session/trust" state: OCCURRENCE_STATE_PLANNED starts_at: @2-1-9
                  ends_at: @2-1-11 mode: MODE_ONLINE }
    occurrences { key: "session/goals" state: OCCURRENCE_STATE_PLANNED starts_at: @2-22-9
                  ends_at: @2-22-11 mode: MODE_ONLINE }
    occurrences { key: "session/close" state: OCCURRENCE_STATE_PLANNED starts_at: @3-15-9
                  ends_at: @3-15-11 mode: MODE_ONLINE })"));
}

void AddLinks(workflows::CohortImage& image) {
  image.links.emplace(1, State<storage::v1::LinkState>(R"(
    ordinal: 1 link: "mentor" stage: LINK_STAGE_BOUND made_at: @2-3-9 bound_at: @2-3-9
    members { enrolment: 1 subject: true } members { person: "persons/maija" }
    steps { key: "first-contact" escalated_at: @2-9-0 }
    steps { key: "promise" state: STEP_STATE_SUBMITTED via: VIA_WORK occurred_at: @2-4-9
            signatures { person: "persons/aino" role: "self" at: @2-4-9 } })"));
  image.links.emplace(2, State<storage::v1::LinkState>(R"(
    ordinal: 2 link: "reader" item: "aim" stage: LINK_STAGE_BOUND made_at: @2-2-9
    bound_at: @2-2-9 members { enrolment: 1 subject: true } members { enrolment: 2 })"));
}

}  // namespace

absl::Time On(int month, int day, int hour) {
  static const workflows::Zone zone = *workflows::Zone::Load("Europe/Helsinki");
  return zone.InstantOf(absl::CivilMinute(2021, month, day, hour, 0));
}

ExampleSeason::ExampleSeason() {
  image.cohort = State<storage::v1::CohortState>(R"(
    id: "example" template: "example/season@1" digest: "00" title: "Example" region: "02"
    owner: "example" time_zone: "Europe/Helsinki" start_date: 18659 stage: COHORT_STAGE_RUNNING
    created_at: @1-4-8 started_at: @2-1-0 enrolments: 6 groups: 2 links: 2)");
  AddEnrolments(image);
  AddGroups(image);
  AddLinks(image);
  auto made = workflows::Program::Make(workflows::Compile(kProgramme), image.cohort);
  if (!made.ok()) {
    std::cerr << made.status() << "\n";
    std::abort();
  }
  program = *std::move(made);
}

}  // namespace kasvu::engine

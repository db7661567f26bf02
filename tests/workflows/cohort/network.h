// The programme that the tests of links play: a mentor to be agreed on, peers, a buddy of one's own
// choice, experts for each talk, pairs and fellows that change, hosts in turn.
#pragma once

#include "tests/workflows/cohort/cohort_builder.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {

inline constexpr char kNetwork[] = R"(
template: network
languages: [fi]
title: {fi: Verkosto}
people:
  group: {min: 2, max: 30}
  roles:
    mentor: {title: {fi: Mentori}, min: 1, capacity: 2}
    expert: {title: {fi: Asiantuntija}, min: 1}
links:
  mentor: {title: {fi: Mentori}, of: mentor, size: 1, consent: both, rematch: 1}
  peer: {title: {fi: Vertainen}, of: [participant, contact], size: 2..3, symmetric: true}
  buddy: {title: {fi: Kaveri}, of: participant, size: 1, pick: chosen, consent: both,
          between: [company]}
  guide: {title: {fi: Opas}, of: expert, size: 1, pick: chosen, consent: subject}
  expert: {title: {fi: Asiantuntija}, of: expert, size: 1..2, per: talk}
  pair: {title: {fi: Pari}, of: participant, size: 2..3, symmetric: true, pick: rotate,
         per: pair-talk, no_repeat: true}
  fellow: {title: {fi: Lukija}, of: participant, size: 1, pick: rotate, per: part}
  host: {title: {fi: Isäntä}, of: participant, size: 1, pick: rotate, per: evening, spacing: 2}
phases:
  - id: all
    title: {fi: Kaikki}
    steps:
      - {id: session, title: {fi: Tapaaminen}, session: {minutes: 60}, items: [one, two, three],
         every: {weeks: 1}, from: start}
      - {id: evening, title: {fi: Ilta}, session: {minutes: 60}, every: {months: 1},
         from: {after: start, weeks: 1}, until: closed}
      - {id: choose, title: {fi: Aihe}, per: group, by: host, each: evening,
         decision: {free: true, sets: [topic, date]}}
      - {id: pair-talk, title: {fi: Parikeskustelu}, per: pair, meeting: 45, with: pair,
         gap: session, optional: true}
      - {id: part, title: {fi: Osa}, task: part, items: [aim, money, people]}
      - {id: review, title: {fi: Palaute}, task: review, by: fellow, each: part, needs: [part],
         close: {after: session/three, days: 30}, else: waived}
      - {id: talk, title: {fi: Asiantuntija}, meeting: 45, with: expert, items: [tax, law],
         optional: true}
      - {id: mentoring, title: {fi: Mentorointi}, meeting: 60, with: mentor, optional: true}
      - {id: peering, title: {fi: Vertaiset}, meeting: 60, with: peer, optional: true}
      - {id: visit, title: {fi: Vierailu}, visit: exchange, with: buddy, optional: true}
      - {id: guidance, title: {fi: Opastus}, meeting: 30, with: guide, optional: true}
ends:
  - {id: done, title: {fi: Valmis}, as: completed,
     requires: {sessions: {count: session, at_least: 2}}}
)";

// It has started, with `people` active in one group.
inline CohortBuilder Network(int people) {
  CohortBuilder cohort(kNetwork, absl::CivilDay(2021, 2, 1));
  cohort.Run();
  cohort.Form(cohort.Enrol(people, storage::v1::ENROLMENT_STAGE_ACTIVE));
  return cohort;
}

inline Doer PersonOf(uint32_t enrolment) {
  return Doer{false, "persons/p" + std::to_string(enrolment), {"participant"}};
}

}  // namespace kasvu::workflows

// The programme that the tests of work on steps play: one step of each kind and rule.
#pragma once

#include "tests/workflows/cohort/cohort_builder.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {

inline constexpr char kWorkshop[] = R"(
template: workshop
languages: [fi]
title: {fi: Paja}
people:
  group: {min: 2, max: 6}
  roles:
    mentor: {title: {fi: Mentori}, min: 1}
    expert: {title: {fi: Asiantuntija}, min: 1}
    juror: {title: {fi: Tuomari}, min: 1}
links:
  mentor: {title: {fi: Mentori}, of: mentor, size: 1, rematch: 1}
  peer: {title: {fi: Vertainen}, of: participant, size: 2..3, symmetric: true}
  fellow: {title: {fi: Lukija}, of: participant, size: 1, pick: rotate, per: part}
  host: {title: {fi: Isäntä}, of: participant, size: 1, pick: rotate, per: session, spacing: 1}
facts:
  abroad: {step: needs, ask: abroad, values: ['yes', 'no'], default: 'no'}
  chosen: {step: selection, values: ['yes', 'no'], default: 'no'}
  useful: {step: after, ask: useful, mean: cohort, bands: {low: "<4.0", high: ">=4.0"},
           default: low}
  met: {step: contact, values: ['yes'], default: 'yes'}
  prize: {step: prize, values: ['yes', 'no'], default: 'no'}
  verdict: {step: verdict, values: [accepted, refused], default: refused}
phases:
  - id: all
    title: {fi: Kaikki}
    steps:
      - {id: needs, title: {fi: Tarpeet}, survey: needs}
      - {id: extra, title: {fi: Vienti}, task: any, when: {is: {abroad: 'yes'}}, optional: true}
      - {id: session, title: {fi: Tapaaminen}, session: {minutes: 60}, items: [one, two, three],
         every: {weeks: 2}, from: start}
      - {id: catch-up, title: {fi: Korvaus}, task: any, makes_up: session, optional: true}
      - {id: choose, title: {fi: Aihe}, per: group, by: host, each: session,
         decision: {free: true, sets: [topic, date]}}
      - {id: plan, title: {fi: Suunnitelma}, task: any, returns: 1,
         close: {after: session/last, days: 90}, else: waived}
      - {id: notes, title: {fi: Muistiot}, task: notes, record: {size: required, topic: required,
         cost: optional}}
      - {id: late, title: {fi: Tehtävä}, task: any, close: {after: start, days: 5}, else: missed}
      - {id: lenient, title: {fi: Tehtävä}, task: any, close: {after: start, days: 5},
         else: waived}
      - {id: recovery, title: {fi: Mittaus}, task: any, done_only: true, optional: true}
      - {id: diary, title: {fi: Päiväkirja}, task: any, span: {min_days: 7, max_days: 10}}
      - {id: card, title: {fi: Kokeilu}, experiment: any, record: {hypothesis: required}}
      - {id: part, title: {fi: Osa}, task: any, items: [aim, money]}
      - {id: review, title: {fi: Palaute}, task: any, by: fellow, each: part, returns: 1,
         close: {after: session/last, days: 30}, else: waived}
      - {id: verdict, title: {fi: Päätös}, decision: {values: [accepted, refused]},
         by: coordinator, returns: 2, close: {after: session/last, days: 30}, else: waived}
      - {id: talk, title: {fi: Keskustelu}, meeting: {minutes: 45, mode: online}, with: mentor,
         up_to: 3, optional: true}
      - {id: advice, title: {fi: Neuvo}, meeting: 30, with: expert, up_to: 3, distinct: true,
         optional: true}
      - {id: contact, title: {fi: Yhteys}, outcome: contact, up_to: 2, shared: true,
         optional: true}
      - {id: sale, title: {fi: Kauppa}, outcome: sale, optional: true}
      - {id: exchange, title: {fi: Vierailu}, visit: exchange, optional: true}
      - {id: rules, title: {fi: Säännöt}, agreement: rules}
      - {id: pact, title: {fi: Sopimus}, per: mentor, agreement: pact, by: {all: [self, mentor]},
         close: {after: "match:mentor", days: 30}, else: waived}
      - {id: plan-together, title: {fi: Yhteinen}, per: peer, agreement: plan, by: {all: [peer]},
         close: {after: "match:peer", days: 30}, else: waived}
      - {id: check, title: {fi: Tarkistus}, per: mentor, survey: after, by: {all: [self, mentor]},
         close: {after: "match:mentor", days: 30}, else: waived, optional: true}
      - {id: jury, title: {fi: Raati}, task: any, by: {any: [juror, coordinator], at_least: 2},
         close: {after: session/last, days: 30}, else: waived, optional: true}
      - {id: prize, title: {fi: Palkinto}, decision: {values: ['yes', 'no']},
         by: {any: [juror, coordinator], at_least: 2},
         close: {after: session/last, days: 30}, else: waived, optional: true}
      - {id: winners, title: {fi: Palkitut}, task: any, when: {is: {prize: 'yes'}},
         optional: true}
      - {id: peering, title: {fi: Vertaistapaaminen}, meeting: 30, with: peer, optional: true}
      - {id: selection, title: {fi: Valinta}, per: cohort, by: coordinator,
         decision: {about: enrolments, values: ['yes', 'no'], quota: {'yes': 1..2}}}
      - {id: go-on, title: {fi: Jatko}, per: cohort, by: coordinator,
         decision: {values: ['yes', 'no'], suggest: {is: {useful: high}}}}
      - {id: after, title: {fi: Lopuksi}, survey: after}
      - {id: chosen-one, title: {fi: Valitut}, task: any, when: {is: {chosen: 'yes'}},
         optional: true}
      - {id: contacted, title: {fi: Tavanneet}, task: any, when: {is: {met: 'yes'}},
         optional: true}
      - {id: later, title: {fi: Myöhemmin}, survey: after, on_end: [completed, withdrawn],
         open: {after: end, months: 1}, optional: true}
ends:
  - {id: refused, title: {fi: Ei}, as: declined, requires: {verdict: {is: {verdict: refused}}}}
  - {id: done, title: {fi: Valmis}, as: completed,
     requires: {sessions: {count: session, at_least: 2}}}
forms:
  needs:
    title: {fi: Tarpeet}
    questions:
      - {id: abroad, title: {fi: Ulkomaille}, required: true,
         choice: {options: [{id: 'yes', title: {fi: Kyllä}}, {id: 'no', title: {fi: Ei}}]}}
      - {id: hopes, title: {fi: Toiveet}, choice: {several: true,
         options: [{id: peers, title: {fi: Vertaiset}}, {id: skills, title: {fi: Taidot}}]}}
      - {id: age, title: {fi: Ikä}, number: {min: 0, max: 100}}
      - {id: why, title: {fi: Miksi}, words: {max_characters: 100}, required: true}
      - {id: strain, title: {fi: Jaksaminen}, health: {scale: {min: 1, max: 5}}}
  after:
    title: {fi: Lopuksi}
    questions:
      - {id: useful, title: {fi: Hyöty}, scale: {min: 1, max: 5}, required: true}
  
)";

// It has started, with four participants active in one group, and a mentor of each two of them:
// persons/m1 of e1 and e2 (links 1 and 2), persons/m2 of e3 and e4 (links 3 and 4).
inline CohortBuilder Workshop() {
  CohortBuilder cohort(kWorkshop, absl::CivilDay(2021, 2, 1));
  cohort.Run();
  cohort.Form(cohort.Enrol(4, storage::v1::ENROLMENT_STAGE_ACTIVE));
  for (uint32_t enrolment = 1; enrolment <= 4; ++enrolment) {
    const std::string mentor = enrolment <= 2 ? "persons/m1" : "persons/m2";
    const auto linked =
        cohort.Do(AssignLink{"mentor", {enrolment}, {}, {{mentor, {"mentor"}}}, ""});
    if (!linked.ok()) std::abort();
  }
  return cohort;
}

inline Doer Participant(uint32_t enrolment) {
  return Doer{false, "persons/p" + std::to_string(enrolment), {}};
}
inline Doer InRole(const std::string& person, const std::string& role) {
  return Doer{false, person, {role}};
}
inline Doer Operator() { return Doer{true, "", {}}; }

// Work of a kind on a step of e1, to be filled further.
inline RecordStep Doing(const std::string& key, WorkKind kind, OwnerRef owner = EnrolmentOf(1)) {
  RecordStep command;
  command.owner = owner;
  command.key = key;
  command.kind = kind;
  return command;
}

inline RecordStep Deciding(const std::string& key, const std::string& value,
                           OwnerRef owner = EnrolmentOf(1)) {
  RecordStep command = Doing(key, WorkKind::kDecision, owner);
  command.work.set_value(value);
  return command;
}

inline RecordStep Reviewing(const std::string& key, bool returned) {
  RecordStep command = Doing(key, WorkKind::kReview);
  command.work.set_returned(returned);
  return command;
}

}  // namespace kasvu::workflows

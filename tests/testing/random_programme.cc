#include "tests/testing/random_programme.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/testing/random_draft.h"
#include "tests/testing/random_step.h"

namespace kasvu::workflows {
namespace {

std::string Links(const Draft& draft) {
  std::string lines;
  if (draft.links.contains("mentor")) {
    absl::StrAppend(&lines, "  mentor: {of: mentor, size: 1, rematch: 2, consent: ",
                    draft.links.size() % 2 == 0 ? "both" : "none", "}\n");
  }
  if (draft.links.contains("pair")) {
    absl::StrAppend(&lines, "  pair: {of: participant, symmetric: true, size: 2..3}\n");
  }
  if (draft.links.contains("peer")) {
    absl::StrAppend(&lines, "  peer: {of: participant, size: 1}\n");
  }
  if (draft.links.contains("host")) {
    absl::StrAppend(&lines,
                    "  host: {of: participant, size: 1, pick: rotate, per: session, spacing: 1}\n");
  }
  if (draft.links.contains("round")) {
    absl::StrAppend(&lines, "  round: {of: participant, symmetric: true, size: 2..3, ",
                    "pick: rotate, per: round-talk}\n");
  }
  return lines;
}

std::string Head(Draft& draft) {
  std::string text = "template: example\nlanguages: [en]\ntitle: {en: Example}\n";
  if (!draft.params.empty()) {
    absl::StrAppend(&text, "params:\n");
    for (const std::string& param : draft.params) {
      const char* const range =
          param == "days" ? "{min: 5, max: 20, default: 10}" : "{min: 1, max: 4, default: 3}";
      absl::StrAppend(&text, "  ", param, ": ", range, "\n");
    }
  }
  absl::StrAppend(&text, "people:\n  cohort: 1..60\n  group: {min: 3, max: 8}\n");
  if (draft.has_tracks) absl::StrAppend(&text, "  tracks: {new: {}, old: {}}\n");
  std::vector<std::string> roles;
  if (draft.links.contains("mentor")) roles.push_back("mentor: {min: 1, capacity: 3}");
  if (draft.roles.contains("expert")) roles.push_back("expert: {min: 1}");
  if (!roles.empty()) absl::StrAppend(&text, "  roles: {", absl::StrJoin(roles, ", "), "}\n");
  if (const std::string links = Links(draft); !links.empty()) {
    absl::StrAppend(&text, "links:\n", links);
  }
  if (!draft.fact_lines.empty()) absl::StrAppend(&text, "facts:\n", draft.fact_lines);
  absl::StrAppend(&text, "calendar: {skip: [", draft.Chance(50) ? "holidays" : "holidays, july",
                  "]}\n");
  return text;
}

// Talks in changing pairs between the sessions.
std::string Rounds(Draft& draft) {
  draft.links.insert("round");
  draft.steps.push_back({.id = "round-talk", .is_series = true});
  return absl::StrCat("      - {id: round-talk, meeting: 30, with: round, gap: session, ",
                      "due: {after: this, days: 10}, close: {after: this, days: 40}, else: ",
                      draft.Chance(50) ? "waived" : "escalate", "}\n");
}

std::string Module(Draft& draft) {
  switch (draft.Below(3)) {
    case 0:
      return "      - {use: kasvu/joining@1}\n";
    case 1:
      if (draft.rolls) return "";
      return "      - {use: kasvu/experiment@1, as: trying, params: {about: digital}}\n";
    default:
      if (draft.rolls) return "";
      draft.form_lines +=
          "  measure: {questions: [{id: now, required: true, scale: {min: 1, max: 5}}]}\n";
      return "      - {use: kasvu/before-after@1, params: {form: measure, months: 3}}\n";
  }
}

std::string Aftercare(Draft& draft) {
  draft.form_lines += "  later: {questions: [{id: use, choice: {options: [a, b]}}]}\n";
  return "      - {id: later, survey: later, on_end: [completed, incomplete], "
         "open: {after: end, months: 1}, due: {after: end, months: 2}, optional: true}\n";
}

std::string Phases(Draft& draft) {
  std::string text = "phases:\n";
  const int phases = 1 + draft.Below(3);
  bool has_sessions = false;
  for (int phase = 0; phase < phases; ++phase) {
    std::string head = absl::StrCat("  - id: phase-", phase + 1, "\n");
    if (phase > 0 && draft.Chance(15)) {
      if (const std::string opens = RandomFactCondition(draft, "cohort"); !opens.empty()) {
        absl::StrAppend(&head, "    opens: ", opens, "\n");
      }
    }
    std::string steps;
    if (phase == 0 && draft.Chance(25)) absl::StrAppend(&steps, Module(draft));
    const int count = 1 + draft.Below(5);
    for (int i = 0; i < count; ++i) {
      // What comes before the sessions knows nothing of them.
      if (!has_sessions && (i > 0 || draft.Chance(60))) {
        absl::StrAppend(&steps, RandomSessions(draft));
        has_sessions = true;
        if (!draft.rolls && draft.Chance(15)) absl::StrAppend(&steps, Rounds(draft));
      }
      absl::StrAppend(&steps, RandomStep(draft));
    }
    if (!has_sessions) {
      absl::StrAppend(&steps, RandomSessions(draft));
      has_sessions = true;
    }
    absl::StrAppend(&text, head, "    steps:\n", steps);
  }
  if (draft.Chance(20)) absl::StrAppend(&text, Aftercare(draft));
  return text;
}

std::string Requirement(Draft& draft, const DraftStep& step) {
  if (!step.is_series) return absl::StrCat("{done: ", step.id, "}");
  return absl::StrCat("{count: ", step.id, ", all_but: ", draft.Below(2), "}");
}

std::string Ends(Draft& draft) {
  std::string requires_lines;
  if (draft.rolls) {
    absl::StrAppend(&requires_lines, "      session: {count: session, at_least: 1, window: ",
                    draft.Chance(50) ? "{last: 3}" : "{months: 6}", "}\n");
  } else {
    absl::StrAppend(&requires_lines, "      session: {count: session, all_but: ", draft.Below(2),
                    "}\n");
    if (draft.Chance(15)) {
      absl::StrAppend(&requires_lines,
                      "      seldom-away: {count: session, at_most: 1, state: missed}\n");
    }
  }
  std::vector<std::string> any;
  for (const DraftStep& step : draft.steps) {
    const bool fits = step.settles && !step.is_session && step.per.empty() && step.track.empty() &&
                      !step.is_rolling && !step.may_be_missed;
    if (!fits || !draft.Chance(25)) continue;
    if (draft.Chance(20)) {
      any.push_back(Requirement(draft, step));
    } else {
      absl::StrAppend(&requires_lines, "      ", step.id, ": ", Requirement(draft, step), "\n");
    }
  }
  if (any.size() > 1) {
    absl::StrAppend(&requires_lines, "      either: {any: [", absl::StrJoin(any, ", "), "]}\n");
  }
  for (const DraftFact& fact : draft.facts) {
    if (!fact.is_certain || !draft.Chance(10)) continue;
    absl::StrAppend(&requires_lines, "      ", fact.id, ": {is: {", fact.id, ": a}}\n");
  }
  std::string text;
  if (draft.rolls)
    absl::StrAppend(&text, "engaged: {count: session, at_least: 1, window: {last: 4}}\n");
  absl::StrAppend(&text, "ends:\n");
  if (!draft.facts.empty() && draft.Chance(15)) {
    if (const std::string stops = RandomFactCondition(draft, ""); !stops.empty()) {
      absl::StrAppend(&text, "  - {id: stopped, as: left, requires: {facts: ", stops, "}}\n");
    }
  }
  absl::StrAppend(&text, "  - id: completed\n    as: completed\n    requires:\n", requires_lines);
  return text;
}

}  // namespace

std::string RandomProgramme(std::mt19937_64& random) {
  Draft draft(random);
  draft.rolls = draft.Chance(15);
  draft.has_tracks = draft.Chance(20);
  const std::string phases = Phases(draft);
  const std::string ends = Ends(draft);
  std::string text = absl::StrCat(Head(draft), phases, ends);
  if (!draft.form_lines.empty()) absl::StrAppend(&text, "forms:\n", draft.form_lines);
  return text;
}

}  // namespace kasvu::workflows

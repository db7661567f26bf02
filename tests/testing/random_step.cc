#include "tests/testing/random_step.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kasvu::workflows {
namespace {

constexpr const char* kItems[] = {"one", "two", "three", "four", "five"};

// From whose state to whose information flows, the shared first.
int Width(const std::string& per) {
  return per == "cohort" ? 0 : per == "group" ? 1 : per.empty() ? 3 : 2;
}

std::string Amount(Draft& draft, int days) {
  switch (draft.Below(6)) {
    case 0:
      return absl::StrCat("weeks: ", 1 + days / 7);
    case 1:
      draft.params.insert("days");
      return "days: $days";
    default:
      return absl::StrCat("days: ", 1 + draft.Below(days));
  }
}

class StepWriter {
 public:
  explicit StepWriter(Draft& draft) : draft_(draft) {}

  std::string Write() {
    if (draft_.has_tracks && draft_.Chance(15))
      Set("for", step_.track = Chance(50) ? "new" : "old");
    Kind();
    if (Chance(20)) {
      Set("optional", "true");
      step_.settles = false;
    }
    Shape();
    Edges();
    Dates();
    Rest();
    draft_.steps.push_back(step_);
    return absl::StrCat("      - {id: ", step_.id, ", ", absl::StrJoin(lines_, ", "), "}\n");
  }

 private:
  bool Chance(int percent) { return draft_.Chance(percent); }
  int Below(int limit) { return draft_.Below(limit); }
  void Set(std::string_view key, std::string_view value) {
    lines_.push_back(absl::StrCat(std::string(key), ": ", std::string(value)));
  }

  void Kind() {
    switch (Below(11)) {
      case 0:
        return Survey();
      case 1:
        Begin("promise");
        Set("agreement", "rules");
        if (!Chance(30)) return;
        needs_others_ = true;
        return Set("by", "{all: [self, coordinator]}");
      case 2:
        Begin("choice");
        Set("decision", Chance(75) ? "{values: [a, b]}" : "{free: true}");
        return Fact(lines_.back().ends_with("[a, b]}"), "");
      case 3:
        return Meeting();
      case 4:
        Begin("trial");
        Set("experiment", "any");
        if (Chance(50)) Set("span", "{max_days: 28}");
        return Set("record", "{learning: required, cost: optional}");
      case 5:
        Begin("result");
        Set("outcome", Chance(50) ? "contact" : "{}");
        if (Chance(30)) Set("shared", "true");
        return;
      case 6:
        return Shared();
      case 7:
        Begin("visit");
        Set("visit", "exchange");
        return With();
      case 8:
        return OfLink();
      default:
        return Task();
    }
  }

  void Begin(std::string_view kind) { step_.id = draft_.NextId(kind); }

  void Survey() {
    Begin("survey");
    Set("survey", step_.id);
    absl::StrAppend(&draft_.form_lines, "  ", step_.id, ": {questions: [",
                    "{id: choice, required: true, choice: {options: [a, b]}}, ",
                    "{id: grade, required: true, scale: {min: 1, max: 5}}, ",
                    "{id: words, words: {max_characters: 100}}, ",
                    "{id: well, health: {scale: {min: 1, max: 10}}}]}\n");
    if (Chance(50)) return Fact(true, ", ask: choice");
    if (Chance(40)) {
      mean_ = absl::StrCat("mean-", step_.id);
      absl::StrAppend(&draft_.fact_lines, "  ", mean_, ": {step: ", step_.id,
                      ", ask: grade, mean: cohort, bands: {low: \"<4.0\", high: \">=4.0\"}, ",
                      "default: low}\n");
      draft_.facts.push_back({mean_, "mean", false});
    }
  }

  void Task() {
    Begin("task");
    if (Chance(15)) {
      absl::StrAppend(&draft_.form_lines, "  ", step_.id,
                      ": {questions: [{id: sum, number: {min: 1, max: 9}, required: true}]}\n");
      Set("task", absl::StrCat("{about: work, form: ", step_.id, "}"));
    } else {
      Set("task", "work");
    }
    if (Chance(15)) return Set("done_only", "true");
    if (Chance(15)) {
      Set("returns", "2");
      needs_others_ = true;
    }
    if (Chance(15)) Set("record", "{hours: optional}");
    if (!Chance(30)) return;
    switch (Below(4)) {
      case 0:
        Set("by", "coordinator");
        break;
      case 1:
        draft_.links.insert("mentor");
        Set("by", Chance(50) ? "mentor" : "{any: [mentor, self]}");
        break;
      case 2:
        draft_.links.insert("peer");
        Set("by", "peer");
        break;
      default:
        draft_.links.insert("mentor");
        Set("by", "{any: [self, mentor, coordinator], at_least: 2}");
        break;
    }
    needs_others_ = true;
  }

  void With() {
    const char* const kLinks[] = {"mentor", "pair", "peer"};
    if (Chance(20)) {
      draft_.roles.insert("expert");
      Set("with", "expert");
      distinct_ = Chance(50);
    } else {
      const std::string link = draft_.OneOf(kLinks);
      draft_.links.insert(link);
      Set("with", link);
    }
    needs_others_ = true;
  }

  void Meeting() {
    Begin("talk");
    Set("meeting", "45");
    With();
    if (Chance(30)) Set("notes", "confidential");
  }

  // What a group or the cohort has once, and the coordinator does.
  void Shared() {
    Begin("common");
    Set("per", step_.per = Chance(50) ? "cohort" : "group");
    if (Chance(60)) {
      std::string suggest;
      for (const DraftFact& fact : draft_.facts) {
        if (fact.per == "mean") suggest = absl::StrCat(", suggest: {is: {", fact.id, ": high}}");
      }
      Set("decision", absl::StrCat("{values: [a, b]", suggest, "}"));
      Fact(true, "");
    } else {
      Set("task", "arrange");
    }
    if (step_.per == "group" && Chance(20) && !draft_.rolls) {
      draft_.links.insert("host");
      Set("by", "host");
      Set("each", "session");
      step_.is_series = true;
    } else {
      Set("by", "coordinator");
    }
    needs_others_ = true;
  }

  // What a pair has together.
  void OfLink() {
    Begin("pairs");
    draft_.links.insert("pair");
    Set("per", step_.per = "pair");
    if (Chance(50)) {
      Set("meeting", "60");
      Set("with", "pair");
    } else {
      Set("agreement", "plan");
      Set("by", "{all: [pair]}");
    }
    needs_others_ = true;
  }

  void Fact(bool written, const std::string& ask) {
    if (!written || !Chance(70)) return;
    fact_ = absl::StrCat("fact-", step_.id);
    absl::StrAppend(&draft_.fact_lines, "  ", fact_, ": {step: ", step_.id, ask,
                    ", values: [a, b], default: ", Chance(50) ? "a" : "b", "}\n");
  }

  void Shape() {
    if (step_.is_series || !fact_.empty() || !mean_.empty()) return;
    if (distinct_) {
      Set("up_to", "3");
      Set("distinct", "true");
      step_.is_series = true;
      step_.settles = false;
      return;
    }
    const bool may_follow = step_.per != "cohort" && step_.per != "pair";
    switch (Below(11)) {
      case 0:
      case 1:
        if (!may_follow) return;
        Set("each", "session");
        if (!draft_.rolls && Chance(30)) Set("only", "[one, two]");
        follows_ = true;
        break;
      case 2:
        if (!may_follow || draft_.rolls) return;
        Set("gap", "session");
        follows_ = true;
        break;
      case 3:
        if (Chance(30) && may_follow) {
          Set("each", "session");
          follows_ = true;
        }
        draft_.params.insert("most");
        Set("up_to", Chance(40) ? "$most" : absl::StrCat(1 + Below(4)));
        step_.settles = false;
        break;
      case 4:
        step_.items.assign(kItems, kItems + 2 + Below(3));
        Set("items", absl::StrCat("[", absl::StrJoin(step_.items, ", "), "]"));
        Rhythm();
        break;
      case 5:
        Set("times", absl::StrCat(2 + Below(3)));
        Rhythm();
        break;
      case 6:
        // Of two replacements either may come first, which nobody can tell beforehand.
        if (draft_.rolls || needs_others_ || step_.per != "" || draft_.makes_up) return;
        draft_.makes_up = true;
        Set("makes_up", "session");
        step_.settles = false;
        makes_up_ = true;
        break;
      default:
        return;
    }
    step_.is_series = true;
  }

  void Rhythm() {
    if (!Chance(50)) return;
    Set("every", Chance(30) ? "{months: 1}" : absl::StrCat("{weeks: ", 1 + Below(4), "}"));
    Set("from", Chance(50) ? "{after: join, weeks: 2}" : "start");
    step_.is_dated = true;
  }

  void Edges() {
    if (const std::string when = RandomFactCondition(draft_, step_.per);
        !when.empty() && Chance(30)) {
      Set("when", when);
      step_.is_conditional = true;
    }
    std::vector<std::string> words;
    for (const DraftStep& other : draft_.steps) {
      const bool fits = other.settles && !other.is_session && !other.is_rolling &&
                        Width(other.per) <= Width(step_.per) &&
                        (other.track.empty() || other.track == step_.track);
      if (!fits || !Chance(12)) continue;
      const bool one = !other.items.empty() && Chance(50);
      words.push_back(one ? other.id + "/" + draft_.OneOf(other.items) : other.id);
    }
    const bool needs = Chance(50);
    if (!needs && !draft_.rolls && Chance(15)) words.push_back("session/last");
    if (!needs && !draft_.rolls && Chance(10)) words.push_back("session/one");
    if (words.empty()) return;
    Set(needs ? "needs" : "after", absl::StrCat("[", absl::StrJoin(words, ", "), "]"));
  }

  std::string Anchor() {
    std::vector<std::string> anchors = {"start", "join"};
    if (!draft_.rolls)
      anchors.insert(anchors.end(), {"session/first", "session/last", "session/two"});
    // The last item of a series has no next session.
    if (step_.per.empty() && !step_.is_series) anchors.push_back("session/next");
    if (follows_) anchors.insert(anchors.end(), 3, "this");
    if (step_.is_dated) anchors.insert(anchors.end(), 3, "this");
    if (draft_.links.contains("mentor") && step_.per.empty()) anchors.push_back("\"match:mentor\"");
    if (step_.per == "pair") anchors.push_back("\"match:pair\"");
    return draft_.OneOf(anchors);
  }

  void Dates() {
    if (makes_up_) return;
    if (Chance(25)) {
      Set("open", Chance(50) ? Anchor()
                             : absl::StrCat("{after: ", Anchor(), ", ", Amount(draft_, 10), "}"));
    }
    if (Chance(30)) {
      Set("due", absl::StrCat("{", Chance(85) ? "after: " : "before: ", Anchor(), ", ",
                              Amount(draft_, 30), "}"));
    }
    if (!needs_others_ && !Chance(35)) return;
    const bool each = follows_ || step_.is_dated;
    const std::string anchor = each || draft_.rolls ? (each ? "this" : "join") : "session/last";
    Set("close", absl::StrCat("{after: ", anchor,
                              ", days: ", (anchor == "join" ? 250 : 40) + Below(60), "}"));
    const char* const kElse[] = {"missed", "waived", "escalate"};
    const std::string otherwise = draft_.OneOf(kElse);
    Set("else", otherwise);
    step_.may_be_missed = otherwise != "waived";
    step_.settles = true;
  }

  void Rest() {
    if (Chance(15)) Set("effort", "{self: 30}");
    if (fact_.empty()) return;
    const bool certain =
        step_.per.empty() && step_.track.empty() && !step_.is_conditional && step_.settles;
    draft_.facts.push_back({fact_, step_.per, certain});
  }

  Draft& draft_;
  DraftStep step_;
  std::vector<std::string> lines_;
  std::string fact_;
  std::string mean_;
  bool needs_others_ = false;
  bool distinct_ = false;
  bool follows_ = false;
  bool makes_up_ = false;
};

}  // namespace

std::string RandomFactCondition(Draft& draft, const std::string& per) {
  std::vector<std::string> parts;
  for (const DraftFact& fact : draft.facts) {
    if (fact.per == "mean" || Width(fact.per) > Width(per) || !draft.Chance(40)) continue;
    parts.push_back(absl::StrCat("{is: {", fact.id, ": ", draft.Chance(65) ? "a" : "b", "}}"));
    if (draft.Chance(15)) parts.back() = absl::StrCat("{not: ", parts.back(), "}");
  }
  if (draft.links.contains("mentor") && per.empty() && draft.Chance(10)) {
    if (draft.fact_lines.find("  matched:") == std::string::npos) {
      absl::StrAppend(&draft.fact_lines, "  matched: {link: mentor}\n");
    }
    parts.push_back("{is: {matched: made}}");
  }
  if (parts.size() < 2) return parts.empty() ? "" : parts.front();
  return absl::StrCat(draft.Chance(50) ? "{all: [" : "{any: [", absl::StrJoin(parts, ", "), "]}");
}

std::string RandomSessions(Draft& draft) {
  DraftStep step{.id = "session"};
  step.is_series = step.is_session = step.is_dated = true;
  std::string line = "      - {id: session, ";
  if (draft.rolls) {
    step.is_rolling = true;
    absl::StrAppend(&line,
                    "session: {mode: onsite, weekday: tuesday, ordinal: ", 1 + draft.Below(4),
                    "}, every: {months: ", 1 + draft.Below(2), "}, from: start, until: closed");
    if (draft.Chance(40)) absl::StrAppend(&line, ", skip: [july]");
  } else {
    step.items.assign(kItems, kItems + 2 + draft.Below(4));
    std::vector<std::string> items(step.items.begin(), step.items.end());
    if (draft.Chance(20)) items[0] = "{id: one, minutes: 240}";
    if (draft.Chance(15)) items.back() = absl::StrCat("{id: ", items.back(), ", mode: onsite}");
    absl::StrAppend(&line,
                    "session: ", draft.Chance(50) ? "online" : "{mode: hybrid, time: \"17:30\"}",
                    ", items: [", absl::StrJoin(items, ", "),
                    "], from: ", draft.Chance(60) ? "start" : "{after: start, weeks: 2}");
    if (draft.Chance(25)) {
      draft.params.insert("weeks");
      absl::StrAppend(&line, ", every: {weeks: $weeks}");
    } else {
      absl::StrAppend(&line, ", every: {weeks: ", 1 + draft.Below(4), "}");
    }
  }
  draft.steps.push_back(step);
  return line + "}\n";
}

std::string RandomStep(Draft& draft) { return StepWriter(draft).Write(); }

}  // namespace kasvu::workflows

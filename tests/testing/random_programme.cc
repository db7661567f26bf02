#include "tests/testing/random_programme.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kasvu::workflows {
namespace {

constexpr const char* kItems[] = {"one", "two", "three", "four", "five"};

// A step that later ones may refer to.
struct Earlier {
  std::string id;
  bool single = true;
  bool of_enrolment = true;
  bool settles = true;  // by itself, or because everybody must
};

class Writer {
 public:
  explicit Writer(std::mt19937_64& random) : random_(random) {}

  std::string Write() {
    items_ = 2 + Below(4);
    std::string steps;
    const int before = Below(4);
    const int after = 2 + Below(7);
    for (int i = 0; i < before; ++i) absl::StrAppend(&steps, Step());
    absl::StrAppend(&steps, Sessions());
    for (int i = 0; i < after; ++i) absl::StrAppend(&steps, Step());
    std::string text =
        "template: example\nlanguages: [en]\ntitle: {en: Example}\n"
        "people: {group: {min: 3, max: 8}, roles: {mentor: {min: 1}}}\n";
    if (mentored_) absl::StrAppend(&text, "links: {mentor: {of: mentor, size: 1, rematch: 2}}\n");
    if (!facts_.empty()) absl::StrAppend(&text, "facts:\n", facts_);
    absl::StrAppend(&text, "calendar: {skip: [holidays]}\nphases:\n  - id: all\n",
                    "    title: {en: All}\n    steps:\n", steps, Ends(), forms_);
    return text;
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<uint64_t>(limit)); }
  bool Chance(int percent) { return Below(100) < percent; }

  std::string Head(const std::string& id) {
    return absl::StrCat("      - id: ", id, "\n        title: {en: Step}\n");
  }

  std::string Sessions() {
    std::vector<std::string> items(kItems, kItems + items_);
    has_sessions_ = true;
    return absl::StrCat(Head("session"),
                        "        session: online\n        every: {weeks: ", 1 + Below(4),
                        "}\n        from: ", Chance(70) ? "start" : "{after: start, weeks: 2}",
                        "\n        items: [", absl::StrJoin(items, ", "), "]\n");
  }

  std::string Step() {
    const std::string id = absl::StrCat("step-", ++count_);
    Earlier self{id, true, true, true};
    std::string text = Head(id);
    const bool mentor = Kind(id, self, text);
    Shape(self, text);
    Edges(text);
    Dates(mentor, self, text);
    earlier_.push_back(self);
    return text;
  }

  // Whether somebody else has to act.
  bool Kind(const std::string& id, Earlier& self, std::string& text) {
    switch (Below(8)) {
      case 0:
        absl::StrAppend(&forms_, "  ", id, ":\n    title: {en: Form}\n    questions:\n",
                        "      - {id: choice, title: {en: Q}, required: true, choice: {options: ",
                        "[{id: a, title: {en: A}}, {id: b, title: {en: B}}]}}\n",
                        "      - {id: words, title: {en: W}, words: {max_characters: 100}}\n");
        absl::StrAppend(&text, "        survey: ", id, "\n");
        if (Chance(50)) Fact(id, ", ask: choice, values: [a, b], default: b");
        return false;
      case 1:
        absl::StrAppend(&text, "        agreement: rules\n");
        return false;
      case 2:
        absl::StrAppend(&text, "        decision: {values: [a, b]}\n");
        if (Chance(70)) Fact(id, ", values: [a, b], default: b");
        return false;
      case 3:
        mentored_ = true;
        absl::StrAppend(&text, "        meeting: 45\n        with: mentor\n");
        return true;
      case 4:
        absl::StrAppend(&text, "        experiment: any\n        record: {learning: required}\n");
        return false;
      case 5:
        if (!Chance(70)) break;
        absl::StrAppend(&text, "        decision: {values: [a, b]}\n        per: ",
                        Chance(50) ? "cohort" : "group", "\n        by: coordinator\n");
        self.of_enrolment = false;
        if (Chance(80)) Fact(id, ", values: [a, b], default: b");
        return true;
      default:
        break;
    }
    absl::StrAppend(&text, "        task: work\n");
    return false;
  }

  void Fact(const std::string& id, const std::string& rest) {
    absl::StrAppend(&facts_, "  fact-", id, ": {step: ", id, rest, "}\n");
    fact_ids_.push_back("fact-" + id);
  }

  void Shape(Earlier& self, std::string& text) {
    if (Chance(25)) {
      absl::StrAppend(&text, "        optional: true\n");
      self.settles = false;
    }
    if (!self.of_enrolment || !has_sessions_ || fact_ids_.size() > 3) return;
    switch (Below(8)) {
      case 0:
        absl::StrAppend(&text, "        each: session\n");
        self.single = false;
        break;
      case 1:
        absl::StrAppend(&text, "        gap: session\n");
        self.single = false;
        break;
      case 2:
        absl::StrAppend(&text, "        up_to: ", 1 + Below(4), "\n");
        self.single = self.settles = false;
        break;
      default:
        break;
    }
  }

  void Edges(std::string& text) {
    if (!fact_ids_.empty() && Chance(35)) {
      absl::StrAppend(&text, "        when: {is: {",
                      fact_ids_[static_cast<size_t>(Below(static_cast<int>(fact_ids_.size())))],
                      ": ", Chance(70) ? "a" : "b", "}}\n");
    }
    std::vector<std::string> words;
    for (const Earlier& step : earlier_) {
      if (step.settles && Chance(15)) words.push_back(step.id);
    }
    const bool needs = Chance(50);
    if (!needs && has_sessions_ && Chance(20)) words.push_back("session/last");
    if (words.empty()) return;
    absl::StrAppend(&text, needs ? "        needs: [" : "        after: [",
                    absl::StrJoin(words, ", "), "]\n");
  }

  void Dates(bool somebody_else, Earlier& self, std::string& text) {
    if (has_sessions_ && Chance(25)) absl::StrAppend(&text, "        open: session/first\n");
    if (has_sessions_ && Chance(25)) {
      absl::StrAppend(&text, "        due: {after: session/last, days: ", Below(30), "}\n");
    }
    if (!somebody_else && !Chance(40)) return;
    const int way = Below(3);
    absl::StrAppend(&text, "        close: {after: ", has_sessions_ ? "session/last" : "start",
                    ", days: ", 40 + Below(60), "}\n        else: ",
                    way == 0   ? "missed"
                    : way == 1 ? "waived"
                               : "escalate",
                    "\n");
    self.settles = true;
  }

  std::string Ends() {
    std::string text = absl::StrCat(
        "ends:\n  - id: completed\n    title: {en: Completed}\n    as: completed\n"
        "    requires:\n      session: {count: session, all_but: ",
        Below(2), "}\n");
    for (const Earlier& step : earlier_) {
      if (!step.single || !step.settles || !Chance(30)) continue;
      absl::StrAppend(&text, "      ", step.id, ": {done: ", step.id, "}\n");
    }
    if (!forms_.empty()) absl::StrAppend(&text, "forms:\n");
    return text;
  }

  std::mt19937_64& random_;
  int items_ = 0;
  int count_ = 0;
  bool has_sessions_ = false;
  bool mentored_ = false;
  std::string facts_;
  std::string forms_;
  std::vector<std::string> fact_ids_;
  std::vector<Earlier> earlier_;
};

}  // namespace

std::string RandomProgramme(std::mt19937_64& random) { return Writer(random).Write(); }

}  // namespace kasvu::workflows

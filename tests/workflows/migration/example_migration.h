// Three participants in one group of a small programme that is to go to another version.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/testing/play.h"
#include "tests/testing/scripted_player.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/migration/plan.h"

namespace kasvu::workflows {

inline constexpr char kPlain[] =
    "      - {id: plan, title: {en: P}, task: work}\n"
    "      - {id: report, title: {en: R}, task: work}\n";

class ExampleMigration {
 public:
  // The steps and the items of the sessions before and after; `ends_by` is what the last version's
  // end requires.
  ExampleMigration(const std::string& before, const std::string& after,
                   const std::string& items_before = "[one, two]",
                   const std::string& items_after = "[one, two]", const std::string& ends_by = "")
      : play_(Make(before, items_before, ""), CohortOnFirst(), At(2026, 8, 1)),
        target_{"example/example@2", "two", Make(after, items_after, ends_by)} {
    ScriptedPlayer(play_).Enrol(3, At(2026, 8, 1));
    play_.SettleAll(now_);
  }

  Play& play() { return play_; }
  absl::Time now() const { return now_; }
  const Target& target() const { return target_; }

  void Done(uint32_t enrolment, const std::string& key) {
    RecordStep record;
    record.owner = EnrolmentOf(enrolment);
    record.key = key;
    const auto done = play_.Do(record, now_);
    EXPECT_TRUE(done.ok()) << done.status();
  }

  absl::StatusOr<MigrationPlan> Plan(const MigrationOptions& options) {
    return PlanMigration(play_.At(now_), target_, options);
  }

  void Apply() { play_.Carry(target_.digest, target_.program, Plan({})->events, now_); }

  // "e1 changed +extra; e2 refused whole-group e1; "
  std::string Told(const MigrationOptions& options) {
    const auto plan = Plan(options);
    if (!plan.ok()) return plan.status().ToString();
    std::string told;
    for (const EnrolmentPlan& one : plan->enrolments) {
      static constexpr const char* kOutcomes[] = {"carries", "changed", "needs", "refused"};
      absl::StrAppend(&told, "e", one.enrolment, " ", kOutcomes[one.outcome]);
      if (one.rule != MigrationRule::kNone) {
        const std::string_view id = IdOf(one.rule);
        absl::StrAppend(&told, " ", std::string(id), one.about.empty() ? "" : " ", one.about);
      }
      for (const MigrationChange& change : one.changes) {
        absl::StrAppend(&told, " ", Word(change));
      }
      told += "; ";
    }
    return told;
  }

 private:
  static std::string Word(const MigrationChange& change) {
    switch (change.kind) {
      case MigrationChange::kStepAdded:
        return "+" + change.key;
      case MigrationChange::kStepRemoved:
        return "-" + change.key;
      case MigrationChange::kStepRenamed:
        return change.key + ">" + change.to;
      case MigrationChange::kCreditKept:
        return "credit:" + change.key;
      case MigrationChange::kCredited:
        return "credited:" + change.key + ">" + change.to;
      case MigrationChange::kWaived:
        return "waived:" + change.key;
      default:
        return absl::StrCat("dated:", change.key);
    }
  }

  static storage::v1::CohortState CohortOnFirst() {
    storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
    cohort.set_template_("example/example@1");
    cohort.set_digest("one");
    return cohort;
  }

  static std::shared_ptr<const Program> Make(const std::string& steps, const std::string& items,
                                             const std::string& ends_by) {
    const std::string required =
        ends_by.empty() ? "{count: session, all_but: 0}" : "{done: " + ends_by + "}";
    return ProgramOf(
        absl::StrCat(
            "template: example\nlanguages: [en]\ntitle: {en: Example}\n"
            "people: {group: {min: 3, max: 8}}\nphases:\n  - id: all\n    title: {en: All}\n"
            "    steps:\n",
            steps,
            "      - {id: session, title: {en: S}, session: online, optional: true, "
            "every: {weeks: 2}, from: {after: start, weeks: 8}, items: ",
            items,
            "}\nends:\n  - {id: completed, title: {en: Done}, as: completed, requires: {it: ",
            required, "}}\n"),
        CohortOnFirst());
  }

  const absl::Time now_ = At(2026, 9, 20);
  Play play_;
  Target target_;
};

}  // namespace kasvu::workflows

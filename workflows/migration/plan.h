// What another version would mean for everyone in a running cohort, before anything happens.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "workflows/cohort/pins.h"
#include "workflows/migration/options.h"
#include "workflows/migration/rules.h"

namespace kasvu::workflows {

// The version to migrate to, as the cohort would play it.
struct Target {
  std::string name;    // publisher/id@version
  std::string digest;  // of the version
  std::shared_ptr<const Program> program;
};

struct MigrationChange {
  enum Kind {
    kStepAdded,
    kStepRemoved,  // nothing had been done about it
    kStepRenamed,  // `to` is what it is called now
    kDueMoved,     // from `before` to `after`, of the step as it is called now
    kCloseMoved,
    kCreditKept,      // done before, no counterpart: stays as earlier credit
    kCredited,        // what was done counts for `to`
    kWaived,          // new to her, and its close has passed
    kSessionAdded,    // to a group's plan, at `after`, or without a date
    kSessionRemoved,  // called off
    kSessionMoved,
    kSessionRenamed,
  };
  Kind kind = kStepAdded;
  std::string key;
  std::string to;
  std::optional<absl::Time> before;
  std::optional<absl::Time> after;
};

struct EnrolmentPlan {
  enum Outcome { kCarriesOver, kCarriesOverChanged, kNeedsPerson, kRefused };
  uint32_t enrolment = 0;
  Outcome outcome = kCarriesOver;
  MigrationRule rule = MigrationRule::kNone;
  std::string about;  // what the rule is about: a step, fact, link, end, or another enrolment (e7)
  std::vector<MigrationChange> changes;
};

struct GroupPlan {
  uint32_t group = 0;
  std::vector<MigrationChange> changes;
};

struct MigrationPlan {
  std::vector<EnrolmentPlan> enrolments;   // everyone, by ordinal
  std::vector<GroupPlan> groups;           // those whose sessions change
  bool cohort_moves = false;               // and with it whoever is enrolled from now on
  std::vector<storage::v1::Event> events;  // what applying comes to; of everyone who carries over
};

// Plans it on what `view` shows, in which time has caught up for everybody; its pins have the
// versions that govern it now. Pure, and the same whenever it is asked of the same. COHORT_OVER.
absl::StatusOr<MigrationPlan> PlanMigration(const View& view, const Target& target,
                                            const MigrationOptions& options);

}  // namespace kasvu::workflows

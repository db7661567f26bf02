// What came of played cohorts, in sums: the same whatever order the runs are added in.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

struct EndTally {
  kasvu::v1::EndKind kind = kasvu::v1::END_KIND_UNSPECIFIED;
  int64_t people = 0;

  friend bool operator==(const EndTally&, const EndTally&) = default;
};

struct StuckTally {
  int64_t left = 0;
  int64_t kept = 0;

  friend bool operator==(const StuckTally&, const StuckTally&) = default;
};

struct SessionTally {
  int64_t first = INT64_MAX;  // the earliest start of all runs, in microseconds
  int64_t held = 0;
  int64_t present = 0;
  int64_t absent = 0;
  int64_t gone = 0;

  friend bool operator==(const SessionTally&, const SessionTally&) = default;
};

// Minutes by week; week 1 begins on the start date.
struct RoleTally {
  int people = 0;  // the most of any run
  std::map<int, int64_t> minutes;

  friend bool operator==(const RoleTally&, const RoleTally&) = default;
};

struct Tally {
  int64_t runs = 0;
  int64_t accepted = 0;
  int64_t started = 0;
  int64_t completed = 0;
  int64_t engaged = 0;
  std::map<int, int64_t> runs_by_completed;
  std::map<std::string, EndTally> ends;
  std::map<std::string, StuckTally> stuck;       // by slot
  std::map<std::string, SessionTally> sessions;  // by slot
  std::map<std::string, RoleTally> roles;        // self, coordinator, the template's
  std::map<int, int64_t> overdue;                // steps at the end of the week
  std::map<std::string, int64_t> refused;        // commands, by the rule's reason

  void Add(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace kasvu::workflows

// What the coordinator decides about a migration.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace kasvu::workflows {

enum class DateRule {
  kKeep,       // what was due, and which session was planned, stays when it was
  kRecompute,  // the new version's dates hold; what somebody has moved by hand stays
};

struct MigrationOptions {
  std::set<uint32_t> only;    // nobody: everybody
  std::set<uint32_t> except;  // these stay behind
  DateRule dates = DateRule::kKeep;
  // What was done under a key of the old version counts for one of the new; "" sets it aside.
  std::map<std::string, std::string> credits;
  std::set<uint32_t> accepted;  // whom the coordinator has looked at and lets migrate nevertheless
  bool accepts_all = false;
};

}  // namespace kasvu::workflows

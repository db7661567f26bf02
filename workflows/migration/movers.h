// Who may go to another version together: what two of them share cannot go by two versions that
// say different things about it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "workflows/migration/plan.h"

namespace kasvu::workflows {

struct Stopped {
  MigrationRule rule = MigrationRule::kNone;
  std::string about;
};

// Who and what moves.
struct Movers {
  std::set<uint32_t> enrolments;
  std::set<uint32_t> groups;
  std::set<uint32_t> links;
  bool cohort = false;

  friend bool operator==(const Movers&, const Movers&) = default;
};

class Together {
 public:
  // All outlive it.
  Together(const View& view, const Target& target, const MigrationOptions& options);

  // Takes from `candidates` those who cannot move because somebody stays whom they share something
  // with, saying so in `stopped`, and tells what moves with the rest.
  Movers Choose(std::set<uint32_t> candidates, std::map<uint32_t, Stopped>& stopped);

 private:
  // Whether the version of `owner` says the same about what is shared there as the target.
  bool Same(OwnerRef owner, storage::v1::Owner level, const std::string& link);
  const std::string& Said(const Program& program, storage::v1::Owner level,
                          const std::string& link);
  bool Stays(uint32_t enrolment, const std::set<uint32_t>& moving) const;
  // Takes out of `moving` the members of `together` when one of them stays; whether it did.
  bool Hold(const std::set<uint32_t>& together, MigrationRule rule, const std::string& otherwise,
            std::set<uint32_t>& moving, std::map<uint32_t, Stopped>& stopped) const;
  bool HoldOnce(std::set<uint32_t>& moving, std::map<uint32_t, Stopped>& stopped);
  bool CohortMoves(const std::set<uint32_t>& moving);

  const View& view_;
  const Target& target_;
  const MigrationOptions& options_;
  std::map<std::string, std::string> said_;
  std::set<uint32_t> everybody_;
  std::set<uint32_t> ungrouped_;
  std::map<uint32_t, std::set<uint32_t>> in_link_;
};

// The ordinal as people type it: e7.
std::string NameOf(uint32_t enrolment);

}  // namespace kasvu::workflows

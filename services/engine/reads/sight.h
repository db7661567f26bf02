// How much of one cohort somebody sees.
#pragma once

#include <cstdint>
#include <set>

#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// Whom a participant or mentor sees; what is not in here does not exist for her.
struct Sight {
  bool everything = false;        // coordinators, and whoever has a mandate for this very cohort
  std::set<uint32_t> enrolments;  // her own and those that a live link puts in her care
  std::set<uint32_t> own;         // those of them that are herself
  std::set<uint32_t> served;      // whose work she reads as a fellow: to act on, not to look at
  std::set<uint32_t> groups;      // hers and of those in her care
  std::set<uint32_t> links;       // those she is in, ended ones too

  // Whether the cohort exists for her at all.
  bool Anything() const { return everything || !enrolments.empty() || !links.empty(); }
  // Whether she sees others than herself: what a call for mentors asks.
  bool Others() const { return everything || enrolments.size() > own.size(); }

  bool SeesEnrolment(uint32_t ordinal) const { return everything || enrolments.contains(ordinal); }
  bool SeesGroup(uint32_t ordinal) const { return everything || groups.contains(ordinal); }
  // The cohort's own steps are there for all who see any of it.
  bool Sees(const workflows::OwnerRef& owner) const;
};

// What `doer` sees of what `image` holds. `of_cohort`: one of her mandates names this very cohort,
// not a region or an organisation. The far side of a link sees those whom it serves; those whom it
// serves, and the members of a symmetric one, see the link and not each other's progress.
Sight SightOf(const workflows::CohortImage& image, const workflows::Doer& doer, bool of_cohort);

}  // namespace kasvu::engine

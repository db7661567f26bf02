// Which end an enrolment has reached, and how far it is from the others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflows/cohort/evaluation.h"

namespace kasvu::workflows {

struct ReachedEnd {
  std::string id;
  kasvu::v1::EndKind kind = kasvu::v1::END_KIND_UNSPECIFIED;
  absl::Time at;  // when the last of what it rests on settled, whenever it is asked
};

// The end of the version that the enrolment reached first, of several at the same instant the first
// in their order. One of kind completed is reached once every step that completion waits for has
// settled as well. `closing`: the cohort closes now, so what has not settled has expired and the
// built-in `incomplete` is reached when nothing else is. Whether she is active is not asked.
std::optional<ReachedEnd> EndOf(const View& view, uint32_t enrolment, bool closing);
std::optional<ReachedEnd> EndOf(Evaluation& evaluation, uint32_t enrolment, bool closing);

struct RequirementView {
  std::string end;
  std::string id;
  bool holds = false;
};

// The requirements of every end that is open to the enrolment's track, in order.
std::vector<RequirementView> RequirementsOf(const View& view, uint32_t enrolment);

// Whether the version's `engaged` holds; true where it has none.
bool IsEngaged(const View& view, uint32_t enrolment);

}  // namespace kasvu::workflows

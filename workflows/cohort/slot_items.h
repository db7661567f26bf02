// How the slots of one series belong to those of another.
#pragma once

#include <string_view>

#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// `each` may lead to another `each`; a version that is checked never goes deeper.
inline constexpr int kMaxBaseDepth = 8;

// What stands after the step's id in a key: "goals" of "session/goals", "day-1/2" of
// "runway.talk/day-1/2".
std::string_view ItemIn(std::string_view key);

// The item without its number: "day-1" of "day-1/2"; empty for "2".
std::string_view BaseItemOf(std::string_view item);

// The series that `step` has one of for each item, between items or for each missed one; or null.
const ProgramStep* BaseOf(const Program& program, const ProgramStep& step);

// The item of its base that the slot `item` of `step` belongs to.
std::string_view ItemInBase(const ProgramStep& step, std::string_view item);

// Whether the slots of the two belong together by name: one is the base of the other, or both have
// the same.
bool ShareItems(const Program& program, const ProgramStep& step, const ProgramStep& other);

}  // namespace kasvu::workflows

// Who acts in a played cohort. Everybody is invented: enrolment 7 is persons/participant-7, and the
// other roles have as many people as the links need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// persons/participant-7, and back; 0 for anybody else.
std::string NameOfParticipant(uint32_t number);
uint32_t ParticipantIn(std::string_view person);

Doer Coordinator();
Doer Participant(const CohortImage& image, uint32_t enrolment);
Doer InRole(std::string_view role, int number);

// Those who have to act for `slot` to be done, in order: each of `by: all`, as many of `any` as
// are asked for, else the participant, or the coordinator of what is shared.
std::vector<Doer> ActorsOf(const View& view, const SlotView& slot);

// The persons that `slot` is `with`, as far as they are linked or any have that role; for a series
// `distinct` somebody else each time, told apart by `number`.
std::vector<std::string> Company(const View& view, const SlotView& slot, int number);

}  // namespace kasvu::workflows

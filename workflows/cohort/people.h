// The people behind the words of a version: oneself, participants, the other side of a link.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

inline constexpr std::string_view kSelf = "self";
inline constexpr std::string_view kParticipant = "participant";

// Whether all in the link of that name have the same part; false for other words.
bool IsSymmetric(const View& view, std::string_view link);

// The participants whom the owner is about: one, those that a link serves, a group, everybody.
std::vector<std::string> ParticipantsOf(const View& view, OwnerRef owner);

// The people whom a word stands for at that step: `self`, `participant` or a link's name. Those on
// the other side of a link, everyone in a symmetric one; only links that are bound and not ended,
// and of those made for items the one of this item. Nobody for a role.
std::vector<std::string> PeopleBehind(const View& view, const SlotView& slot,
                                      std::string_view word);

}  // namespace kasvu::workflows

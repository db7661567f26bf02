// The engine's indexes as the tables that they are, for whoever checks their lines.
#pragma once

#include <cstdint>
#include <string>

#include "services/common/row_check.h"

namespace kasvu::engine {

inline constexpr services::Lines<std::string, uint32_t, uint64_t> kHistoryLines(
    storage::Tag::kHistoryIndex);
inline constexpr services::Lines<std::string, uint64_t> kAnchorLines(
    storage::Tag::kAnchorsByCohort);
inline constexpr services::Lines<std::string, std::string, uint32_t> kEnrolmentByPersonLines(
    storage::Tag::kEnrolmentByPerson);
inline constexpr services::Lines<std::string, std::string, uint32_t> kLinkByPersonLines(
    storage::Tag::kLinkByPerson);
inline constexpr services::Lines<std::string, std::string, uint32_t> kLiveEnrolmentByPersonLines(
    storage::Tag::kLiveEnrolmentByPerson);
inline constexpr services::Lines<std::string, std::string, uint32_t> kLiveLinkByPersonLines(
    storage::Tag::kLiveLinkByPerson);
inline constexpr services::Lines<std::string, std::string> kScopeLines(
    storage::Tag::kCohortsByScope);
inline constexpr services::Lines<std::string, uint32_t> kLiveEnrolmentLines(
    storage::Tag::kLiveEnrolments);
inline constexpr services::Lines<std::string, uint32_t> kLiveLinkLines(storage::Tag::kLiveLinks);
inline constexpr services::Lines<int64_t, std::string> kWakeLines(storage::Tag::kDueInstants);
inline constexpr services::Lines<std::string, std::string> kCounterRows(
    storage::Tag::kEngineCounters);

}  // namespace kasvu::engine

// The engine's tables. Everything under a cohort begins with the cohort's id and is written by
// the committer alone.
#pragma once

#include <cstdint>
#include <string>

#include "kasvu/storage/v1/catalogue.pb.h"
#include "kasvu/storage/v1/history.pb.h"
#include "kasvu/storage/v1/purge.pb.h"
#include "kasvu/storage/v1/state.pb.h"
#include "storage/counter.h"
#include "storage/index.h"
#include "storage/table.h"

namespace kasvu::engine {

// States, by cohort and ordinal.
inline constexpr storage::Table<kasvu::storage::v1::CohortState, std::string> kCohortTable(
    storage::Tag::kCohorts);
inline constexpr storage::Table<kasvu::storage::v1::GroupState, std::string, uint32_t> kGroupTable(
    storage::Tag::kGroups);
inline constexpr storage::Table<kasvu::storage::v1::LinkState, std::string, uint32_t> kLinkTable(
    storage::Tag::kLinks);
inline constexpr storage::Table<kasvu::storage::v1::EnrolmentState, std::string, uint32_t>
    kEnrolmentTable(storage::Tag::kEnrolments);

// The end of a cohort's history.
inline constexpr storage::Table<kasvu::storage::v1::CohortHead, std::string> kHeadTable(
    storage::Tag::kCohortHeads);

// Bytes of HistoryRecord as they were hashed, by cohort and position from 1.
inline constexpr storage::Table<std::string, std::string, uint64_t> kHistoryTable(
    storage::Tag::kHistory);
// Cohort, enrolment, position: the records with events of that enrolment.
inline constexpr storage::Index<std::string, uint32_t, uint64_t> kHistoryIndex(
    storage::Tag::kHistoryIndex);

// Bytes of AuditAnchor as they were hashed, by position from 1; and which of them name a cohort.
inline constexpr storage::Table<std::string, uint64_t> kAnchorTable(storage::Tag::kAuditAnchors);
inline constexpr storage::Index<std::string, uint64_t> kAnchorIndex(storage::Tag::kAnchorsByCohort);

// By cohort and request id.
inline constexpr storage::Table<kasvu::storage::v1::RequestRecord, std::string, std::string>
    kRequestTable(storage::Tag::kEngineRequests);

// Person (persons/…), cohort, ordinal: everything that ever was, for who may see what; and what
// may still ask something of somebody, for worklists.
inline constexpr storage::Index<std::string, std::string, uint32_t> kEnrolmentByPerson(
    storage::Tag::kEnrolmentByPerson);
inline constexpr storage::Index<std::string, std::string, uint32_t> kLinkByPerson(
    storage::Tag::kLinkByPerson);
inline constexpr storage::Index<std::string, std::string, uint32_t> kLiveEnrolmentByPerson(
    storage::Tag::kLiveEnrolmentByPerson);
inline constexpr storage::Index<std::string, std::string, uint32_t> kLiveLinkByPerson(
    storage::Tag::kLiveLinkByPerson);

// Scope (regions/…, organisations/…) and cohort: what a mandate that names no cohort leads to.
inline constexpr storage::Index<std::string, std::string> kCohortsByScope(
    storage::Tag::kCohortsByScope);

// Cohort and ordinal of what may still change.
inline constexpr storage::Index<std::string, uint32_t> kLiveEnrolments(
    storage::Tag::kLiveEnrolments);
inline constexpr storage::Index<std::string, uint32_t> kLiveLinks(storage::Tag::kLiveLinks);

// Instant in microseconds and cohort: one row for each cohort that time may change, no later than
// it does.
inline constexpr storage::Index<int64_t, std::string> kWakeIndex(storage::Tag::kDueInstants);

// Cohort and the name of a stage: how many enrolments are in it.
inline constexpr storage::Counter<std::string, std::string> kStageCounter(
    storage::Tag::kEngineCounters);

// Compiled versions by the digest of their source, serialised once; kept for good.
inline constexpr storage::Table<std::string, std::string> kPinnedTable(
    storage::Tag::kPinnedVersions);

// What the catalogue last said of a version, by its name.
inline constexpr storage::Table<kasvu::storage::v1::KnownStandingRecord, std::string>
    kKnownStandingTable(storage::Tag::kKnownStandings);

// What stays of cohorts that were archived and purged; those whose rows still have to go; and, by
// person and cohort, which words in their archives somebody shares with others.
inline constexpr storage::Table<kasvu::storage::v1::PurgedCohort, std::string> kPurgedTable(
    storage::Tag::kPurgedCohorts);
inline constexpr storage::Table<kasvu::storage::v1::PurgeUnderWay, std::string> kUnderWayTable(
    storage::Tag::kPurgesUnderWay);
inline constexpr storage::Table<kasvu::storage::v1::ArchivedWords, std::string, std::string>
    kArchivedWordsTable(storage::Tag::kArchivedWords);

// Small facts about the engine itself, by name.
inline constexpr storage::Table<std::string, std::string> kMetaTable(storage::Tag::kEngineMeta);

}  // namespace kasvu::engine

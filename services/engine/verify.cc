#include "services/engine/verify.h"

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/errors.h"
#include "services/engine/history_chain.h"
#include "services/engine/liveness.h"
#include "services/engine/tables.h"
#include "storage/record.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;
using kasvu::storage::v1::EnrolmentStage_Name;
using kasvu::storage::v1::HistoryRecord;
using workflows::CohortImage;

// Compares one cohort's stored things with what its history leads to.
class Comparison {
 public:
  Comparison(const storage::Reader& reader, const workflows::View& view, const std::string& cohort,
             const CohortHead& head, const CohortImage& replayed)
      : reader_(reader), view_(view), cohort_(cohort), head_(head), replayed_(replayed) {}

  absl::Status States(const CohortImage& stored) const {
    KASVU_RETURN_IF_ERROR(Same("the cohort", stored.cohort, replayed_.cohort));
    KASVU_RETURN_IF_ERROR(SameAll("a group", stored.groups, replayed_.groups));
    KASVU_RETURN_IF_ERROR(SameAll("a link", stored.links, replayed_.links));
    return SameAll("an enrolment", stored.enrolments, replayed_.enrolments);
  }

  absl::Status Indexes(const std::set<std::pair<uint32_t, uint64_t>>& events) const {
    std::set<std::pair<uint32_t, uint64_t>> indexed;
    KASVU_RETURN_IF_ERROR(kHistoryIndex.Scan(reader_, std::tuple(cohort_), [&](const auto& key) {
      indexed.emplace(std::get<1>(key), std::get<2>(key));
      return true;
    }));
    if (indexed != events) return Broken("the index of the history differs");

    std::set<uint32_t> live_enrolments, live_links;
    for (const auto& [ordinal, enrolment] : replayed_.enrolments) {
      const bool live =
          IsLive(workflows::Governing(view_, workflows::EnrolmentOf(ordinal)), enrolment);
      if (live) live_enrolments.insert(ordinal);
      KASVU_RETURN_IF_ERROR(InIndex(kEnrolmentByPerson, enrolment.person(), ordinal, true));
      KASVU_RETURN_IF_ERROR(InIndex(kLiveEnrolmentByPerson, enrolment.person(), ordinal, live));
    }
    for (const auto& [ordinal, link] : replayed_.links) {
      const bool live = IsLive(link);
      if (live) live_links.insert(ordinal);
      for (const auto& member : link.members()) {
        if (member.person().empty()) continue;
        KASVU_RETURN_IF_ERROR(InIndex(kLinkByPerson, member.person(), ordinal, true));
        KASVU_RETURN_IF_ERROR(InIndex(kLiveLinkByPerson, member.person(), ordinal, live));
      }
    }
    KASVU_RETURN_IF_ERROR(SameOrdinals(kLiveEnrolments, live_enrolments));
    return SameOrdinals(kLiveLinks, live_links);
  }

  absl::Status Counters() const {
    std::map<std::string, int64_t> counted, stored;
    for (const auto& [ordinal, enrolment] : replayed_.enrolments) {
      ++counted[EnrolmentStage_Name(enrolment.stage())];
    }
    KASVU_RETURN_IF_ERROR(
        kStageCounter.Scan(reader_, std::tuple(cohort_), [&](const auto& key, int64_t count) {
          stored[std::get<1>(key)] = count;
          return true;
        }));
    return counted == stored ? absl::OkStatus() : Broken("a counter differs from a recount");
  }

  absl::Status Wake() const {
    if (head_.wakes_at() == 0) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(const bool found,
                           kWakeIndex.Contains(reader_, {head_.wakes_at(), cohort_}));
    return found ? absl::OkStatus() : Broken("the index of what time settles differs");
  }

 private:
  absl::Status Broken(std::string_view why) const { return HistoryBroken(head_.position(), why); }

  template <class State>
  absl::Status Same(std::string_view kind, const State& stored, const State& replayed) const {
    if (storage::EncodeRecord(stored) == storage::EncodeRecord(replayed)) return absl::OkStatus();
    return Broken("the stored state of " + std::string(kind) + " differs");
  }

  template <class State>
  absl::Status SameAll(std::string_view kind, const std::map<uint32_t, State>& stored,
                       const std::map<uint32_t, State>& replayed) const {
    if (stored.size() != replayed.size()) {
      return Broken("the stored state of " + std::string(kind) + " is missing or too much");
    }
    for (const auto& [ordinal, state] : replayed) {
      const auto found = stored.find(ordinal);
      if (found == stored.end()) return Broken("the state of " + std::string(kind) + " is missing");
      KASVU_RETURN_IF_ERROR(Same(kind, found->second, state));
    }
    return absl::OkStatus();
  }

  template <class Index>
  absl::Status InIndex(const Index& index, const std::string& person, uint32_t ordinal,
                       bool expected) const {
    KASVU_ASSIGN_OR_RETURN(const bool found, index.Contains(reader_, {person, cohort_, ordinal}));
    return found == expected ? absl::OkStatus() : Broken("an index by person differs");
  }

  template <class Index>
  absl::Status SameOrdinals(const Index& index, const std::set<uint32_t>& expected) const {
    std::set<uint32_t> found;
    KASVU_RETURN_IF_ERROR(index.Scan(reader_, std::tuple(cohort_), [&](const auto& key) {
      found.insert(std::get<1>(key));
      return true;
    }));
    return found == expected ? absl::OkStatus() : Broken("an index of what is live differs");
  }

  const storage::Reader& reader_;
  const workflows::View view_;  // of what is stored
  const std::string& cohort_;
  const CohortHead& head_;
  const CohortImage& replayed_;
};

}  // namespace

absl::StatusOr<kasvu::v1::VerifyHistoryResponse> VerifyCohort(const storage::Reader& reader,
                                                              Programs& programs,
                                                              const std::string& cohort) {
  // First, for it knows of histories that are gone as a whole.
  KASVU_RETURN_IF_ERROR(CheckAnchorsOf(reader, cohort).status());
  KASVU_ASSIGN_OR_RETURN(const LoadedCohort stored,
                         LoadCohort(reader, programs, cohort, absl::InfinitePast()));
  CohortImage replayed;
  std::set<std::pair<uint32_t, uint64_t>> events_of;
  kasvu::v1::VerifyHistoryResponse response;
  KASVU_RETURN_IF_ERROR(WalkChain(reader, cohort, stored.head, [&](const HistoryRecord& record) {
    for (const auto& event : record.events()) {
      workflows::Apply(replayed, event);
      if (event.owner() == kasvu::storage::v1::OWNER_ENROLMENT) {
        events_of.emplace(event.ordinal(), record.position());
      }
    }
    response.set_records(response.records() + 1);
    response.set_events(response.events() + record.events_size());
    return absl::OkStatus();
  }));
  const Comparison comparison(reader, stored.At(absl::InfinitePast()), cohort, stored.head,
                              replayed);
  KASVU_RETURN_IF_ERROR(comparison.States(stored.image));
  KASVU_RETURN_IF_ERROR(comparison.Indexes(events_of));
  KASVU_RETURN_IF_ERROR(comparison.Counters());
  KASVU_RETURN_IF_ERROR(comparison.Wake());
  response.set_hash(absl::BytesToHexString(stored.head.hash()));
  return response;
}

}  // namespace kasvu::engine

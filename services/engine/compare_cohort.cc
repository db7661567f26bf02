#include "services/engine/compare_cohort.h"

#include <map>
#include <optional>
#include <tuple>

#include "errors/error.h"
#include "services/engine/history_chain.h"
#include "services/engine/index_lines.h"
#include "services/engine/liveness.h"
#include "services/engine/tables.h"
#include "storage/record.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::EnrolmentStage_Name;
using kasvu::storage::v1::HistoryRecord;
using services::Fault;
using services::Lines;
using services::Tell;

// Compares one cohort's stored things with what its history leads to.
class Comparison {
 public:
  Comparison(const storage::Reader& reader, const ReplayedCohort& replayed,
             services::Faults& faults)
      : reader_(reader),
        id_(replayed.id),
        replayed_(replayed.image),
        view_(replayed.stored.At(absl::InfinitePast())),
        faults_(faults) {}

  void States(const workflows::CohortImage& stored) const {
    Same(kCohortTable, {id_}, stored.cohort, replayed_.cohort);
    SameAll(kGroupTable, stored.groups, replayed_.groups);
    SameAll(kLinkTable, stored.links, replayed_.links);
    SameAll(kEnrolmentTable, stored.enrolments, replayed_.enrolments);
  }

  void Indexes(const std::set<std::pair<uint32_t, uint64_t>>& events_of) const {
    std::set<std::tuple<std::string, uint32_t, uint64_t>> history;
    for (const auto& [ordinal, position] : events_of) history.emplace(id_, ordinal, position);
    SameLines(kHistoryLines, history);

    std::set<std::tuple<std::string, uint32_t>> live_enrolments, live_links;
    for (const auto& [ordinal, enrolment] : replayed_.enrolments) {
      const bool live =
          IsLive(workflows::Governing(view_, workflows::EnrolmentOf(ordinal)), enrolment);
      if (live) live_enrolments.emplace(id_, ordinal);
      InIndex(kEnrolmentByPersonLines, enrolment.person(), ordinal, true);
      InIndex(kLiveEnrolmentByPersonLines, enrolment.person(), ordinal, live);
    }
    for (const auto& [ordinal, link] : replayed_.links) {
      const bool live = IsLive(link);
      if (live) live_links.emplace(id_, ordinal);
      for (const auto& member : link.members()) {
        if (member.person().empty()) continue;
        InIndex(kLinkByPersonLines, member.person(), ordinal, true);
        InIndex(kLiveLinkByPersonLines, member.person(), ordinal, live);
      }
    }
    SameLines(kLiveEnrolmentLines, live_enrolments);
    SameLines(kLiveLinkLines, live_links);
  }

  void Counters() const {
    std::map<std::string, int64_t> counted;
    for (const auto& [ordinal, enrolment] : replayed_.enrolments) {
      ++counted[EnrolmentStage_Name(enrolment.stage())];
    }
    services::ForEachRow(
        reader_, kCounterRows, faults_,
        [&](const auto& key, const std::string& bytes) {
          const auto stored = storage::DecodeCount(kCounterRows.tag(), bytes);
          const int64_t expected = std::exchange(counted[std::get<1>(key)], 0);
          if (stored.ok() && *stored == expected) return;
          Tell(faults_, "COUNTER_DIFFERS", kCounterRows, key, std::to_string(expected),
               stored.ok() ? std::to_string(*stored) : "bytes that are no number");
        },
        id_);
    for (const auto& [name, count] : counted) {
      if (count == 0) continue;
      Tell(faults_, "COUNTER_DIFFERS", kCounterRows, {id_, name}, std::to_string(count), "none");
    }
  }

  void Wake(const kasvu::storage::v1::CohortHead& head) const {
    if (head.wakes_at() == 0) return;
    services::CheckLine(reader_, kWakeLines, {head.wakes_at(), id_},
                        "a line where the cohort's head wakes", faults_);
  }

 private:
  template <class Table, class State>
  void Same(const Table& table, const typename Table::Key& key, const State& stored,
            const State& replayed) const {
    if (storage::EncodeRecord(stored) == storage::EncodeRecord(replayed)) return;
    Tell(faults_, "STATE_DIFFERS", table, key, "the state that its history leads to",
         "another state");
  }

  template <class Table, class State>
  void SameAll(const Table& table, const std::map<uint32_t, State>& stored,
               const std::map<uint32_t, State>& replayed) const {
    for (const auto& [ordinal, state] : replayed) {
      const auto found = stored.find(ordinal);
      if (found == stored.end()) {
        Tell(faults_, "STATE_MISSING", table, {id_, ordinal}, "the state that its history leads to",
             "none");
      } else {
        Same(table, {id_, ordinal}, found->second, state);
      }
    }
    for (const auto& [ordinal, state] : stored) {
      if (replayed.count(ordinal) > 0) continue;
      Tell(faults_, "STATE_UNEXPECTED", table, {id_, ordinal}, "nothing: its history knows of none",
           "a state");
    }
  }

  template <class Index>
  void InIndex(const Index& index, const std::string& person, uint32_t ordinal,
               bool expected) const {
    const std::tuple key(person, id_, ordinal);
    if (expected) {
      services::CheckLine(reader_, index, key, "a line for what lies there", faults_);
    } else if (const auto found = index.Contains(reader_, key); found.ok() && *found) {
      Tell(faults_, "INDEX_LINE_UNEXPECTED", index, key, "no line: it is over", "a line");
    }
  }

  template <class... Parts>
  void SameLines(const Lines<Parts...>& index, std::set<std::tuple<Parts...>> expected) const {
    services::ForEachRow(
        reader_, index, faults_,
        [&](const auto& key, const std::string&) {
          if (expected.erase(key) > 0) return;
          Tell(faults_, "INDEX_LINE_UNEXPECTED", index, key, "no line: nothing asks for it",
               "a line");
        },
        id_);
    for (const auto& key : expected) {
      Tell(faults_, "INDEX_LINE_MISSING", index, key, "a line for what lies there", "no line");
    }
  }

  const storage::Reader& reader_;
  const std::string& id_;
  const workflows::CohortImage& replayed_;
  const workflows::View view_;  // of what is stored
  services::Faults& faults_;
};

}  // namespace

absl::StatusOr<ReplayedCohort> ReplayCohort(const storage::Reader& reader, Programs& programs,
                                            const std::string& cohort) {
  ReplayedCohort replayed;
  replayed.id = cohort;
  KASVU_ASSIGN_OR_RETURN(replayed.stored,
                         LoadCohort(reader, programs, cohort, absl::InfinitePast()));
  KASVU_RETURN_IF_ERROR(
      WalkChain(reader, cohort, replayed.stored.head, [&](const HistoryRecord& record) {
        for (const auto& event : record.events()) {
          workflows::Apply(replayed.image, event);
          if (event.owner() == kasvu::storage::v1::OWNER_ENROLMENT) {
            replayed.events_of.emplace(event.ordinal(), record.position());
          }
        }
        ++replayed.records;
        replayed.events += record.events_size();
        return absl::OkStatus();
      }));
  return replayed;
}

void CompareCohort(const storage::Reader& reader, const ReplayedCohort& replayed,
                   services::Faults& faults) {
  const Comparison comparison(reader, replayed, faults);
  comparison.States(replayed.stored.image);
  comparison.Indexes(replayed.events_of);
  comparison.Counters();
  comparison.Wake(replayed.stored.head);
}

}  // namespace kasvu::engine

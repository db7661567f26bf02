#include "services/engine/check_rows.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "kasvu/v1/template.pb.h"
#include "services/engine/index_lines.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;
using kasvu::storage::v1::CohortState;
using kasvu::storage::v1::LinkState;
using services::Lines;
using services::Tell;

class Rows {
 public:
  Rows(const storage::Reader& reader, services::Faults& faults)
      : reader_(reader), faults_(faults) {}

  void Cohorts() {
    services::ForEachRow(reader_, kCohortTable, faults_,
                         [&](const auto& key, const CohortState& cohort) {
                           if (!services::IsThere(reader_, kHeadTable, key)) {
                             Tell(faults_, "STATE_UNEXPECTED", kCohortTable, key,
                                  "nothing: there is no such history", "a state");
                           }
                           for (const std::string& scope : ScopesOf(cohort)) {
                             services::CheckLine(reader_, kScopeLines, {scope, std::get<0>(key)},
                                                 "a line for where the cohort lies", faults_);
                           }
                           CheckPinned(kCohortTable, key, cohort.digest());
                         });
    services::ForEachRow(reader_, kHeadTable, faults_, [&](const auto& key, const auto&) {
      if (services::IsThere(reader_, kCohortTable, key)) return;
      Tell(faults_, "STATE_MISSING", kCohortTable, key, "the state of the cohort", "none");
    });
  }

  // What stays of cohorts that were purged, and nothing else of them.
  void Purged() {
    services::ForEachRow(reader_, kPurgedTable, faults_, [&](const auto& key, const auto& purged) {
      if (services::IsThere(reader_, kHeadTable, key)) {
        Tell(faults_, "STATE_UNEXPECTED", kHeadTable, key, "nothing: the cohort was purged",
             "a history");
      }
      for (const std::string& scope : ScopesOf(purged.cohort())) {
        services::CheckLine(reader_, kScopeLines, {scope, std::get<0>(key)},
                            "a line for where the cohort lay", faults_);
      }
    });
    services::ForEachRow(reader_, kUnderWayTable, faults_, [&](const auto& key, const auto&) {
      CheckPurged(kUnderWayTable, key, std::get<0>(key));
    });
    services::ForEachRow(reader_, kArchivedWordsTable, faults_, [&](const auto& key, const auto&) {
      CheckPurged(kArchivedWordsTable, key, std::get<1>(key));
    });
  }

  // Rows that begin with the name of a cohort.
  void Belonging() {
    Below(kGroupTable, [&](const auto& key, const auto& group) {
      if (!group.digest().empty()) CheckPinned(kGroupTable, key, group.digest());
    });
    Below(kLinkTable, [&](const auto& key, const auto& link) {
      if (!link.digest().empty()) CheckPinned(kLinkTable, key, link.digest());
    });
    Below(kEnrolmentTable, [&](const auto& key, const auto& enrolment) {
      CheckPinned(kEnrolmentTable, key, enrolment.digest());
    });
    const auto nothing_more = [](const auto&, const auto&) {};
    Below(kHistoryTable, nothing_more);
    Below(kHistoryLines, nothing_more);
    Below(kLiveEnrolmentLines, nothing_more);
    Below(kLiveLinkLines, nothing_more);
    Below(kCounterRows, nothing_more);
    Below(kRequestTable, [&](const auto& key, const auto& request) {
      const auto head = services::Readable(reader_, kHeadTable, {std::get<0>(key)});
      if (!head || request.position() <= head->position()) return;
      Tell(faults_, "REFERENCE_BROKEN", kRequestTable, key,
           "a position up to " + std::to_string(head->position()),
           std::to_string(request.position()));
    });
  }

  void ByPerson() {
    const auto has_enrolment = [&](const auto& key) {
      const auto& [person, cohort, ordinal] = key;
      const auto enrolment = services::Readable(reader_, kEnrolmentTable, {cohort, ordinal});
      return enrolment && enrolment->person() == person;
    };
    const auto has_link = [&](const auto& key) {
      const auto& [person, cohort, ordinal] = key;
      const auto link = services::Readable(reader_, kLinkTable, {cohort, ordinal});
      return link && std::any_of(link->members().begin(), link->members().end(),
                                 [&person = person](const auto& member) {
                                   return member.person() == person;
                                 });
    };
    LeadsSomewhere(kEnrolmentByPersonLines, has_enrolment);
    LeadsSomewhere(kLiveEnrolmentByPersonLines, has_enrolment);
    LeadsSomewhere(kLinkByPersonLines, has_link);
    LeadsSomewhere(kLiveLinkByPersonLines, has_link);
  }

  void ByScope() {
    LeadsSomewhere(kScopeLines, [&](const auto& key) {
      auto cohort = services::Readable(reader_, kCohortTable, {std::get<1>(key)});
      if (!cohort) {
        const auto purged = services::Readable(reader_, kPurgedTable, {std::get<1>(key)});
        if (!purged) return false;
        cohort = purged->cohort();
      }
      const auto scopes = ScopesOf(*cohort);
      return std::count(scopes.begin(), scopes.end(), std::get<0>(key)) > 0;
    });
  }

  void ByWake() {
    LeadsSomewhere(kWakeLines, [&](const auto& key) {
      const auto head = services::Readable(reader_, kHeadTable, {std::get<1>(key)});
      return head && head->wakes_at() == std::get<0>(key);
    });
  }

  void Versions() {
    services::ForEachRow(reader_, kPinnedTable, faults_, [&](const auto& key, const auto& bytes) {
      kasvu::v1::TemplateSpec spec;
      if (spec.ParseFromString(bytes)) return;
      Tell(faults_, "RECORD_UNREADABLE", kPinnedTable, key, "a version", "bytes that are none");
    });
    constexpr std::string_view kVersion = "version/";
    services::ForEachRow(reader_, kMetaTable, faults_, [&](const auto& key, const auto& bytes) {
      if (std::get<0>(key).starts_with(kVersion)) CheckPinned(kMetaTable, key, bytes);
    });
    services::ForEachRow(reader_, kKnownStandingTable, faults_, [](const auto&, const auto&) {});
  }

 private:
  template <class Table>
  void CheckPinned(const Table& table, const typename Table::Key& key, const std::string& digest) {
    if (services::IsThere(reader_, kPinnedTable, {digest})) return;
    Tell(faults_, "VERSION_MISSING", table, key, "a pinned version with the digest " + digest,
         "none");
  }

  template <class Table>
  void CheckPurged(const Table& table, const typename Table::Key& key, const std::string& cohort) {
    if (services::IsThere(reader_, kPurgedTable, {cohort})) return;
    Tell(faults_, "STATE_UNEXPECTED", table, key, "nothing: the cohort was not purged", "a row");
  }

  template <class Table, class Visit>
  void Below(const Table& table, Visit visit) {
    services::ForEachRow(reader_, table, faults_, [&](const auto& key, const auto& record) {
      const std::string& cohort = std::get<0>(key);
      if (cohort != cohort_) {
        cohort_ = cohort;
        // Those of a purge that is under way are about to go.
        there_ = services::IsThere(reader_, kHeadTable, {cohort}) ||
                 services::IsThere(reader_, kUnderWayTable, {cohort});
      }
      if (!there_) {
        Tell(faults_, "COHORT_MISSING", table, key, "a cohort that it belongs to", "none");
      }
      visit(key, record);
    });
  }

  template <class... Parts, class Leads>
  void LeadsSomewhere(const Lines<Parts...>& index, Leads leads) {
    services::ForEachRow(reader_, index, faults_, [&](const auto& key, const std::string&) {
      if (leads(key)) return;
      Tell(faults_, "INDEX_LINE_UNEXPECTED", index, key, "no line: it leads to nothing", "a line");
    });
  }

  const storage::Reader& reader_;
  services::Faults& faults_;
  // The cohort of the last row.
  std::string cohort_;
  bool there_ = false;
};

}  // namespace

void CheckRows(const storage::Reader& reader, services::Faults& faults) {
  Rows rows(reader, faults);
  rows.Cohorts();
  rows.Purged();
  rows.Belonging();
  rows.ByPerson();
  rows.ByScope();
  rows.ByWake();
  rows.Versions();
}

}  // namespace kasvu::engine

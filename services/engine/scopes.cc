#include "services/engine/scopes.h"

#include <limits>
#include <tuple>

#include "errors/error.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortState;

constexpr char kIndexed[] = "cohorts-by-scope";
constexpr std::string_view kCohorts = "cohorts/";

// Adds what `scan` visits until there are `limit`.
class Taking {
 public:
  Taking(std::set<std::string>& taken, size_t limit) : taken_(taken), limit_(limit) {}

  bool Take(const std::string& cohort) {
    taken_.insert(cohort);
    return ++count_ < limit_;
  }

 private:
  std::set<std::string>& taken_;
  const size_t limit_;
  size_t count_ = 0;
};

void KeepFirst(size_t limit, std::set<std::string>& cohorts) {
  while (cohorts.size() > limit) cohorts.erase(std::prev(cohorts.end()));
}

absl::Status AddAll(const storage::Reader& reader, const std::string& after, size_t limit,
                    std::set<std::string>& cohorts) {
  Taking taking(cohorts, limit);
  KASVU_RETURN_IF_ERROR(kHeadTable.ScanAfter(
      reader, std::tuple(), {after},
      [&](const auto& key, const auto&) { return taking.Take(std::get<0>(key)); }));
  Taking purged(cohorts, limit);
  return kPurgedTable.ScanAfter(reader, std::tuple(), {after}, [&](const auto& key, const auto&) {
    return purged.Take(std::get<0>(key));
  });
}

}  // namespace

std::vector<std::string> ScopesOf(const CohortState& cohort) {
  std::vector<std::string> scopes;
  if (!cohort.region().empty()) scopes.push_back("regions/" + cohort.region());
  if (!cohort.owner().empty()) scopes.push_back("organisations/" + cohort.owner());
  return scopes;
}

absl::Status AddScopes(storage::Writer& writer, const CohortState& cohort) {
  for (const std::string& scope : ScopesOf(cohort)) {
    KASVU_RETURN_IF_ERROR(kCohortsByScope.Add(writer, {scope, cohort.id()}));
  }
  return absl::OkStatus();
}

absl::Status IndexScopes(storage::Store& store) {
  const auto transaction = store.Begin();
  KASVU_ASSIGN_OR_RETURN(const auto indexed, kMetaTable.Find(*transaction, {kIndexed}));
  if (indexed) return absl::OkStatus();
  std::vector<CohortState> cohorts;
  KASVU_RETURN_IF_ERROR(
      kCohortTable.Scan(*transaction, std::tuple(), [&](const auto&, const CohortState& cohort) {
        cohorts.push_back(cohort);
        return true;
      }));
  for (const CohortState& cohort : cohorts) {
    KASVU_RETURN_IF_ERROR(AddScopes(*transaction, cohort));
  }
  KASVU_RETURN_IF_ERROR(kMetaTable.Upsert(*transaction, {kIndexed}, "1"));
  return transaction->Commit();
}

absl::StatusOr<std::set<std::string>> CohortsAt(const storage::Reader& reader,
                                                const std::vector<services::RoleAtScope>& scopes,
                                                const std::string& after, size_t limit) {
  std::set<std::string> cohorts;
  for (const services::RoleAtScope& held : scopes) {
    if (held.scope == "*") {
      KASVU_RETURN_IF_ERROR(AddAll(reader, after, limit, cohorts));
    } else if (held.scope.starts_with(kCohorts)) {
      const std::string cohort = held.scope.substr(kCohorts.size());
      if (cohort > after) cohorts.insert(cohort);
    } else {
      Taking taking(cohorts, limit);
      KASVU_RETURN_IF_ERROR(kCohortsByScope.ScanAfter(
          reader, std::tuple(held.scope), {held.scope, after},
          [&](const auto& key) { return taking.Take(std::get<1>(key)); }));
    }
  }
  KeepFirst(limit, cohorts);
  return cohorts;
}

absl::StatusOr<std::set<std::string>> CohortsOfPerson(const storage::Reader& reader,
                                                      const std::string& person,
                                                      const std::string& after, size_t limit) {
  std::set<std::string> cohorts;
  for (const auto* index : {&kEnrolmentByPerson, &kLinkByPerson}) {
    Taking taking(cohorts, limit);
    std::string last = after;
    bool more = true;
    // From one cohort to the next, past all that she has in it.
    while (more) {
      more = false;
      KASVU_RETURN_IF_ERROR(index->ScanAfter(reader, std::tuple(person),
                                             {person, last, std::numeric_limits<uint32_t>::max()},
                                             [&](const auto& key) {
                                               last = std::get<1>(key);
                                               more = taking.Take(last);
                                               return false;
                                             }));
    }
  }
  KeepFirst(limit, cohorts);
  return cohorts;
}

}  // namespace kasvu::engine

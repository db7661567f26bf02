#include "services/engine/work_loader.h"

#include <limits>
#include <optional>
#include <string_view>
#include <tuple>

#include "errors/error.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using workflows::CohortImage;

// Enrolments and links to read, by ordinal.
struct Wanted {
  std::set<uint32_t> enrolments;
  std::set<uint32_t> links;
};

absl::Status ReadLinks(const storage::Reader& reader, const std::string& cohort,
                       const std::set<uint32_t>& ordinals, CohortImage& image) {
  for (const uint32_t ordinal : ordinals) {
    if (image.links.contains(ordinal)) continue;
    KASVU_ASSIGN_OR_RETURN(auto link, kLinkTable.Find(reader, {cohort, ordinal}));
    if (link) image.links.emplace(ordinal, *std::move(link));
  }
  return absl::OkStatus();
}

// Reads what is wanted and every link that it names into what has been loaded, then settles it.
absl::Status Read(const storage::Reader& reader, Programs& programs, const std::string& cohort,
                  const Wanted& wanted, absl::Time now, LoadedCohort& loaded) {
  CohortImage& image = loaded.image;
  std::set<uint32_t> named = wanted.links;
  for (const uint32_t ordinal : wanted.enrolments) {
    KASVU_ASSIGN_OR_RETURN(auto enrolment, kEnrolmentTable.Find(reader, {cohort, ordinal}));
    if (!enrolment) continue;
    for (const auto& ref : enrolment->links()) named.insert(ref.ordinal());
    image.enrolments.emplace(ordinal, *std::move(enrolment));
  }
  for (const auto& [ordinal, group] : image.groups) {
    for (const auto& ref : group.links()) named.insert(ref.ordinal());
  }
  KASVU_RETURN_IF_ERROR(ReadLinks(reader, cohort, named, image));
  return SettleInMemory(programs, now, loaded);
}

// The ordinals that stand under a prefix of an index whose last part they are.
template <typename Index, typename Prefix>
absl::StatusOr<std::set<uint32_t>> Ordinals(const storage::Reader& reader, const Index& index,
                                            const Prefix& prefix) {
  std::set<uint32_t> ordinals;
  KASVU_RETURN_IF_ERROR(index.Scan(reader, prefix, [&](const typename Index::Key& key) {
    ordinals.insert(std::get<std::tuple_size_v<typename Index::Key> - 1>(key));
    return true;
  }));
  return ordinals;
}

constexpr std::string_view kCohorts = "cohorts/";

// The cohort of the first live enrolment behind `after`.
absl::StatusOr<std::optional<std::string>> FirstLive(
    const storage::Reader& reader, const std::tuple<std::string, uint32_t>& after) {
  std::optional<std::string> found;
  KASVU_RETURN_IF_ERROR(
      kLiveEnrolments.ScanAfter(reader, std::tuple<>(), after, [&](const auto& key) {
        found = std::get<0>(key);
        return false;
      }));
  return found;
}

// The first cohort at `scope` behind `after`.
absl::StatusOr<std::optional<std::string>> NextAt(const storage::Reader& reader,
                                                  const std::string& scope,
                                                  const std::string& after) {
  std::optional<std::string> found;
  KASVU_RETURN_IF_ERROR(
      kCohortsByScope.ScanAfter(reader, std::tuple(scope), {scope, after}, [&](const auto& key) {
        found = std::get<1>(key);
        return false;
      }));
  return found;
}

absl::StatusOr<std::set<std::string>> LiveCohorts(const storage::Reader& reader) {
  std::set<std::string> cohorts;
  // From one cohort to the next, past all the enrolments between.
  std::tuple<std::string, uint32_t> last;
  while (true) {
    KASVU_ASSIGN_OR_RETURN(const auto live, FirstLive(reader, last));
    if (!live) return cohorts;
    cohorts.insert(*live);
    last = {*live, std::numeric_limits<uint32_t>::max()};
  }
}

}  // namespace

absl::StatusOr<LoadedCohort> LoadLive(const storage::Reader& reader, Programs& programs,
                                      const std::string& cohort, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded,
                         LoadShared(reader, programs, cohort, absl::InfinitePast()));
  Wanted wanted;
  KASVU_ASSIGN_OR_RETURN(wanted.enrolments,
                         Ordinals(reader, kLiveEnrolments, std::make_tuple(cohort)));
  KASVU_ASSIGN_OR_RETURN(wanted.links, Ordinals(reader, kLiveLinks, std::make_tuple(cohort)));
  KASVU_RETURN_IF_ERROR(Read(reader, programs, cohort, wanted, now, loaded));
  return loaded;
}

absl::StatusOr<LoadedCohort> LoadAround(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, std::string_view person,
                                        absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded,
                         LoadShared(reader, programs, cohort, absl::InfinitePast()));
  const auto hers = std::make_tuple(std::string(person), cohort);
  Wanted wanted;
  KASVU_ASSIGN_OR_RETURN(wanted.enrolments, Ordinals(reader, kLiveEnrolmentByPerson, hers));
  KASVU_ASSIGN_OR_RETURN(wanted.links, Ordinals(reader, kLiveLinkByPerson, hers));
  // Whoever her own enrolments are linked with comes with them.
  for (const uint32_t ordinal : wanted.enrolments) {
    KASVU_ASSIGN_OR_RETURN(auto enrolment, kEnrolmentTable.Find(reader, {cohort, ordinal}));
    if (!enrolment) continue;
    for (const auto& ref : enrolment->links()) {
      if (ref.live()) wanted.links.insert(ref.ordinal());
    }
  }
  KASVU_RETURN_IF_ERROR(ReadLinks(reader, cohort, wanted.links, loaded.image));
  for (const auto& [ordinal, link] : loaded.image.links) {
    for (const auto& member : link.members()) {
      if (member.enrolment() != 0) wanted.enrolments.insert(member.enrolment());
    }
  }
  KASVU_RETURN_IF_ERROR(Read(reader, programs, cohort, wanted, now, loaded));
  return loaded;
}

absl::StatusOr<std::set<std::string>> CohortsAround(const storage::Reader& reader,
                                                    std::string_view person) {
  std::set<std::string> cohorts;
  for (const auto* index : {&kLiveEnrolmentByPerson, &kLiveLinkByPerson}) {
    KASVU_RETURN_IF_ERROR(
        index->Scan(reader, std::make_tuple(std::string(person)), [&](const auto& key) {
          cohorts.insert(std::get<1>(key));
          return true;
        }));
  }
  return cohorts;
}

absl::StatusOr<std::set<std::string>> LiveCohortsAt(const storage::Reader& reader,
                                                    const std::string& scope) {
  if (scope == "*") return LiveCohorts(reader);
  std::set<std::string> cohorts;
  if (scope.starts_with(kCohorts)) {
    const std::string cohort = scope.substr(kCohorts.size());
    KASVU_ASSIGN_OR_RETURN(const auto live, FirstLive(reader, {cohort, 0}));
    if (live == cohort) cohorts.insert(cohort);
    return cohorts;
  }
  // Both are in the order of ids: each shows how far to go in the other, so that neither what has
  // ended here nor what runs elsewhere is walked through.
  std::optional<std::string> here = "";
  while (true) {
    KASVU_ASSIGN_OR_RETURN(here, NextAt(reader, scope, *here));
    if (!here) return cohorts;
    KASVU_ASSIGN_OR_RETURN(const auto live, FirstLive(reader, {*here, 0}));
    if (!live) return cohorts;
    if (live == here) {
      cohorts.insert(*here);
      continue;
    }
    KASVU_ASSIGN_OR_RETURN(const bool runs_here, kCohortsByScope.Contains(reader, {scope, *live}));
    if (runs_here) cohorts.insert(*live);
    here = live;
  }
}

}  // namespace kasvu::engine

#include "services/engine/cohort_reader.h"

#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"
#include "workflows/cohort/settle.h"

namespace kasvu::engine {
namespace {

using workflows::CohortImage;

absl::StatusOr<LoadedCohort> LoadBase(const storage::Reader& reader, Programs& programs,
                                      const std::string& cohort) {
  LoadedCohort loaded;
  KASVU_ASSIGN_OR_RETURN(auto head, kHeadTable.Find(reader, {cohort}));
  if (!head) return NotThere(reader, cohort);
  loaded.head = *std::move(head);
  KASVU_ASSIGN_OR_RETURN(loaded.image.cohort, kCohortTable.Get(reader, {cohort}));
  KASVU_ASSIGN_OR_RETURN(loaded.program,
                         programs.Of(loaded.image.cohort, loaded.image.cohort.digest()));
  KASVU_RETURN_IF_ERROR(
      kGroupTable.Scan(reader, std::tuple(cohort), [&](const auto& key, const auto& group) {
        loaded.image.groups.emplace(std::get<1>(key), group);
        return true;
      }));
  return loaded;
}

absl::Status AddLink(const storage::Reader& reader, const std::string& cohort, uint32_t ordinal,
                     CohortImage& image) {
  if (image.links.count(ordinal) > 0) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(image.links[ordinal], kLinkTable.Get(reader, {cohort, ordinal}));
  return absl::OkStatus();
}

absl::Status AddEnrolment(const storage::Reader& reader, const std::string& cohort,
                          uint32_t ordinal, CohortImage& image) {
  KASVU_ASSIGN_OR_RETURN(auto enrolment, kEnrolmentTable.Find(reader, {cohort, ordinal}));
  if (!enrolment) return EnrolmentNotFound(EnrolmentName(cohort, ordinal));
  for (const auto& ref : enrolment->links()) {
    KASVU_RETURN_IF_ERROR(AddLink(reader, cohort, ref.ordinal(), image));
  }
  if (const auto group = image.groups.find(enrolment->group()); group != image.groups.end()) {
    for (const auto& ref : group->second.links()) {
      KASVU_RETURN_IF_ERROR(AddLink(reader, cohort, ref.ordinal(), image));
    }
  }
  image.enrolments[ordinal] = *std::move(enrolment);
  return absl::OkStatus();
}

}  // namespace

absl::Status SettleInMemory(Programs& programs, absl::Time now, LoadedCohort& loaded) {
  KASVU_RETURN_IF_ERROR(programs.AddPins(loaded.image, loaded.pins));
  const int64_t wakes_at = loaded.head.wakes_at();
  if (wakes_at == 0 || now < absl::FromUnixMicros(wakes_at)) return absl::OkStatus();
  workflows::SettleShared(*loaded.program, loaded.image, now, &loaded.pins);
  std::vector<uint32_t> ordinals;
  for (const auto& [ordinal, enrolment] : loaded.image.enrolments) ordinals.push_back(ordinal);
  for (const uint32_t ordinal : ordinals) {
    workflows::SettleEnrolment(*loaded.program, loaded.image, ordinal, now, &loaded.pins);
  }
  return absl::OkStatus();
}

absl::StatusOr<LoadedCohort> LoadShared(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, LoadBase(reader, programs, cohort));
  KASVU_RETURN_IF_ERROR(SettleInMemory(programs, now, loaded));
  return loaded;
}

absl::StatusOr<LoadedCohort> LoadEnrolment(const storage::Reader& reader, Programs& programs,
                                           const std::string& cohort, uint32_t enrolment,
                                           absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, LoadBase(reader, programs, cohort));
  KASVU_RETURN_IF_ERROR(AddEnrolment(reader, cohort, enrolment, loaded.image));
  KASVU_RETURN_IF_ERROR(SettleInMemory(programs, now, loaded));
  return loaded;
}

absl::StatusOr<LoadedCohort> LoadLink(const storage::Reader& reader, Programs& programs,
                                      const std::string& cohort, uint32_t link, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, LoadBase(reader, programs, cohort));
  KASVU_ASSIGN_OR_RETURN(auto state, kLinkTable.Find(reader, {cohort, link}));
  if (!state) return LinkNotFound(LinkName(cohort, link));
  for (const auto& member : state->members()) {
    if (member.enrolment() == 0) continue;
    KASVU_RETURN_IF_ERROR(AddEnrolment(reader, cohort, member.enrolment(), loaded.image));
  }
  loaded.image.links[link] = *std::move(state);
  KASVU_RETURN_IF_ERROR(SettleInMemory(programs, now, loaded));
  return loaded;
}

absl::StatusOr<LoadedCohort> LoadCohort(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, LoadBase(reader, programs, cohort));
  CohortImage& image = loaded.image;
  KASVU_RETURN_IF_ERROR(
      kLinkTable.Scan(reader, std::tuple(cohort), [&](const auto& key, const auto& link) {
        image.links.emplace(std::get<1>(key), link);
        return true;
      }));
  KASVU_RETURN_IF_ERROR(
      kEnrolmentTable.Scan(reader, std::tuple(cohort), [&](const auto& key, const auto& enrolment) {
        image.enrolments.emplace(std::get<1>(key), enrolment);
        return true;
      }));
  KASVU_RETURN_IF_ERROR(SettleInMemory(programs, now, loaded));
  return loaded;
}

}  // namespace kasvu::engine

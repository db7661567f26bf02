#include "services/engine/access.h"

#include <set>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/engine/cohort_access.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {
namespace {

using workflows::CohortImage;
using workflows::OwnerRef;

// Reads the enrolment `ordinal` into `image` unless it is there.
absl::Status AddEnrolment(const storage::Reader& reader, const std::string& cohort,
                          uint32_t ordinal, CohortImage& image) {
  if (image.enrolments.count(ordinal) > 0) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(image.enrolments[ordinal], kEnrolmentTable.Get(reader, {cohort, ordinal}));
  return absl::OkStatus();
}

// As much of the cohort as belongs to `person`: her enrolments, the links that she or they are in,
// and whoever else is in those.
absl::StatusOr<CohortImage> Around(const storage::Reader& reader, const std::string& cohort,
                                   const std::string& person) {
  CohortImage image;
  std::vector<uint32_t> own;
  std::set<uint32_t> links;
  KASVU_RETURN_IF_ERROR(
      kEnrolmentByPerson.Scan(reader, std::tuple(person, cohort), [&](const auto& key) {
        own.push_back(std::get<2>(key));
        return true;
      }));
  KASVU_RETURN_IF_ERROR(
      kLinkByPerson.Scan(reader, std::tuple(person, cohort), [&](const auto& key) {
        links.insert(std::get<2>(key));
        return true;
      }));
  for (const uint32_t ordinal : own) {
    KASVU_RETURN_IF_ERROR(AddEnrolment(reader, cohort, ordinal, image));
    for (const auto& ref : image.enrolments[ordinal].links()) links.insert(ref.ordinal());
  }
  for (const uint32_t ordinal : links) {
    KASVU_ASSIGN_OR_RETURN(auto link, kLinkTable.Get(reader, {cohort, ordinal}));
    for (const auto& member : link.members()) {
      if (member.enrolment() == 0) continue;
      KASVU_RETURN_IF_ERROR(AddEnrolment(reader, cohort, member.enrolment(), image));
    }
    image.links[ordinal] = std::move(link);
  }
  return image;
}

// Of a purged cohort those alone are told who have a mandate there.
absl::Status NotThereFor(const storage::Reader& reader, const services::Mandates& mandates,
                         const services::Call& call, const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const auto purged, kPurgedTable.Find(reader, {cohort}));
  const bool tells =
      purged && !AccessTo(purged->cohort(), call.actor, mandates, call.today).doer.roles.empty();
  return tells ? PurgedError(*purged) : CohortNotFound(CohortName(cohort));
}

}  // namespace

Access Access::OfOperator() {
  Access access;
  access.doer_.is_operator = true;
  access.sight_.everything = true;
  return access;
}

absl::StatusOr<Access> Access::Of(const storage::Reader& reader, const services::Mandates& mandates,
                                  const services::Call& call, const std::string& cohort) {
  if (call.actor.is_operator()) return OfOperator();
  Access access;
  KASVU_ASSIGN_OR_RETURN(const auto state, kCohortTable.Find(reader, {cohort}));
  if (!state) return NotThereFor(reader, mandates, call, cohort);
  const CohortAccess here = AccessTo(*state, call.actor, mandates, call.today);
  access.doer_ = here.doer;
  CohortImage image;
  if (!access.coordinates()) {
    KASVU_ASSIGN_OR_RETURN(image, Around(reader, cohort, here.doer.person));
  }
  access.sight_ = SightOf(image, here);
  if (here.doer.roles.empty() && !access.sight_.Anything()) {
    return CohortNotFound(CohortName(cohort));
  }
  return access;
}

absl::Status AsTold(const absl::Status& status, const storage::Reader& reader,
                    const services::Mandates& mandates, const services::Call& call,
                    const std::string& cohort) {
  const bool purged = ReasonOf(status) == "COHORT_PURGED";
  if (!purged || call.actor.is_operator()) return status;
  return NotThereFor(reader, mandates, call, cohort);
}

absl::Status Access::CheckCoordinates(const services::Call& call) const {
  return coordinates() ? absl::OkStatus() : services::NotAllowed(call.method->name());
}

absl::Status Access::CheckActs(std::string_view cohort, OwnerRef owner) const {
  const bool serves =
      owner.owner == kasvu::storage::v1::OWNER_ENROLMENT && sight_.served.contains(owner.ordinal);
  return serves ? absl::OkStatus() : CheckSees(cohort, owner);
}

absl::Status Access::CheckSees(std::string_view cohort, OwnerRef owner) const {
  const std::string name = OwnerName(cohort, owner);
  switch (owner.owner) {
    case kasvu::storage::v1::OWNER_GROUP:
      return sight_.SeesGroup(owner.ordinal) ? absl::OkStatus() : GroupNotFound(name);
    case kasvu::storage::v1::OWNER_LINK:
      return sight_.Sees(owner) ? absl::OkStatus() : LinkNotFound(name);
    case kasvu::storage::v1::OWNER_ENROLMENT:
      return sight_.SeesEnrolment(owner.ordinal) ? absl::OkStatus() : EnrolmentNotFound(name);
    default:
      return absl::OkStatus();
  }
}

}  // namespace kasvu::engine

#include "workflows/cohort/pins.h"

namespace kasvu::workflows {
namespace {

template <typename States>
const std::string& OwnOr(const States& states, uint32_t ordinal, const std::string& cohorts) {
  const auto found = states.find(ordinal);
  return found == states.end() || found->second.digest().empty() ? cohorts : found->second.digest();
}

}  // namespace

const std::string& PinOf(const CohortImage& image, OwnerRef owner) {
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return OwnOr(image.enrolments, owner.ordinal, image.cohort.digest());
    case storage::v1::OWNER_GROUP:
      return OwnOr(image.groups, owner.ordinal, image.cohort.digest());
    case storage::v1::OWNER_LINK:
      return OwnOr(image.links, owner.ordinal, image.cohort.digest());
    default:
      return image.cohort.digest();
  }
}

const Program& Governing(const View& view, OwnerRef owner) {
  if (view.pins == nullptr || view.pins->size() < 2) return view.program;
  const auto program = view.pins->Find(PinOf(view.image, owner));
  return program == nullptr ? view.program : *program;
}

View SeenBy(const View& view, OwnerRef owner) {
  return View{Governing(view, owner), view.image, view.now, view.pins};
}

}  // namespace kasvu::workflows

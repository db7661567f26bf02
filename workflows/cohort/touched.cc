#include <variant>

#include "workflows/cohort/decide.h"

namespace kasvu::workflows {
namespace {

using Ordinals = std::set<uint32_t>;

// Every ordinal that the cohort has given, whether its state is in the image or not yet.
Ordinals All(const CohortImage& image) {
  Ordinals all;
  for (uint32_t ordinal = 1; ordinal <= image.cohort.enrolments(); ++ordinal) all.insert(ordinal);
  return all;
}

// All but those known to have ended.
Ordinals GoingOn(const CohortImage& image) {
  Ordinals all = All(image);
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) all.erase(ordinal);
  }
  return all;
}

Ordinals MembersOf(const CohortImage& image, uint32_t group) {
  const auto found = image.groups.find(group);
  if (found == image.groups.end()) return {};
  return {found->second.members().begin(), found->second.members().end()};
}

Ordinals InLink(const CohortImage& image, uint32_t link) {
  Ordinals members;
  const auto found = image.links.find(link);
  if (found == image.links.end()) return members;
  for (const auto& member : found->second.members()) {
    if (member.enrolment() != 0) members.insert(member.enrolment());
  }
  return members;
}

Ordinals UnderOwner(const CohortImage& image, OwnerRef owner) {
  switch (owner.owner) {
    case storage::v1::OWNER_GROUP:
      return MembersOf(image, owner.ordinal);
    case storage::v1::OWNER_LINK:
      return InLink(image, owner.ordinal);
    case storage::v1::OWNER_ENROLMENT:
      return {owner.ordinal};
    default:
      return GoingOn(image);
  }
}

Ordinals Worked(const CohortImage& image, const RecordStep& command) {
  Ordinals touched = UnderOwner(image, command.owner);
  touched.insert(command.work.shared_with().begin(), command.work.shared_with().end());
  for (const auto& [enrolment, value] : command.work.decided()) touched.insert(enrolment);
  return touched;
}

struct Toucher {
  const CohortImage& image;

  Ordinals operator()(const CreateCohort&) const { return {}; }
  Ordinals operator()(const StartCohort&) const { return GoingOn(image); }
  Ordinals operator()(const RescheduleCohort&) const { return GoingOn(image); }
  // Those who have ended decide whether there is aftercare.
  Ordinals operator()(const CloseCohort&) const { return All(image); }
  Ordinals operator()(const CancelCohort&) const { return GoingOn(image); }

  Ordinals operator()(const FormGroups&) const { return GoingOn(image); }
  // Those who have ended give their place in the group to others.
  Ordinals operator()(const MoveEnrolment& command) const {
    Ordinals touched = MembersOf(image, command.group);
    touched.insert(command.enrolment);
    return touched;
  }
  Ordinals operator()(const MoveSession& command) const { return MembersOf(image, command.group); }
  Ordinals operator()(const CancelSession& command) const {
    return MembersOf(image, command.group);
  }
  Ordinals operator()(const RecordAttendance& command) const {
    return MembersOf(image, command.group);
  }

  // How many somebody can take in a role is told by those who have not ended.
  Ordinals operator()(const AssignLink& command) const {
    if (!command.persons.empty()) return GoingOn(image);
    Ordinals touched(command.enrolments.begin(), command.enrolments.end());
    touched.insert(command.fellows.begin(), command.fellows.end());
    return touched;
  }
  Ordinals operator()(const RotateLinks& command) const {
    return command.group.has_value() ? MembersOf(image, *command.group) : GoingOn(image);
  }
  Ordinals operator()(const EndLink& command) const { return InLink(image, command.link); }
  Ordinals operator()(const ConsentToLink& command) const { return InLink(image, command.link); }

  // Whoever has not ended takes a place, and is not enrolled a second time.
  Ordinals operator()(const CreateEnrolments& command) const {
    return command.enrolments.empty() ? Ordinals{} : GoingOn(image);
  }
  Ordinals operator()(const AcceptEnrolments&) const { return GoingOn(image); }
  Ordinals operator()(const MoveStage& command) const {
    Ordinals touched;
    if (command.move == Move::kReturn) touched = GoingOn(image);
    touched.insert(command.enrolment);
    return touched;
  }

  Ordinals operator()(const RecordStep& command) const { return Worked(image, command); }
  Ordinals operator()(const WaiveStep& command) const { return UnderOwner(image, command.owner); }
  Ordinals operator()(const CorrectStep& command) const { return Worked(image, command.work); }
};

}  // namespace

std::set<uint32_t> Touched(const CohortImage& image, const Command& command) {
  return std::visit(Toucher{image}, command);
}

}  // namespace kasvu::workflows

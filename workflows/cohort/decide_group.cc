#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/grouping.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;
using storage::v1::GroupState;

bool IsParticipant(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_PAUSED;
}

// Participants without a group, with what is known of them; what the command says comes first.
std::vector<Groupable> PeopleToGroup(const View& view, const FormGroups& command) {
  std::vector<Groupable> people;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (!IsParticipant(enrolment) || enrolment.group() != 0) continue;
    Groupable one{ordinal, {}};
    if (const auto given = command.attributes.find(ordinal); given != command.attributes.end()) {
      one.attributes = given->second;
    }
    one.attributes.emplace("company", enrolment.company());
    one.attributes.emplace("track", enrolment.track());
    people.push_back(std::move(one));
  }
  return people;
}

// "Ryhmä 2", in the first language of the version.
std::string TitleOf(const kasvu::v1::TemplateSpec& spec, uint32_t ordinal) {
  const std::string language = spec.languages_size() == 0 ? "" : spec.languages(0);
  const char* word = language == "fi"   ? "Ryhmä "
                     : language == "sv" ? "Grupp "
                     : language == "se" ? "Joavku "
                                        : "Group ";
  return absl::StrCat(word, ordinal);
}

Event Added(uint32_t group, uint32_t enrolment, absl::Time at) {
  Event event = EventOf(GroupOf(group), at);
  event.mutable_member_added()->set_enrolment(enrolment);
  return event;
}

Event Grouped(uint32_t group, uint32_t enrolment, absl::Time at) {
  Event event = EventOf(EnrolmentOf(enrolment), at);
  event.mutable_enrolment_grouped()->set_group(group);
  return event;
}

void Form(const View& view, uint32_t ordinal, const std::vector<uint32_t>& members,
          const std::vector<storage::v1::Occurrence>& plan, std::vector<Event>& events) {
  Event formed = EventOf(GroupOf(ordinal), view.now);
  formed.mutable_group_formed()->set_title(TitleOf(view.program.spec(), ordinal));
  events.push_back(std::move(formed));
  for (const uint32_t member : members) events.push_back(Added(ordinal, member, view.now));
  Event planned = EventOf(GroupOf(ordinal), view.now);
  for (const auto& occurrence : plan) {
    *planned.mutable_sessions_planned()->add_occurrences() = occurrence;
  }
  if (planned.has_sessions_planned()) events.push_back(std::move(planned));
  for (const uint32_t member : members) events.push_back(Grouped(ordinal, member, view.now));
}

// Those who take a place: who has ended stays a member, so that her history does, without one.
int PlacesTaken(const View& view, const GroupState& group) {
  int taken = 0;
  for (const uint32_t member : group.members()) {
    const auto found = view.image.enrolments.find(member);
    if (found == view.image.enrolments.end() || IsParticipant(found->second)) ++taken;
  }
  return taken;
}

}  // namespace

Decided DecideOn(const View& view, const FormGroups& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  const kasvu::v1::GroupRules& rules = view.program.spec().people().group();
  const std::vector<Groupable> people = PeopleToGroup(view, command);
  if (people.empty()) return NobodyToGroup();
  KASVU_ASSIGN_OR_RETURN(const int count,
                         GroupCount(static_cast<int>(people.size()), command.groups, rules));
  Decision decision;
  Event ordinals = EventOf(TheCohort(), view.now);
  ordinals.mutable_ordinals_given()->set_groups(count);
  decision.events.push_back(std::move(ordinals));
  const auto plan = PlanSessions(view.program, view.image.cohort, view.now);
  uint32_t ordinal = view.image.cohort.groups();
  for (const auto& members : Spread(people, count, rules)) {
    Form(view, ++ordinal, members, plan, decision.events);
  }
  return decision;
}

Decided DecideOn(const View& view, const MoveEnrolment& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const EnrolmentState* enrolment, EnrolmentIn(view, command.enrolment));
  KASVU_ASSIGN_OR_RETURN(const GroupState* group, GroupIn(view, command.group));
  if (enrolment->stage() == storage::v1::ENROLMENT_STAGE_ENDED) return EnrolmentEnded(*enrolment);
  if (!IsParticipant(*enrolment)) {
    return WrongState(*enrolment,
                      {storage::v1::ENROLMENT_STAGE_ACCEPTED, storage::v1::ENROLMENT_STAGE_ACTIVE,
                       storage::v1::ENROLMENT_STAGE_PAUSED});
  }
  Decision decision;
  if (enrolment->group() == command.group) return decision;
  if (PinOf(view.image, EnrolmentOf(command.enrolment)) !=
      PinOf(view.image, GroupOf(command.group))) {
    return GroupOnOtherVersion(command.enrolment, command.group);
  }
  const kasvu::v1::GroupRules& rules = view.program.spec().people().group();
  const int size = PlacesTaken(view, *group) + 1;
  if (rules.max() > 0 && size > rules.max()) {
    return GroupFull(command.group, size, rules.min(), rules.max());
  }
  if (enrolment->group() != 0) {
    Event removed = EventOf(GroupOf(enrolment->group()), view.now);
    removed.mutable_member_removed()->set_enrolment(command.enrolment);
    decision.events.push_back(std::move(removed));
  }
  decision.events.push_back(Added(command.group, command.enrolment, view.now));
  decision.events.push_back(Grouped(command.group, command.enrolment, view.now));
  return decision;
}

}  // namespace kasvu::workflows

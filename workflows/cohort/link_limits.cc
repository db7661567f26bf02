#include "workflows/cohort/link_limits.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

bool Has(const google::protobuf::RepeatedPtrField<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsGone(const View& view, uint32_t enrolment) {
  const auto found = view.image.enrolments.find(enrolment);
  return found != view.image.enrolments.end() &&
         found->second.stage() == storage::v1::ENROLMENT_STAGE_ENDED;
}

}  // namespace

int BoundBefore(const View& view, const storage::v1::EnrolmentState& enrolment,
                std::string_view name) {
  int bound = 0;
  for (const auto& ref : enrolment.links()) {
    if (ref.live() || !ref.subject() || ref.link() != name) continue;
    const auto link = view.image.links.find(ref.ordinal());
    if (link == view.image.links.end() || link->second.bound_at() != 0) ++bound;
  }
  return bound;
}

std::set<uint32_t> ServedBy(const View& view, std::string_view person, std::string_view role) {
  std::set<uint32_t> served;
  for (const auto& [ordinal, link] : view.image.links) {
    if (link.stage() == storage::v1::LINK_STAGE_ENDED) continue;
    const auto rule = view.program.spec().links().find(link.link());
    if (rule == view.program.spec().links().end() || !Has(rule->second.of(), role)) continue;
    const bool hers = std::any_of(link.members().begin(), link.members().end(),
                                  [&](const auto& member) { return member.person() == person; });
    if (!hers) continue;
    for (const auto& member : link.members()) {
      if (member.subject() && member.enrolment() != 0 && !IsGone(view, member.enrolment())) {
        served.insert(member.enrolment());
      }
    }
  }
  return served;
}

}  // namespace kasvu::workflows

#include "workflows/simulation/coordination.h"

#include <algorithm>
#include <set>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/simulation/people.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Link;
using storage::v1::EnrolmentState;

constexpr absl::Duration kLookAhead = absl::Hours(24 * 75);

bool TakesPart(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE;
}

// Whether anything of `item` lies further ahead than anybody plans.
bool FarAhead(const storage::v1::GroupState& group, const std::string& item, absl::Time now) {
  return std::any_of(group.occurrences().begin(), group.occurrences().end(), [&](const auto& one) {
    return one.key().ends_with("/" + item) && FromMicros(one.starts_at()) > now + kLookAhead;
  });
}

// The next one who takes part, in a circle; 0 when there is nobody else.
uint32_t FellowOf(const CohortImage& image, uint32_t enrolment) {
  auto next = image.enrolments.find(enrolment);
  for (size_t i = 1; i < image.enrolments.size(); ++i) {
    if (++next == image.enrolments.end()) next = image.enrolments.begin();
    if (TakesPart(next->second)) return next->first;
  }
  return 0;
}

// Takes the next one or few of `without` and says with whom they are linked.
AssignLink NextOf(const View& view, const std::string& name, const Link& link, size_t item,
                  std::vector<uint32_t>& without) {
  AssignLink assign{.link = name, .enrolments = {}, .fellows = {}, .persons = {}, .item = {}};
  const auto take = [&] {
    assign.enrolments.push_back(without.back());
    without.pop_back();
  };
  take();
  if (link.symmetric()) {
    const LinkSizes sizes = SizesOf(link);
    while (static_cast<int>(assign.enrolments.size()) < sizes.least && !without.empty()) take();
    if (without.size() == 1 && static_cast<int>(assign.enrolments.size()) < sizes.most) take();
  } else if (std::count(link.of().begin(), link.of().end(), "participant") > 0) {
    const uint32_t fellow = FellowOf(view.image, assign.enrolments.front());
    if (fellow != 0) assign.fellows.push_back(fellow);
  } else {
    const uint32_t number =
        link.per().empty() ? (assign.enrolments.front() + 2) / 3 : static_cast<uint32_t>(item) + 1;
    const Doer other = InRole(link.of(0), static_cast<int>(number));
    assign.persons.push_back({other.person, other.roles});
  }
  return assign;
}

void Assign(const View& view, const std::string& name, const Link& link,
            std::vector<Command>& commands) {
  std::vector<std::string> items = ItemsFor(view.program, link, nullptr);
  if (link.per().empty()) items = {""};
  for (size_t i = 0; i < items.size(); ++i) {
    std::vector<uint32_t> without;
    for (const auto& [ordinal, one] : view.image.enrolments) {
      if (TakesPart(one) && LiveLink(one, name, items[i]) == 0) without.push_back(ordinal);
    }
    while (!without.empty()) {
      AssignLink assign = NextOf(view, name, link, i, without);
      assign.item = items[i];
      commands.emplace_back(std::move(assign));
    }
  }
}

void Rotate(const View& view, const std::string& name, const Link& link,
            std::vector<Command>& commands) {
  for (const auto& [ordinal, group] : view.image.groups) {
    std::set<std::string> made;
    for (const auto& [number, existing] : view.image.links) {
      if (existing.link() == name && existing.group() == ordinal) made.insert(existing.item());
    }
    for (const std::string& item : ItemsFor(view.program, link, &group)) {
      if (made.contains(item) || FarAhead(group, item, view.now)) continue;
      commands.emplace_back(RotateLinks{.link = name, .item = item, .group = ordinal});
    }
  }
}

}  // namespace

std::vector<Command> LinksToMake(const View& view, const std::string& link) {
  std::vector<Command> commands;
  const Link& rule = view.program.spec().links().at(link);
  if (rule.pick() == kasvu::v1::PICK_ROTATE) {
    Rotate(view, link, rule, commands);
  } else {
    Assign(view, link, rule, commands);
  }
  return commands;
}

std::vector<Command> ConsentsToGive(const View& view) {
  std::vector<Command> consents;
  for (const auto& [ordinal, link] : view.image.links) {
    if (link.stage() != storage::v1::LINK_STAGE_PROPOSED) continue;
    for (const auto& member : link.members()) {
      ConsentToLink consent{.link = ordinal, .enrolment = std::nullopt, .person = member.person()};
      if (member.enrolment() != 0) consent.enrolment = member.enrolment();
      consents.emplace_back(consent);
    }
  }
  return consents;
}

constexpr int kMostItems = 1'000'000;

int NumberOf(const std::string& key) {
  const size_t slash = key.rfind('/');
  if (slash == std::string::npos) return 1;
  int number = 0;
  for (const char c : key.substr(slash + 1)) {
    if (c < '0' || c > '9' || number > kMostItems) return 1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace kasvu::workflows

#include "workflows/cohort/seating.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

enum Place : size_t { kShortfall, kTogether, kApart, kSizes, kSpread };

}  // namespace

Seating::Seating(const std::vector<Groupable>& people, int groups,
                 const kasvu::v1::GroupRules& rules)
    : least_(std::max(1, rules.min())),
      most_(rules.max() > 0 ? rules.max() : static_cast<int64_t>(people.size())),
      sizes_(groups, 0),
      group_of_(people.size(), -1) {
  AddAttributes(people, rules.together(), kTogether, -1);
  AddAttributes(people, rules.apart(), kApart, 1);
  AddAttributes(people, rules.spread(), kSpread, 1);
  cost_[kShortfall] = least_ * groups;
}

void Seating::AddAttributes(const std::vector<Groupable>& people,
                            const google::protobuf::RepeatedPtrField<std::string>& names,
                            size_t place, int sign) {
  for (const std::string& name : names) {
    Attribute attribute{place, sign, std::vector<int>(people.size(), -1), {}};
    std::map<std::string, int> values;
    for (size_t person = 0; person < people.size(); ++person) {
      const auto known = people[person].attributes.find(name);
      if (known == people[person].attributes.end() || known->second.empty()) continue;
      attribute.value_of[person] =
          values.emplace(known->second, static_cast<int>(values.size())).first->second;
    }
    attribute.counts.assign(values.size(), std::vector<int64_t>(sizes_.size(), 0));
    attributes_.push_back(std::move(attribute));
  }
}

bool Seating::HasRoom(int group, size_t people) const {
  return sizes_[group] + static_cast<int64_t>(people) <= most_;
}

void Seating::Sit(size_t person, int group) {
  group_of_[person] = group;
  Change(person, group, 1);
}

void Seating::StandUp(size_t person) {
  Change(person, group_of_[person], -1);
  group_of_[person] = -1;
}

void Seating::Change(size_t person, int group, int difference) {
  const auto change = [difference](int64_t& count) {
    const int64_t before = count * count;
    count += difference;
    return count * count - before;
  };
  cost_[kShortfall] -= std::max<int64_t>(0, least_ - sizes_[group]);
  cost_[kSizes] += change(sizes_[group]);
  cost_[kShortfall] += std::max<int64_t>(0, least_ - sizes_[group]);
  for (Attribute& attribute : attributes_) {
    const int value = attribute.value_of[person];
    if (value < 0) continue;
    cost_[attribute.place] += attribute.sign * change(attribute.counts[value][group]);
  }
}

}  // namespace kasvu::workflows

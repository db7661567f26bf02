// Who sits in which group while groups are being formed, and how far that is from what the rules
// want.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/cohort/grouping.h"

namespace kasvu::workflows {

// The less the better, the earlier places before the later: people missing from the least size,
// equals torn apart that belong together, equals together that belong apart, unevenness of sizes,
// unevenness of what is to be spread. Only differences between two costs mean anything.
using SeatingCost = std::array<int64_t, 5>;

class Seating {
 public:
  // Nobody sits yet. `people` are named by their places from now on.
  Seating(const std::vector<Groupable>& people, int groups, const kasvu::v1::GroupRules& rules);

  void Sit(size_t person, int group);
  void StandUp(size_t person);

  int groups() const { return static_cast<int>(sizes_.size()); }
  int GroupOf(size_t person) const { return group_of_[person]; }
  bool HasRoom(int group, size_t people) const;

  const SeatingCost& cost() const { return cost_; }

 private:
  // How often each value of one attribute occurs in each group. Its squares, summed up, are the
  // least when the value is spread evenly and the most when it is all in one group.
  struct Attribute {
    size_t place;                              // in the cost
    int sign;                                  // -1 where equals are wanted together
    std::vector<int> value_of;                 // by person; -1: unknown
    std::vector<std::vector<int64_t>> counts;  // by value and group
  };

  void AddAttributes(const std::vector<Groupable>& people,
                     const google::protobuf::RepeatedPtrField<std::string>& names, size_t place,
                     int sign);
  // Changes the size and the counts of `group` by `difference`, which is 1 or -1.
  void Change(size_t person, int group, int difference);

  int64_t least_;
  int64_t most_;
  std::vector<int64_t> sizes_;
  std::vector<int> group_of_;
  std::vector<Attribute> attributes_;
  SeatingCost cost_ = {};
};

}  // namespace kasvu::workflows

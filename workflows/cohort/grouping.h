// How participants are spread over groups that are formed now.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// Somebody to be put into a group, with what is known of her: trade, company, language …
struct Groupable {
  uint32_t enrolment = 0;
  std::map<std::string, std::string> attributes;  // an empty value is as good as none
};

// Into how many groups `people` (more than none) are divided: `asked`, or with 0 as few as the
// rules' sizes allow. GROUP_SIZE when that many cannot all have their size; its sentence has the
// numbers. Sizes of 0 in the rules are no limit.
absl::StatusOr<int> GroupCount(int people, int asked, const kasvu::v1::GroupRules& rules);

// `people` in `groups` groups, each within the rules' sizes, which GroupCount has found possible.
// What the rules want is reached in this order, the earlier before the later: equals in `together`
// in one group, equals in `apart` in different ones, sizes as even as can be, equals in `spread`
// over all groups. Members are in the order of `people`. Always the same for the same people.
std::vector<std::vector<uint32_t>> Spread(const std::vector<Groupable>& people, int groups,
                                          const kasvu::v1::GroupRules& rules);

}  // namespace kasvu::workflows

#include "tests/testing/play_order.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using ByOwner = std::map<std::pair<int, uint32_t>, std::vector<std::string>>;

ByOwner Grouped(absl::Span<const Event> events) {
  ByOwner grouped;
  for (const Event& event : events) {
    grouped[{event.owner(), event.ordinal()}].push_back(event.ShortDebugString());
  }
  return grouped;
}

}  // namespace

void PlayAgain(const std::vector<GivenCommand>& given, Play& play, std::mt19937_64& random) {
  absl::Time last = absl::InfinitePast();
  for (const GivenCommand& one : given) {
    if (std::holds_alternative<CreateCohort>(one.command)) continue;
    if (last > absl::InfinitePast() && one.now > last) {
      absl::Time looked = last;
      for (uint64_t i = random() % 3; i > 0; --i) {
        const auto gap = static_cast<uint64_t>((one.now - looked) / absl::Seconds(1));
        looked += absl::Seconds(static_cast<int64_t>(random() % (gap + 1)));
        std::set<uint32_t> some;
        for (const auto& [ordinal, state] : play.image().enrolments) {
          if (random() % 5 == 0) some.insert(ordinal);
        }
        play.Settle(looked, some);
      }
    }
    // What is refused the second time is refused the first.
    (void)play.Do(one.command, one.now, one.doer);
    last = one.now;
  }
}

std::string OrderDifference(absl::Span<const Event> a, absl::Span<const Event> b) {
  const ByOwner one = Grouped(a);
  ByOwner other = Grouped(b);
  for (const auto& [owner, events] : one) {
    const std::vector<std::string>& others = other[owner];
    for (size_t i = 0; i < std::max(events.size(), others.size()); ++i) {
      const std::string here = i < events.size() ? events[i] : "nothing";
      const std::string there = i < others.size() ? others[i] : "nothing";
      if (here == there) continue;
      return absl::StrCat("owner ", owner.first, " ", owner.second, ", event ", i, ":\n  ", here,
                          "\n  ", there, "\nafter\n  ", i > 0 ? events[i - 1] : "");
    }
  }
  return one.size() == other.size() ? "" : "an owner more";
}

}  // namespace kasvu::workflows

// How people are taken to behave in a rehearsal, in whole numbers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "workflows/simulation/chance.h"

namespace kasvu::workflows {

// What the keys of a profile mean stands in proto/kasvu/v1/rehearsal.proto.
struct Behaviour {
  Millionths attendance = 900'000;
  Millionths cancel = 0;
  Millionths dropout = 100'000;
  std::vector<int32_t> season = {1};
  Millionths resolve = 800'000;

  Millionths in_time = 800'000;
  int late_days = 10;
  int within_days = 7;
  Millionths forgets = 0;
  Millionths optional = 500'000;

  std::vector<int32_t> scale = {1, 2, 5, 9, 6};
  std::map<std::string, std::map<std::string, int32_t>> choices;

  Millionths diligence = kWhole;
  int mentors_late_days = 7;
  absl::Weekday coordinator_day = absl::Weekday::friday;
};

// How likely somebody who has not left is to come, so that `attendance` holds of all who started.
// Never above the whole.
Millionths AttendanceOfThoseWhoStay(const Behaviour& behaviour);

}  // namespace kasvu::workflows

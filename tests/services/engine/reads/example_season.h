// A cohort in its second week, for the tests of what people read.
#pragma once

#include <memory>

#include "absl/time/time.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// An instant on Helsinki's clocks in 2021.
absl::Time On(int month, int day, int hour = 0);

// Invented people on 10 February 2021 at noon; the cohort began on the first.
//   e1 Aino   group 1, in time; Maija mentors her (l1), they have not met; Bror reads her (l2)
//   e2 Bror   group 1, has answered nothing and was not there
//   e3 Cilla  has withdrawn
//   e4 David  has applied
//   e5 Elsa   group 1, paused
//   e6 Fanni  group 2, whose first session nobody has taken attendance of
struct ExampleSeason {
  ExampleSeason();

  workflows::View View() const { return {*program, image, now}; }

  workflows::CohortImage image;
  std::shared_ptr<const workflows::Program> program;
  absl::Time now = On(2, 10, 12);
};

}  // namespace kasvu::engine

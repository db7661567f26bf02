// The value of a fact as one owner sees it, and since when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/evaluation.h"

namespace kasvu::workflows {

struct FactValue {
  std::string value;
  absl::Time since;         // written, or the writer settled without a value
  bool by_default = false;  // the latter
};

// Of a single writer one value or none; of a series one for each item that has one.
struct FactReading {
  std::vector<FactValue> values;
  // Whether no value can come any more: every writer has settled. Until then a comparison that does
  // not hold waits. Of a link's fact and of a mean: always.
  bool complete = false;
};

// `fact` as `owner` sees it: an enrolment its own, those of its current link, its group and its
// cohort; a link its own, its group's and the cohort's; and so on outwards. A decision about
// enrolments has one value for each of them. A link's fact is `made` from when a link of that name
// was first bound, `none` before. A mean is the band of its running aggregate, or the default
// while nobody has answered. An unknown fact has no value and is complete.
FactReading ReadFact(Evaluation& evaluation, OwnerRef owner, std::string_view fact);
FactReading ReadFact(const View& view, OwnerRef owner, std::string_view fact);

}  // namespace kasvu::workflows

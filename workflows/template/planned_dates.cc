#include "workflows/template/planned_dates.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;
using kasvu::v1::Step;

// A chain of anchors longer than this is a cycle, which the order check reports.
constexpr int kMaxDepth = 30;
constexpr double kDaysPerMonth = 30.4369;

void Add(PlannedDate& date, int sign, int days, int months) {
  int least = days, most = days;
  if (months > 0) {
    least += static_cast<int>(std::floor(kDaysPerMonth * months)) - 2;
    most += static_cast<int>(std::ceil(kDaysPerMonth * months)) + 1;
  }
  date.least += sign > 0 ? least : -most;
  date.most += sign > 0 ? most : -least;
}

}  // namespace

bool SurelyBefore(const PlannedDate& a, const PlannedDate& b) {
  // Nobody joins before the start.
  const bool comparable = a.anchor == b.anchor || (a.anchor == "start" && b.anchor == "join");
  return comparable && a.most < b.least;
}

int PlannedDates::Value(const kasvu::v1::Number& number) const {
  return least_ ? index_.Least(number) : index_.Most(number);
}

std::optional<int> PlannedDates::Position(const Step& step, std::string_view word) const {
  const std::vector<std::string> items = index_.Items(step);
  if (word == "first" || (word.empty() && !index_.IsSeries(step))) return 0;
  if (items.empty()) return std::nullopt;
  if (word == "last") return static_cast<int>(items.size()) - 1;
  const auto found = std::find(items.begin(), items.end(), word);
  if (found == items.end()) return std::nullopt;
  return static_cast<int>(found - items.begin());
}

std::optional<PlannedDate> PlannedDates::Of(const Moment& moment, const Step& step, int item,
                                            int depth) const {
  if (depth > kMaxDepth) return std::nullopt;
  const std::string& anchor = !moment.at().empty()       ? moment.at()
                              : !moment.before().empty() ? moment.before()
                                                         : moment.after();
  std::optional<PlannedDate> date = OfAnchor(anchor, step, item, depth);
  if (!date) return std::nullopt;
  Add(*date, moment.before().empty() ? 1 : -1, Value(moment.days()) + 7 * Value(moment.weeks()),
      Value(moment.months()));
  return date;
}

std::optional<PlannedDate> PlannedDates::OfAnchor(const std::string& anchor, const Step& step,
                                                  int item, int depth) const {
  if (anchor == "this") {
    const std::vector<std::string> items = index_.Items(step);
    const Step* base = index_.Base(step);
    if (base == nullptr || items.empty()) return PlannedDate{"this"};
    const auto position = Position(*base, items[item]);
    return position ? OfItem(*base, *position, depth + 1) : PlannedDate{"this"};
  }
  const StepPlace* place = index_.Find(StepPart(anchor));
  if (place == nullptr) return PlannedDate{anchor};
  const auto position = Position(*place->step, ItemPart(anchor));
  if (!position) return std::nullopt;
  return OfItem(*place->step, *position, depth + 1);
}

PlannedDate PlannedDates::OfItem(const Step& step, int item, int depth) const {
  PlannedDate own{absl::StrCat(step.id(), "/", item)};
  if (item < step.items_size() && step.items(item).has_at()) {
    return Of(step.items(item).at(), step, item, depth + 1).value_or(own);
  }
  if (!step.has_from()) return own;
  std::optional<PlannedDate> date = Of(step.from(), step, 0, depth + 1);
  if (!date) return own;
  const kasvu::v1::Period& every = step.every();
  Add(*date, 1, item * (Value(every.days()) + 7 * Value(every.weeks())),
      item * Value(every.months()));
  return *date;
}

}  // namespace kasvu::workflows

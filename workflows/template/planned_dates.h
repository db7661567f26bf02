// When things stand in the plan, as far as it is known before a cohort has dates.
#pragma once

#include <optional>
#include <string>

#include "workflows/template/template_index.h"

namespace kasvu::workflows {

// Days after an anchor, at least and at most: months have 28 to 31. The anchor is built in
// ("start") or something whose own date nobody knows yet ("interview").
struct PlannedDate {
  std::string anchor;
  int least = 0;
  int most = 0;
};

// Whether `a` comes before `b` whatever the calendar says. Not when their anchors differ.
bool SurelyBefore(const PlannedDate& a, const PlannedDate& b);

class PlannedDates {
 public:
  // `least`: parameters stand at the least end of their range, else at the most.
  PlannedDates(const TemplateIndex& index, bool least) : index_(index), least_(least) {}

  // The date of a moment of item `item` of `step` (its position; 0 when it is single).
  std::optional<PlannedDate> Of(const kasvu::v1::Moment& moment, const kasvu::v1::Step& step,
                                int item) const {
    return Of(moment, step, item, 0);
  }

  // The date of an item itself: from the plan when it is scheduled, else an anchor of its own.
  PlannedDate OfItem(const kasvu::v1::Step& step, int item) const { return OfItem(step, item, 0); }

  // The position of `word` among the items of `step`: a name, first or last. Nothing when it is
  // not known beforehand.
  std::optional<int> Position(const kasvu::v1::Step& step, std::string_view word) const;

 private:
  std::optional<PlannedDate> Of(const kasvu::v1::Moment& moment, const kasvu::v1::Step& step,
                                int item, int depth) const;
  PlannedDate OfItem(const kasvu::v1::Step& step, int item, int depth) const;
  std::optional<PlannedDate> OfAnchor(const std::string& anchor, const kasvu::v1::Step& step,
                                      int item, int depth) const;
  int Value(const kasvu::v1::Number& number) const;

  const TemplateIndex& index_;
  bool least_;
};

}  // namespace kasvu::workflows

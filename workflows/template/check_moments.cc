#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/limits.h"
#include "workflows/template/message_walk.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;
using kasvu::v1::Step;

void CheckForm(const TemplateIndex& index, const Moment& moment, const std::string& path,
               Report& report) {
  const int anchors = !moment.at().empty() + !moment.before().empty() + !moment.after().empty();
  if (anchors == 0) report.Add("moment-without-anchor", path);
  if (anchors > 1) report.Add("two-anchors", path);
  const bool distance = moment.has_days() || moment.has_weeks() || moment.has_months();
  if (!moment.at().empty() && distance) report.Add("at-with-distance", path);
  const int most =
      index.Most(moment.days()) + 7 * index.Most(moment.weeks()) + 31 * index.Most(moment.months());
  for (const auto* number : {&moment.days(), &moment.weeks(), &moment.months()}) {
    if (number->value() < 0) {
      report.Add("number-not-positive", path,
                 {{"key", "days"}, {"value", absl::StrCat(number->value())}});
    }
  }
  if (most > kMaxDays) {
    report.Add("too-far-away", path,
               {{"count", absl::StrCat(most)}, {"limit", absl::StrCat(kMaxDays)}});
  }
}

// Whether `this` means something in a moment of `step`.
bool HasThis(const Step& step) {
  return !step.each().empty() || !step.gap().empty() || !step.makes_up().empty() ||
         step.has_every() || step.has_times() || step.items_size() > 0 || step.has_up_to();
}

bool IsBuiltIn(const std::string& anchor) {
  return anchor == "start" || anchor == "join" || anchor == "end" || anchor == "closed" ||
         anchor == "this" || anchor.starts_with("match:");
}

class Anchors {
 public:
  Anchors(const TemplateIndex& index, const StepPlace& place, Report& report)
      : index_(index), step_(*place.step), report_(report) {}

  void Check(const std::string& path, const std::string& anchor) {
    const bool before = path.ends_with(".before");
    if (anchor == "this" && !HasThis(step_)) report_.Add("this-without-series", path);
    if (anchor == "end" && step_.on_end_size() == 0) report_.Add("end-before-aftercare", path);
    if (before && !IsPlanned(anchor)) {
      report_.Add("before-unscheduled", path, {{"anchor", anchor}});
    }
    CheckRolling(path, anchor);
    const StepPlace* other = IsBuiltIn(anchor) ? nullptr : index_.Find(StepPart(anchor));
    if (other == nullptr) return;
    const std::string_view item = ItemPart(anchor);
    if (item.empty() && index_.IsSeries(*other->step) && !index_.SharesItems(step_, *other->step)) {
      report_.Add("anchor-without-item", path, {{"anchor", anchor}});
    }
    if (item == "last" && index_.IsRolling(*other->step)) {
      report_.Add("last-of-rolling", path, {{"anchor", anchor}});
    }
    const bool opens = path.find(".open") != std::string::npos;
    if (item == "next" && opens && HasLastItemOf(*other->step)) {
      report_.Add("opens-after-last", path,
                  {{"series", other->step->id()}, {"item", index_.Items(*other->step).back()}});
    }
  }

 private:
  // A date that does not go on with what rolls lies before the later ones.
  void CheckRolling(const std::string& path, const std::string& anchor) {
    const bool due = path.find(".due") != std::string::npos;
    if (!due && path.find(".close") == std::string::npos) return;
    if (!index_.IsRolling(step_) || step_.on_end_size() > 0) return;
    const StepPlace* other = index_.Find(StepPart(anchor));
    const bool shares =
        other != nullptr && ItemPart(anchor).empty() && index_.SharesItems(step_, *other->step);
    const bool goes_on = anchor == "this" || anchor == "closed" || anchor == "end" ||
                         ItemPart(anchor) == "next" || shares;
    if (goes_on) return;
    report_.Add("fixed-date-of-rolling", path,
                {{"id", step_.id()}, {"key", due ? "due" : "close"}, {"anchor", anchor}});
  }

  // What stands in the plan before it happens; what is unknown here is for the reference check.
  bool IsPlanned(const std::string& anchor) const {
    if (anchor == "start") return true;
    if (anchor == "this") {
      const StepPlace* missed = index_.Find(step_.makes_up());
      const Step* base = missed != nullptr ? missed->step : index_.Base(step_);
      return index_.IsScheduled(base != nullptr ? *base : step_);
    }
    if (IsBuiltIn(anchor)) return false;
    const StepPlace* other = index_.Find(StepPart(anchor));
    return other == nullptr || index_.IsScheduled(*other->step);
  }

  // Whether this step has an item for the last one of the other, after which none comes.
  bool HasLastItemOf(const Step& other) const {
    const std::vector<std::string>& items = index_.Items(other);
    if (items.empty() || !step_.gap().empty() || !index_.SharesItems(step_, other)) return false;
    const std::vector<std::string>& own = index_.Items(step_);
    return std::any_of(own.begin(), own.end(), [&](const std::string& item) {
      return item == items.back() || item.starts_with(items.back() + "/");
    });
  }

  const TemplateIndex& index_;
  const Step& step_;
  Report& report_;
};

}  // namespace

void CheckMoments(const TemplateIndex& index, Report& report) {
  VisitParts(index.spec(), "", [&](const google::protobuf::Message& part, const std::string& path) {
    if (part.GetDescriptor() == Moment::descriptor()) {
      CheckForm(index, static_cast<const Moment&>(part), path, report);
    }
  });
  for (const StepPlace& place : index.steps()) {
    Anchors anchors(index, place, report);
    Step copy = *place.step;
    VisitReferences(copy, place.path,
                    [&](ReferenceKind kind, const std::string& path, std::string& anchor) {
                      if (kind == ReferenceKind::kAnchor) anchors.Check(path, anchor);
                    });
  }
}

}  // namespace kasvu::workflows

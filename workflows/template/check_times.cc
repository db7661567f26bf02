#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/planned_dates.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Item;
using kasvu::v1::Moment;
using kasvu::v1::Step;

// A date of one item, and where it is written.
struct Written {
  std::optional<PlannedDate> date;
  std::string path;
};

class Times {
 public:
  Times(const TemplateIndex& index, bool least, Report& report)
      : index_(index), dates_(index, least), report_(report) {}

  void Check(const StepPlace& place) {
    const Step& step = *place.step;
    const int count = std::max<int>(1, static_cast<int>(index_.Items(step).size()));
    for (int i = 0; i < count; ++i) CheckItem(place, i);
  }

 private:
  static const Item* ItemOf(const Step& step, int i) {
    return i < step.items_size() ? &step.items(i) : nullptr;
  }

  Written When(const StepPlace& place, int i, bool own, const Moment* its, bool common,
               const Moment& moment, const char* key) const {
    if (own) {
      return {dates_.Of(*its, *place.step, i), absl::StrCat(place.path, ".items[", i, "].", key)};
    }
    if (!common) return {};
    return {dates_.Of(moment, *place.step, i), absl::StrCat(place.path, ".", key)};
  }

  Written Open(const StepPlace& place, int i) const {
    const Step& step = *place.step;
    const Item* item = ItemOf(step, i);
    const bool own = item != nullptr && item->has_open();
    return When(place, i, own, own ? &item->open() : nullptr, step.has_open(), step.open(), "open");
  }
  Written Due(const StepPlace& place, int i) const {
    const Step& step = *place.step;
    const Item* item = ItemOf(step, i);
    const bool own = item != nullptr && item->has_due();
    return When(place, i, own, own ? &item->due() : nullptr, step.has_due(), step.due(), "due");
  }
  Written Close(const StepPlace& place, int i) const {
    const Step& step = *place.step;
    const Item* item = ItemOf(step, i);
    const bool own = item != nullptr && item->has_close();
    return When(place, i, own, own ? &item->close() : nullptr, step.has_close(), step.close(),
                "close");
  }

  void CheckItem(const StepPlace& place, int i) {
    const Written open = Open(place, i), due = Due(place, i), close = Close(place, i);
    const auto before = [&](const Written& a, const Written& b, std::string_view code) {
      if (a.date && b.date && SurelyBefore(*a.date, *b.date)) {
        report_.Add(code, a.path, {{"id", place.step->id()}});
      }
    };
    before(due, open, "due-before-open");
    before(close, open, "close-before-open");
    before(close, due, "close-before-due");
    const Written& deadline = due.date ? due : close;
    if (!deadline.date) return;
    const auto all = [&](const auto& references) {
      for (const std::string& reference : references) {
        CheckPrerequisite(place, i, reference, deadline);
      }
    };
    all(place.step->needs());
    all(place.step->after());
    if (const Item* item = ItemOf(*place.step, i)) {
      all(item->needs());
      all(item->after());
    }
    CheckFacts(place, deadline);
  }

  // What must come first may not be planned later than this has to be done.
  void CheckPrerequisite(const StepPlace& place, int i, const std::string& reference,
                         const Written& deadline) {
    const StepPlace* other = index_.Find(StepPart(reference));
    if (other == nullptr) return;
    std::string word(ItemPart(reference));
    if (word.empty()) {
      const auto items = index_.Items(*place.step);
      const bool shared = index_.SharesItems(*place.step, *other->step);
      word = shared && i < static_cast<int>(items.size()) ? items[i] : "last";
    }
    const auto position =
        index_.IsSeries(*other->step) ? dates_.Position(*other->step, word) : std::optional<int>(0);
    if (!position) return;
    if (IsLate(*other, *position, *deadline.date)) {
      report_.Add("due-before-prerequisite", deadline.path,
                  {{"id", place.step->id()}, {"other", reference}});
    }
  }

  bool IsLate(const StepPlace& other, int item, const PlannedDate& deadline) const {
    const PlannedDate planned = dates_.OfItem(*other.step, item);
    if (SurelyBefore(deadline, planned)) return true;
    for (const Written& written : {Open(other, item), Due(other, item)}) {
      if (written.date && SurelyBefore(deadline, *written.date)) return true;
    }
    return false;
  }

  void CheckFacts(const StepPlace& place, const Written& deadline) {
    const auto read = [&](const kasvu::v1::Condition& condition, const std::string& path) {
      VisitComparisons(condition, path,
                       [&](const std::string& name, const std::string&, const std::string& where) {
                         const auto fact = index_.spec().facts().find(name);
                         if (fact == index_.spec().facts().end()) return;
                         const StepPlace* writer = index_.Find(fact->second.step());
                         if (writer == nullptr || index_.IsSeries(*writer->step)) return;
                         const Written open = Open(*writer, 0);
                         if (open.date && SurelyBefore(*deadline.date, *open.date)) {
                           report_.Add("fact-read-before-written", where,
                                       {{"cycle", place.step->id() + " → " + writer->step->id()}});
                         }
                       });
    };
    read(place.step->when(), place.path + ".when");
    if (place.phase != nullptr) read(place.phase->opens(), place.phase_path + ".opens");
  }

  const TemplateIndex& index_;
  PlannedDates dates_;
  Report& report_;
};

}  // namespace

void CheckTimes(const TemplateIndex& index, Report& report) {
  // At both ends of the parameters' ranges; a fault at either is the same fault.
  for (const bool least : {true, false}) {
    Times times(index, least, report);
    for (const StepPlace& place : index.steps()) times.Check(place);
    if (index.spec().params().empty()) break;
  }
}

}  // namespace kasvu::workflows

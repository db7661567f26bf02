#include "workflows/template/references.h"

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::Item;
using kasvu::v1::Moment;
using kasvu::v1::Step;

class Walk {
 public:
  explicit Walk(const ReferenceVisitor& visit) : visit_(visit) {}

  void One(ReferenceKind kind, const std::string& path, std::string* value) const {
    if (!value->empty()) visit_(kind, path, *value);
  }

  template <typename List>
  void Each(ReferenceKind kind, const std::string& path, List* values) const {
    for (int i = 0; i < values->size(); ++i) {
      One(kind, absl::StrCat(path, "[", i, "]"), values->Mutable(i));
    }
  }

  void InMoment(const std::string& path, Moment* moment) const {
    // A bare anchor has no key of its own in the document; the moment's place is the same.
    One(ReferenceKind::kAnchor, absl::StrCat(path, ".at"), moment->mutable_at());
    One(ReferenceKind::kAnchor, absl::StrCat(path, ".before"), moment->mutable_before());
    One(ReferenceKind::kAnchor, absl::StrCat(path, ".after"), moment->mutable_after());
  }

  void InCondition(const std::string& path, Condition* condition) const {
    for (int i = 0; i < condition->all_size(); ++i) {
      InCondition(absl::StrCat(path, ".all[", i, "]"), condition->mutable_all(i));
    }
    for (int i = 0; i < condition->any_size(); ++i) {
      InCondition(absl::StrCat(path, ".any[", i, "]"), condition->mutable_any(i));
    }
    if (condition->has_not_()) InCondition(path + ".not", condition->mutable_not_());
    for (const auto& [fact, value] : condition->is()) {
      std::string copy = fact;
      visit_(ReferenceKind::kFact, absl::StrCat(path, ".is.", fact), copy);
    }
    One(ReferenceKind::kDone, path + ".done", condition->mutable_done());
    One(ReferenceKind::kCount, path + ".count", condition->mutable_count());
  }

  void InStep(const std::string& path, Step* step) const {
    Each(ReferenceKind::kNeeds, path + ".needs", step->mutable_needs());
    Each(ReferenceKind::kAfter, path + ".after", step->mutable_after());
    if (step->has_open()) InMoment(path + ".open", step->mutable_open());
    if (step->has_due()) InMoment(path + ".due", step->mutable_due());
    if (step->has_close()) InMoment(path + ".close", step->mutable_close());
    if (step->has_from()) InMoment(path + ".from", step->mutable_from());
    if (step->has_until()) InMoment(path + ".until", step->mutable_until());
    One(ReferenceKind::kSeries, path + ".each", step->mutable_each());
    One(ReferenceKind::kSeries, path + ".gap", step->mutable_gap());
    One(ReferenceKind::kMakesUp, path + ".makes_up", step->mutable_makes_up());
    One(ReferenceKind::kTrack, path + ".for", step->mutable_for_());
    One(ReferenceKind::kOwner, path + ".per", step->mutable_per());
    One(ReferenceKind::kLinkOrRole, path + ".with", step->mutable_with());
    if (step->has_by()) {
      Each(ReferenceKind::kActor, path + ".by.all", step->mutable_by()->mutable_all());
      Each(ReferenceKind::kActor, path + ".by.any", step->mutable_by()->mutable_any());
    }
    if (step->has_when()) InCondition(path + ".when", step->mutable_when());
    if (step->has_survey()) {
      One(ReferenceKind::kForm, path + ".survey.form", step->mutable_survey()->mutable_form());
    }
    if (step->has_task()) {
      One(ReferenceKind::kForm, path + ".task.form", step->mutable_task()->mutable_form());
    }
    if (step->has_decision() && step->decision().has_suggest()) {
      InCondition(path + ".decision.suggest", step->mutable_decision()->mutable_suggest());
    }
    for (int i = 0; i < step->items_size(); ++i) {
      InItem(absl::StrCat(path, ".items[", i, "]"), step->mutable_items(i));
    }
  }

 private:
  void InItem(const std::string& path, Item* item) const {
    Each(ReferenceKind::kNeeds, path + ".needs", item->mutable_needs());
    Each(ReferenceKind::kAfter, path + ".after", item->mutable_after());
    if (item->has_at()) InMoment(path + ".at", item->mutable_at());
    if (item->has_open()) InMoment(path + ".open", item->mutable_open());
    if (item->has_due()) InMoment(path + ".due", item->mutable_due());
    if (item->has_close()) InMoment(path + ".close", item->mutable_close());
  }

  const ReferenceVisitor& visit_;
};

}  // namespace

void VisitReferences(Step& step, const std::string& path, const ReferenceVisitor& visit) {
  Walk(visit).InStep(path, &step);
}

void VisitReferences(Condition& condition, const std::string& path, const ReferenceVisitor& visit) {
  Walk(visit).InCondition(path, &condition);
}

std::string_view StepPart(std::string_view reference) {
  return reference.substr(0, reference.find('/'));
}

std::string_view ItemPart(std::string_view reference) {
  const size_t slash = reference.find('/');
  return slash == std::string_view::npos ? std::string_view() : reference.substr(slash + 1);
}

}  // namespace kasvu::workflows

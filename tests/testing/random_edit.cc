#include "tests/testing/random_edit.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/reflection.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;

// Calls `change` with every string below `message`, map keys aside.
void ChangeWords(Message& message, const std::function<void(std::string&)>& change) {
  const auto& values = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  values.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? values.FieldSize(message, field) : 0;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (!field->is_repeated()) ChangeWords(*values.MutableMessage(&message, field), change);
      for (int i = 0; i < size; ++i) {
        ChangeWords(*values.MutableRepeatedMessage(&message, field, i), change);
      }
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && field->name() != "was") {
      for (int i = 0; i < size; ++i) {
        std::string word = values.GetRepeatedString(message, field, i);
        change(word);
        values.SetRepeatedString(&message, field, i, word);
      }
      if (!field->is_repeated()) {
        std::string word = values.GetString(message, field);
        change(word);
        values.SetString(&message, field, word);
      }
    }
  }
}

class Editor {
 public:
  Editor(TemplateSpec& spec, std::mt19937_64& random) : spec_(spec), random_(random) {}

  void Once() {
    switch (Below(9)) {
      case 0:
        return Add();
      case 1:
        return TakeOut();
      case 2:
        return Rename();
      case 3:
        return Series();
      case 4:
        return Kind();
      case 5:
        return Phase();
      case 6:
        return Dates();
      case 7:
        return RenameItem();
      default:
        if (Step* step = Any()) step->set_optional(!step->optional());
    }
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<uint64_t>(limit)); }

  kasvu::v1::Phase& AnyPhase() { return *spec_.mutable_phases(Below(spec_.phases_size())); }

  Step* Any() {
    kasvu::v1::Phase& phase = AnyPhase();
    return phase.steps().empty() ? nullptr : phase.mutable_steps(Below(phase.steps_size()));
  }

  Step* Sessions() {
    for (auto& phase : *spec_.mutable_phases()) {
      for (Step& step : *phase.mutable_steps()) {
        if (step.has_session() && step.items_size() > 0) return &step;
      }
    }
    return nullptr;
  }

  std::string Fresh(const char* stem) { return absl::StrCat(stem, "-", random_() % 1000000); }

  void Add() {
    kasvu::v1::Phase& phase = AnyPhase();
    Step& step = *phase.add_steps();
    step.set_id(Fresh("new"));
    (*step.mutable_title()->mutable_by_language())["en"] = "New";
    step.mutable_task()->set_about("work");
    if (Below(3) == 0) step.set_optional(true);
    if (Below(2) == 0) {
      step.mutable_close()->set_after("start");
      step.mutable_close()->mutable_weeks()->set_value(1 + Below(30));
      step.set_else_(Below(2) == 0 ? kasvu::v1::OTHERWISE_MISSED : kasvu::v1::OTHERWISE_WAIVED);
    }
    for (int at = phase.steps_size() - 1; at > 0 && Below(2) == 0; --at) {
      phase.mutable_steps()->SwapElements(at, at - 1);
    }
  }

  void TakeOut() {
    kasvu::v1::Phase& phase = AnyPhase();
    if (phase.steps_size() < 2) return;
    const int at = Below(phase.steps_size());
    const std::string id = phase.steps(at).id();
    if (phase.steps(at).has_session()) return;
    phase.mutable_steps()->DeleteSubrange(at, 1);
    // Whatever named it does without.
    for (auto& other : *spec_.mutable_phases()) {
      for (Step& step : *other.mutable_steps()) {
        Drop(id, *step.mutable_needs());
        Drop(id, *step.mutable_after());
      }
    }
    for (auto& end : *spec_.mutable_ends()) end.mutable_requirements()->erase(id);
  }

  static void Drop(const std::string& id, google::protobuf::RepeatedPtrField<std::string>& words) {
    for (int i = words.size() - 1; i >= 0; --i) {
      if (words.Get(i) == id || words.Get(i).rfind(id + "/", 0) == 0) words.DeleteSubrange(i, 1);
    }
  }

  void Rename() {
    Step* step = Any();
    if (step == nullptr) return;
    const std::string before = step->id(), after = Fresh("called");
    ChangeWords(spec_, [&](std::string& word) {
      if (word == before) word = after;
      if (word.rfind(before + "/", 0) == 0) word = after + word.substr(before.size());
    });
    step->set_id(after);
    step->set_was(before);
  }

  void Series() {
    Step* sessions = Sessions();
    if (sessions == nullptr) return;
    if (Below(2) == 0) {
      sessions->add_items()->set_id(Fresh("more"));
      for (int at = sessions->items_size() - 1; at > 0 && Below(2) == 0; --at) {
        sessions->mutable_items()->SwapElements(at, at - 1);
      }
    } else if (sessions->items_size() > 1) {
      sessions->mutable_items()->DeleteSubrange(Below(sessions->items_size()), 1);
    }
  }

  void RenameItem() {
    Step* sessions = Sessions();
    if (sessions == nullptr) return;
    kasvu::v1::Item& item = *sessions->mutable_items(Below(sessions->items_size()));
    item.set_was(item.id());
    item.set_id(Fresh("item"));
  }

  void Kind() {
    Step* step = Any();
    if (step == nullptr || !(step->has_task() || step->has_outcome() || step->has_visit())) return;
    switch (Below(3)) {
      case 0:
        step->mutable_task()->set_about("work");
        break;
      case 1:
        step->mutable_agreement()->set_about("rules");
        break;
      default:
        step->mutable_outcome()->set_about("result");
    }
  }

  void Phase() {
    kasvu::v1::Phase& from = AnyPhase();
    if (from.steps_size() < 2) return;
    const int at = Below(from.steps_size());
    const Step moved = from.steps(at);
    from.mutable_steps()->DeleteSubrange(at, 1);
    kasvu::v1::Phase& to = *spec_.add_phases();
    to.set_id(Fresh("phase"));
    (*to.mutable_title()->mutable_by_language())["en"] = "Phase";
    *to.add_steps() = moved;
  }

  void Dates() {
    Step* step = Any();
    if (step == nullptr || step->has_session()) return;
    if (step->has_due()) step->mutable_due()->mutable_days()->set_value(Below(60));
    if (step->has_close()) step->mutable_close()->mutable_days()->set_value(30 + Below(90));
  }

  TemplateSpec& spec_;
  std::mt19937_64& random_;
};

}  // namespace

TemplateSpec RandomEdit(TemplateSpec spec, int most, std::mt19937_64& random) {
  Editor editor(spec, random);
  const int changes = 1 + static_cast<int>(random() % static_cast<uint64_t>(most));
  for (int i = 0; i < changes; ++i) editor.Once();
  return spec;
}

}  // namespace kasvu::workflows

#include "tests/workflows/revision/random_edit.h"

#include <vector>

#include "workflows/revision/difference.h"
#include "workflows/revision/renames.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"
#include "workflows/template/overlay.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;

class Editor {
 public:
  Editor(TemplateSpec& spec, const std::string& tag, std::mt19937_64& random, bool rename)
      : spec_(spec), tag_(tag), random_(random), rename_(rename) {}

  void Run() {
    const std::vector<ElementPlace> places = Elements(spec_);
    const ElementPlace& place = places[Below(places.size())];
    switch (Below(9)) {
      case 0:
        return Remove(place);
      case 1:
        return Move(place, places);
      case 2:
      case 3:
        return Add(place);
      case 4:
        return rename_ ? Rename(place) : Clear(place);
      case 5:
        return Clear(place);
      default:
        return Set(place, places);
    }
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }

  void Remove(const ElementPlace& place) {
    const std::string_view kind = KindOf(place.address);
    if (kind != "template" && kind != "param") RemoveElement(spec_, place.address);
  }

  void Move(const ElementPlace& place, const std::vector<ElementPlace>& places) {
    const std::string_view kind = KindOf(place.address);
    if (!IsOrdered(kind)) return;
    const ElementPlace& other = places[Below(places.size())];
    if (other.address == place.address || KindOf(other.address) != kind) return;
    if (kind != "step" && other.around != place.around) return;
    MoveElement(spec_, place.address, other.around, Below(4) == 0 ? "" : other.address);
  }

  void Add(const ElementPlace& place) {
    const std::string_view kind = KindOf(place.address);
    if (kind == "template") return;
    const std::string id = OwnPrefix(tag_, kind) + std::to_string(random_() % 1'000'000);
    std::string address = place.address.substr(0, place.address.rfind('/') + 1) + id;
    const Node value = ElementValue(*place.element);
    Report faults("", nowhere_);
    const std::string after = IsOrdered(kind) && Below(4) > 0 ? place.address : "";
    const std::string around = place.around;
    InsertElement(spec_, address, around, after, value, "", faults);
    // A copy is nobody's continuation.
    if (const auto was = FindElement(spec_, address); MayHaveField(*was.element, "was")) {
      ClearField(*was.element, "was");
    }
  }

  void Rename(const ElementPlace& place) {
    const std::string_view kind = KindOf(place.address);
    if (kind != "step" && kind != "phase" && kind != "item") return;
    const std::string id = OwnPrefix(tag_, kind) + std::to_string(random_() % 1'000'000);
    const std::string address = place.address.substr(0, place.address.rfind('/') + 1) + id;
    const Node was = Node::String(IdOf(place.address));
    const std::string old = place.address;
    std::map<std::string, std::string> renames = {{old, address}};
    for (const std::string& inner : Addresses(spec_)) {
      if (kind == "step" && KindOf(inner) == "item" && AroundOf(inner) == old) {
        renames[inner] = address + "/" + std::string(IdOf(inner));
      }
    }
    spec_ = Renamed(spec_, renames);
    Report faults("", nowhere_);
    SetField(*FindElement(spec_, address).element, "was", was, "", faults);
  }

  void Clear(const ElementPlace& place) {
    const auto fields = FieldsOf(*place.element);
    if (fields.empty()) return;
    const auto field = std::next(fields.begin(), Below(fields.size()))->first;
    if (field != "was" && field != "condition") ClearField(*place.element, field);
  }

  // The value that the same field has elsewhere, or a little more of it.
  void Set(const ElementPlace& place, const std::vector<ElementPlace>& places) {
    const ElementPlace& other = places[Below(places.size())];
    const bool alike = KindOf(other.address) == KindOf(place.address);
    const auto fields = FieldsOf(alike ? *other.element : *place.element);
    if (fields.empty()) return;
    auto [field, value] = *std::next(fields.begin(), Below(fields.size()));
    if (field == "was" || !MayHaveField(*place.element, field)) return;
    if (!alike && value.kind == Node::Kind::kNumber) value.text += "1";
    if (!alike && value.kind == Node::Kind::kString && field.find('.') != std::string::npos &&
        (field.starts_with("title") || field.starts_with("text"))) {
      value.text += " " + tag_;
    }
    Report faults("", nowhere_);
    SetField(*place.element, field, value, "", faults);
  }

  TemplateSpec& spec_;
  const std::string& tag_;
  std::mt19937_64& random_;
  const bool rename_;
  const SourceMap nowhere_;
};

}  // namespace

void RandomEdit(TemplateSpec& spec, const std::string& tag, std::mt19937_64& random, bool rename) {
  Editor(spec, tag, random, rename).Run();
}

}  // namespace kasvu::workflows

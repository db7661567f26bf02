#include "workflows/template/elements.h"

#include <algorithm>
#include <array>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "workflows/template/codec.h"
#include "workflows/template/written_form.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using kasvu::v1::TemplateSpec;

// Which field of which message holds elements of a kind.
struct Shelf {
  std::string_view kind;
  std::string_view holder;  // the message type
  std::string_view field;
  std::string_view inside;  // the field of the element around, when the holder is only a part of it
  bool nested;              // the address goes on from that of the element around
};

constexpr std::array<Shelf, 14> kShelves = {{
    {"param", "TemplateSpec", "params", "", false},
    {"track", "People", "tracks", "people", false},
    {"role", "People", "roles", "people", false},
    {"link", "TemplateSpec", "links", "", false},
    {"fact", "TemplateSpec", "facts", "", false},
    {"phase", "TemplateSpec", "phases", "", false},
    {"step", "TemplateSpec", "steps", "", false},
    {"step", "Phase", "steps", "", false},
    {"item", "Step", "items", "", true},
    {"end", "TemplateSpec", "ends", "", false},
    {"requirement", "End", "requirements", "", true},
    {"form", "TemplateSpec", "forms", "", false},
    {"question", "Form", "questions", "", true},
    {"option", "Choice", "options", "choice", true},
}};

// Whether `shelf` belongs to elements of this type: its holder is one, or a part of one.
bool BelongsTo(const Shelf& shelf, const Message& element) {
  const auto& type = *element.GetDescriptor();
  if (shelf.inside.empty()) return type.name() == shelf.holder;
  const FieldDescriptor* inside = type.FindFieldByName(std::string(shelf.inside));
  return inside != nullptr && inside->message_type() != nullptr &&
         inside->message_type()->name() == shelf.holder;
}

// The message that the shelf is a field of, or null when it is not there and not to be made.
Message* HolderOf(const Shelf& shelf, Message& element, bool make) {
  if (shelf.inside.empty()) return &element;
  const FieldDescriptor* inside =
      element.GetDescriptor()->FindFieldByName(std::string(shelf.inside));
  const Reflection& reflection = *element.GetReflection();
  const bool there = reflection.HasField(element, inside);
  if (!there && (!make || inside->containing_oneof() != nullptr)) return nullptr;
  return reflection.MutableMessage(&element, inside);
}

const FieldDescriptor& ListOf(const Shelf& shelf, const Message& holder) {
  return *holder.GetDescriptor()->FindFieldByName(std::string(shelf.field));
}

std::string IdIn(const Message& element) {
  const FieldDescriptor* id = element.GetDescriptor()->FindFieldByName("id");
  return element.GetReflection()->GetString(element, id);
}

class Walk {
 public:
  explicit Walk(std::vector<ElementPlace>& all) : all_(all) {}

  void Inside(Message& element, const std::string& address, const std::string& path) {
    for (const Shelf& shelf : kShelves) {
      if (!BelongsTo(shelf, element)) continue;
      Message* holder = HolderOf(shelf, element, /*make=*/false);
      if (holder == nullptr) continue;
      const FieldDescriptor& list = ListOf(shelf, *holder);
      std::string inner = absl::StrCat(path, path.empty() ? "" : ".");
      if (!shelf.inside.empty()) absl::StrAppend(&inner, std::string(shelf.inside), ".");
      absl::StrAppend(&inner, KeyOf(list));
      const std::string prefix =
          absl::StrCat(shelf.nested ? address : std::string(shelf.kind), "/");
      for (ElementPlace& place : Parts(*holder, list, inner)) {
        place.address.insert(0, prefix);
        place.around = address;
        all_.push_back(place);
        Inside(*place.element, place.address, place.path);
      }
    }
  }

 private:
  // Those of one list, with their ids for addresses.
  static std::vector<ElementPlace> Parts(Message& holder, const FieldDescriptor& list,
                                         const std::string& path) {
    const Reflection& reflection = *holder.GetReflection();
    std::vector<ElementPlace> parts;
    for (int i = 0; i < reflection.FieldSize(holder, &list); ++i) {
      ElementPlace part;
      part.holder = &holder;
      part.list = &list;
      part.index = i;
      part.element = reflection.MutableRepeatedMessage(&holder, &list, i);
      if (list.is_map()) {
        const Reflection& entry = *part.element->GetReflection();
        part.address = entry.GetString(*part.element, list.message_type()->map_key());
        part.element = entry.MutableMessage(part.element, list.message_type()->map_value());
        part.path = absl::StrCat(path, ".", part.address);
      } else {
        part.address = IdIn(*part.element);
        part.path = absl::StrCat(path, "[", i, "]");
      }
      parts.push_back(std::move(part));
    }
    if (list.is_map()) {
      std::sort(parts.begin(), parts.end(),
                [](const ElementPlace& a, const ElementPlace& b) { return a.address < b.address; });
    }
    return parts;
  }

  std::vector<ElementPlace>& all_;
};

// Moves the last part of a list to where it belongs: behind `after`, or to the front.
void Settle(Message& holder, const FieldDescriptor& list, std::string_view after) {
  const Reflection& reflection = *holder.GetReflection();
  const int last = reflection.FieldSize(holder, &list) - 1;
  int target = 0;
  for (int i = 0; !after.empty() && i < last; ++i) {
    if (IdIn(reflection.GetRepeatedMessage(holder, &list, i)) == after) target = i + 1;
  }
  for (int i = last; i > target; --i) reflection.SwapElements(&holder, &list, i, i - 1);
}

void RemoveAt(Message& holder, const FieldDescriptor& list, int index) {
  const Reflection& reflection = *holder.GetReflection();
  const int last = reflection.FieldSize(holder, &list) - 1;
  for (int i = index; i < last; ++i) reflection.SwapElements(&holder, &list, i, i + 1);
  reflection.RemoveLast(&holder, &list);
}

const Shelf* ShelfOf(std::string_view kind, const Message& around) {
  for (const Shelf& shelf : kShelves) {
    if (shelf.kind == kind && BelongsTo(shelf, around)) return &shelf;
  }
  return nullptr;
}

}  // namespace

std::vector<ElementPlace> Elements(TemplateSpec& spec) {
  std::vector<ElementPlace> all;
  all.push_back({"template", "", &spec, nullptr, nullptr, 0, ""});
  Walk(all).Inside(spec, "template", "");
  return all;
}

ElementPlace FindElement(TemplateSpec& spec, std::string_view address) {
  for (ElementPlace& place : Elements(spec)) {
    if (place.address == address) return place;
  }
  return {};
}

std::vector<std::string> Addresses(const TemplateSpec& spec) {
  TemplateSpec copy = spec;
  std::vector<std::string> addresses;
  for (ElementPlace& place : Elements(copy)) addresses.push_back(std::move(place.address));
  return addresses;
}

std::string_view KindOf(std::string_view address) {
  if (address == "template") return "template";
  const std::vector<std::string> parts = absl::StrSplit(std::string(address), '/');
  if (std::count(parts.begin(), parts.end(), "") > 0) return "";
  struct Nested {
    std::string_view top;
    size_t depth;
    std::string_view kind;
  };
  static constexpr Nested kNested[] = {{"step", 3, "item"},
                                       {"end", 3, "requirement"},
                                       {"form", 3, "question"},
                                       {"form", 4, "option"}};
  for (const Nested& nested : kNested) {
    if (parts[0] == nested.top && parts.size() == nested.depth) return nested.kind;
  }
  if (parts.size() != 2) return "";
  for (const Shelf& shelf : kShelves) {
    if (!shelf.nested && shelf.kind == parts[0]) return shelf.kind;
  }
  return "";
}

std::string_view IdOf(std::string_view address) { return address.substr(address.rfind('/') + 1); }

std::string AroundOf(std::string_view address) {
  const std::string_view kind = KindOf(address);
  if (kind.empty() || kind == "template" || kind == "step") return "";
  if (std::count(address.begin(), address.end(), '/') == 1) return "template";
  return std::string(address.substr(0, address.rfind('/')));
}

bool IsOrdered(std::string_view kind) {
  return kind == "phase" || kind == "step" || kind == "item" || kind == "end" ||
         kind == "question" || kind == "option";
}

bool MayHold(const TemplateSpec& spec, const std::string& around, std::string_view kind) {
  TemplateSpec copy = spec;
  const ElementPlace place = FindElement(copy, around);
  if (place.element == nullptr) return false;
  const Shelf* shelf = ShelfOf(kind, *place.element);
  return shelf != nullptr && HolderOf(*shelf, *place.element, /*make=*/true) != nullptr;
}

void InsertElement(TemplateSpec& spec, const std::string& address, const std::string& around,
                   const std::string& after, const Node& value, const std::string& place,
                   Report& report) {
  Message& outer = *FindElement(spec, around).element;
  const Shelf& shelf = *ShelfOf(KindOf(address), outer);
  Message& holder = *HolderOf(shelf, outer, /*make=*/true);
  const FieldDescriptor& list = ListOf(shelf, holder);
  Message& added = *holder.GetReflection()->AddMessage(&holder, &list);
  const std::string id(IdOf(address));
  if (list.is_map()) {
    const Reflection& entry = *added.GetReflection();
    entry.SetString(&added, list.message_type()->map_key(), id);
    return DecodePart(value, *entry.MutableMessage(&added, list.message_type()->map_value()), place,
                      report);
  }
  // An option that has nothing but its id is written as that id; elsewhere a word is the main part.
  DecodePart(value, added, place, report);
  added.GetReflection()->SetString(&added, added.GetDescriptor()->FindFieldByName("id"), id);
  Settle(holder, list, after.empty() ? "" : IdOf(after));
}

void RemoveElement(TemplateSpec& spec, const std::string& address) {
  const ElementPlace place = FindElement(spec, address);
  if (place.holder != nullptr) RemoveAt(*place.holder, *place.list, place.index);
}

void MoveElement(TemplateSpec& spec, const std::string& address, const std::string& around,
                 const std::string& after) {
  const ElementPlace from = FindElement(spec, address);
  const std::unique_ptr<Message> moved(from.element->New());
  moved->CopyFrom(*from.element);
  RemoveAt(*from.holder, *from.list, from.index);
  Message& outer = *FindElement(spec, around).element;
  const Shelf& shelf = *ShelfOf(KindOf(address), outer);
  Message& holder = *HolderOf(shelf, outer, /*make=*/true);
  const FieldDescriptor& list = ListOf(shelf, holder);
  holder.GetReflection()->AddMessage(&holder, &list)->CopyFrom(*moved);
  Settle(holder, list, after.empty() ? "" : IdOf(after));
}

}  // namespace kasvu::workflows

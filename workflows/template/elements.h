// A template as a tree of named elements: what differences, overlays, locks and merges speak of.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message.h"
#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

// What an address names: the element itself, and what it stands in.
struct ElementPlace {
  std::string address;                                      // `step/session/goals`
  std::string around;                                       // `step/session`; empty for `template`
  google::protobuf::Message* element = nullptr;             // TemplateSpec, Phase, Step, Item, …
  google::protobuf::Message* holder = nullptr;              // the message whose field holds it
  const google::protobuf::FieldDescriptor* list = nullptr;  // that field: a list or a map
  int index = 0;                                            // within the field
  std::string path;  // in the document: "phases[0].steps[2].items[1]"
};

// Every element of `spec`, those around others first, else in the order of the document; what maps
// hold comes by key.
std::vector<ElementPlace> Elements(kasvu::v1::TemplateSpec& spec);

// The addresses alone.
std::vector<std::string> Addresses(const kasvu::v1::TemplateSpec& spec);

// "step", "item", "phase", "end", "requirement", "form", "question", "option", "fact", "link",
// "role", "track", "param" or "template"; empty when `address` is of no such form.
std::string_view KindOf(std::string_view address);

// The last part: "goals" of "step/session/goals".
std::string_view IdOf(std::string_view address);

// What the address itself says that the element stands in: `step/session` for
// `step/session/goals`; for a step it does not say which phase, so that it is empty there, as it is
// for `template`; else `template`.
std::string AroundOf(std::string_view address);

// Whether elements of that kind have an order among each other.
bool IsOrdered(std::string_view kind);

// Whether elements of `kind` can stand in `around`: steps in a phase, options in a choice.
bool MayHold(const kasvu::v1::TemplateSpec& spec, const std::string& around, std::string_view kind);

// The place of `address`; its `element` is null when there is none.
ElementPlace FindElement(kasvu::v1::TemplateSpec& spec, std::string_view address);

// Puts the element that `value` says at `address` into `around`, behind its element `after`, or
// first when that is empty; nothing may stand at `address` yet, and `around` must be able to hold
// it. Faults are reported about `place`.
void InsertElement(kasvu::v1::TemplateSpec& spec, const std::string& address,
                   const std::string& around, const std::string& after, const Node& value,
                   const std::string& place, Report& report);

// Takes the element away with everything in it.
void RemoveElement(kasvu::v1::TemplateSpec& spec, const std::string& address);

// Puts the element into `around`, behind its element `after`, or first when that is empty.
void MoveElement(kasvu::v1::TemplateSpec& spec, const std::string& address,
                 const std::string& around, const std::string& after);

}  // namespace kasvu::workflows

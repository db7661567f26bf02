// What is different between two versions of a template, element by element and field by field.
#pragma once

#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"

namespace kasvu::workflows {

// One difference. Both versions are compiled: their modules are inlined, their changes made.
struct Difference {
  enum class Kind { kRenamed, kSet, kAdded, kMoved, kRemoved };

  Kind kind = Kind::kSet;
  std::string element;  // its address in the later version; of what is removed, in the earlier one
  std::string was;      // renamed: the address in the earlier version
  std::string field;    // set: `due`, `title.fi`
  Node from;            // set: null where nothing stood; removed: the element
  Node to;              // set: null where nothing stands; added: the element, without its id
  std::string around;   // added, moved: what it stands in now
  std::string after;    // added, moved: the one before it; empty for the first, and in maps

  friend bool operator==(const Difference&, const Difference&) = default;
};

// What makes `after` of `before`: first what was renamed, with all references to it; then fields;
// then what was added or moved, in its new order; last what was removed. Parts of an added or
// removed element are not told apart from it, except the steps of a phase.
std::vector<Difference> Diff(const kasvu::v1::TemplateSpec& before,
                             const kasvu::v1::TemplateSpec& after);

// `before` with all of them made: Apply(a, Diff(a, b)) is b, but for the id of the template.
kasvu::v1::TemplateSpec Apply(const kasvu::v1::TemplateSpec& before,
                              const std::vector<Difference>& differences);

// The element as a free value: without its id, and a phase without its steps.
Node ElementValue(const google::protobuf::Message& element);

}  // namespace kasvu::workflows

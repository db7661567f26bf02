// The kind of a step or question, which is one choice with fields of its own.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "workflows/template/document.h"

namespace kasvu::workflows {

// Whether the field belongs to what kind `element` is: `session`, `session.time`, `task.about`.
bool IsOfKind(const google::protobuf::Message& element, std::string_view field);

// Of `fields` those that belong to the kind.
std::map<std::string, Node> KindFields(const google::protobuf::Message& element,
                                       const std::map<std::string, Node>& fields);

// The word for the kind: "session"; empty when there is none.
std::string KindWord(const google::protobuf::Message& element);

}  // namespace kasvu::workflows

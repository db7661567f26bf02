// The fields of one element, down to the smallest that is changed by itself: `session.time`,
// `title.fi`, `effort.mentor`. Moments, conditions, ranges and lists are changed as a whole.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message.h"
#include "workflows/template/document.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

// By path. A kind that says nothing further is there too (`visit`: {}), an id is not, nor is what
// counts as an element of its own. A requirement has the one field `condition`.
std::map<std::string, Node> FieldsOf(const google::protobuf::Message& element);

// Whether `element` may have a field at `path`, which can also lead to several fields at once
// (`title`, `effort`, `session`). Not so when it is of another kind.
bool MayHaveField(const google::protobuf::Message& element, std::string_view path);

// The paths that a slip of the pen may have meant: all that are set, and the first part of others.
std::vector<std::string> KnownFields(const google::protobuf::Message& element);

// Puts `value` at `path`, which the element may have. Faults are reported about `place`.
void SetField(google::protobuf::Message& element, std::string_view path, const Node& value,
              const std::string& place, Report& report);

// Removes what is at `path`, and whatever is empty without it. Nothing happens where nothing is.
void ClearField(google::protobuf::Message& element, std::string_view path);

}  // namespace kasvu::workflows

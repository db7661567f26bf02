// Answers for scripts: protobuf's JSON with the field names of the protos, every field there, maps
// in the order of their keys.
#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace kasvu::cli {

// `message` as an object, over several lines, without a line end.
std::string Json(const google::protobuf::Message& message);
// The same on one line, for streams.
std::string JsonLine(const google::protobuf::Message& message);
// The list `field` of `response` as an array of objects, one below the other.
std::string JsonList(const google::protobuf::Message& response, const std::string& field);

}  // namespace kasvu::cli

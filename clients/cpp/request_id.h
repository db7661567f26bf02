// Ids by which a server knows a repeated request.
#pragma once

#include <functional>
#include <string>

#include "google/protobuf/message.h"

namespace kasvu::client {

// 128 random bits in lower-case hex.
std::string RandomRequestId();

// Writes an id from `new_id` into the field `request_id` of `request`, if it has one that is empty.
void SetRequestId(google::protobuf::Message& request, const std::function<std::string()>& new_id);

}  // namespace kasvu::client

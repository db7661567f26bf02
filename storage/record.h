// Protobuf messages as the bytes of a record.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message_lite.h"
#include "storage/tags.h"

namespace kasvu::storage {

// The bytes of `message`; the same message gives the same bytes within one build of the program.
std::string EncodeRecord(const google::protobuf::MessageLite& message);

// Parses `bytes` of table `tag` into `message`. DATA_LOSS (RECORD_UNREADABLE) when they do not
// parse.
absl::Status DecodeRecord(Tag tag, std::string_view bytes, google::protobuf::MessageLite& message);

// Records that are bytes already, such as history that has been hashed, are stored as they are.
inline const std::string& EncodeRecord(const std::string& bytes) { return bytes; }
absl::Status DecodeRecord(Tag tag, std::string_view bytes, std::string& record);

}  // namespace kasvu::storage

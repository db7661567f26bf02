// Short digests of messages: what fingerprints, etags and page tokens are made of.
#pragma once

#include <string>
#include <string_view>

#include "google/protobuf/message.h"

namespace kasvu::services {

// The same bytes for equal messages, within one build of the program: maps in the order of their
// keys.
std::string StableBytes(const google::protobuf::Message& message);

// The first `size` bytes, 16 to 64, of BLAKE2b over `bytes`.
std::string Blake2b(std::string_view bytes, size_t size);

// An etag: 16 hexadecimal digits that change whenever `record` does.
std::string EtagOf(const google::protobuf::Message& record);

}  // namespace kasvu::services

// Ed25519 signatures (RFC 8032) over messages.
#pragma once

#include <string_view>

#include "google/protobuf/descriptor.h"

namespace kasvu::services {

inline constexpr size_t kPublicKeyBytes = 32;
inline constexpr size_t kSignatureBytes = 64;

// Whether `signature` is that of `bytes`, a serialised message of `type`, by the holder of the key.
// What is signed is the type's full name, a zero byte and the bytes, so that no signature serves
// for a message of another type.
bool IsSignedBy(std::string_view public_key, std::string_view signature,
                const google::protobuf::Descriptor* type, std::string_view bytes);

}  // namespace kasvu::services

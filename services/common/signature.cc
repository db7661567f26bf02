#include "services/common/signature.h"

#include <string>

#include "sodium.h"

namespace kasvu::services {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

bool IsSignedBy(std::string_view public_key, std::string_view signature,
                const google::protobuf::Descriptor* type, std::string_view bytes) {
  static_assert(kPublicKeyBytes == crypto_sign_PUBLICKEYBYTES);
  static_assert(kSignatureBytes == crypto_sign_BYTES);
  if (public_key.size() != kPublicKeyBytes || signature.size() != kSignatureBytes) return false;
  const std::string signed_bytes = type->full_name() + '\0' + std::string(bytes);
  return crypto_sign_verify_detached(Bytes(signature), Bytes(signed_bytes), signed_bytes.size(),
                                     Bytes(public_key)) == 0;
}

}  // namespace kasvu::services

#include "clients/cpp/signing_key.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "google/protobuf/descriptor.h"
#include "sodium.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kFilePrefix = "kasvu-secret-key-";
constexpr std::string_view kKeyPrefix = "kasvu-key-";

// The bytes of a line made of `prefix` and their digits; empty when it is none of `size` bytes.
std::string BytesAfter(std::string_view prefix, std::string_view text, size_t size) {
  const std::string line(absl::StripAsciiWhitespace({text.data(), text.size()}));
  if (line.size() != prefix.size() + 2 * size || !line.starts_with(prefix)) return "";
  const std::string digits = line.substr(prefix.size());
  if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return "";
  return absl::HexStringToBytes(digits);
}

const unsigned char* Bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SigningKey::SigningKey(std::string public_key, std::string secret_key)
    : public_key_(std::move(public_key)), secret_key_(std::move(secret_key)) {}

SigningKey SigningKey::New() {
  if (sodium_init() < 0) std::abort();  // no random numbers: nothing could be signed safely
  std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
  crypto_sign_keypair(reinterpret_cast<unsigned char*>(public_key.data()),
                      reinterpret_cast<unsigned char*>(secret_key.data()));
  return {std::move(public_key), std::move(secret_key)};
}

absl::StatusOr<SigningKey> SigningKey::FromFile(std::string_view text) {
  std::string secret_key = BytesAfter(kFilePrefix, text, crypto_sign_SECRETKEYBYTES);
  if (secret_key.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "KEY_FILE_UNREADABLE",
                 "the file holds no signing key; `kasvu key new` makes one");
  }
  std::string public_key = secret_key.substr(crypto_sign_SEEDBYTES);
  return SigningKey(std::move(public_key), std::move(secret_key));
}

std::string SigningKey::FileText() const {
  return std::string(kFilePrefix) + absl::BytesToHexString(secret_key_) + "\n";
}

std::string SigningKey::Sign(const google::protobuf::Descriptor* type,
                             std::string_view bytes) const {
  const std::string message = type->full_name() + '\0' + std::string(bytes);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, Bytes(message),
                       message.size(), Bytes(secret_key_));
  return signature;
}

std::string KeyText(std::string_view public_key) {
  return std::string(kKeyPrefix) +
         absl::BytesToHexString(absl::string_view(public_key.data(), public_key.size()));
}

absl::StatusOr<std::string> ParseKey(std::string_view text) {
  std::string key = BytesAfter(kKeyPrefix, text, crypto_sign_PUBLICKEYBYTES);
  if (!key.empty()) return key;
  return Error(absl::StatusCode::kInvalidArgument, "KEY_UNREADABLE",
               "this is no public key; it looks like kasvu-key- and 64 digits");
}

}  // namespace kasvu::client

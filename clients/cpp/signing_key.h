// The key with which a publisher signs her packages, and the file that she keeps it in.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace kasvu::client {

// An Ed25519 key pair (RFC 8032).
class SigningKey {
 public:
  // A new one, from the system's random numbers.
  static SigningKey New();

  // Reads what FileText wrote. INVALID_ARGUMENT (KEY_FILE_UNREADABLE) when it is something else.
  static absl::StatusOr<SigningKey> FromFile(std::string_view text);

  // One line that holds both halves: whoever has it can sign in the publisher's name.
  std::string FileText() const;

  const std::string& public_key() const { return public_key_; }

  // The signature of `bytes`, a serialised message of `type`, as kasvu.v1.SignedPackage says.
  std::string Sign(const google::protobuf::Descriptor* type, std::string_view bytes) const;

 private:
  SigningKey(std::string public_key, std::string secret_key);

  std::string public_key_;  // 32 bytes
  std::string secret_key_;  // 64 bytes; ends with the public key
};

// A public key as people pass it on: `kasvu-key-` and 64 hexadecimal digits; and back, INVALID_
// ARGUMENT (KEY_UNREADABLE) when it is something else.
std::string KeyText(std::string_view public_key);
absl::StatusOr<std::string> ParseKey(std::string_view text);

}  // namespace kasvu::client

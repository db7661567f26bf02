// Sealing bytes with a secret key: XChaCha20-Poly1305 of libsodium, which hides them and notices
// any change.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "storage/randomness.h"

namespace kasvu::storage {

// 32 secret bytes, wiped when they go out of use.
class SecretKey {
 public:
  static constexpr size_t kSize = 32;
  static SecretKey Random(Randomness& randomness);
  // The key with these bytes, or nullopt when they are not `kSize`.
  static std::optional<SecretKey> FromBytes(std::string_view bytes);

  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  const unsigned char* data() const { return bytes_.data(); }
  std::string_view view() const;

 private:
  SecretKey() = default;
  std::array<unsigned char, kSize> bytes_;
};

// One version byte (1), a random nonce of 24 bytes, and the sealed bytes with their tag of 16.
// Opens only with the same key and the same `context`, which is not kept inside: it ties the bytes
// to the place where they belong.
std::string SealBytes(const SecretKey& key, std::string_view context, std::string_view plaintext,
                      Randomness& randomness);

// What was sealed, or nullopt for another key, another context, another version or changed bytes.
std::optional<std::string> OpenBytes(const SecretKey& key, std::string_view context,
                                     std::string_view sealed);

}  // namespace kasvu::storage

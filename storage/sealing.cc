#include "storage/sealing.h"

#include <sodium.h>

#include <algorithm>

namespace kasvu::storage {
namespace {

constexpr char kVersion = 1;
constexpr size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr size_t kHeadSize = 1 + kNonceSize;
static_assert(SecretKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

unsigned char* Bytes(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
const unsigned char* Bytes(const char* bytes) {
  return reinterpret_cast<const unsigned char*>(bytes);
}

// The version is bound too, so that no later one can be passed off as this.
std::string Bound(std::string_view context) { return kVersion + std::string(context); }

}  // namespace

SecretKey SecretKey::Random(Randomness& randomness) {
  SecretKey key;
  randomness.Fill(key.bytes_);
  return key;
}

std::optional<SecretKey> SecretKey::FromBytes(std::string_view bytes) {
  if (bytes.size() != kSize) return std::nullopt;
  SecretKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string_view SecretKey::view() const {
  return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
}

std::string SealBytes(const SecretKey& key, std::string_view context, std::string_view plaintext,
                      Randomness& randomness) {
  const std::string bound = Bound(context);
  std::string sealed(kHeadSize + plaintext.size() + kTagSize, kVersion);
  unsigned char* const nonce = Bytes(sealed.data() + 1);
  randomness.Fill({nonce, kNonceSize});
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      Bytes(sealed.data() + kHeadSize), nullptr, Bytes(plaintext.data()), plaintext.size(),
      Bytes(bound.data()), bound.size(), nullptr, nonce, key.data());
  return sealed;
}

std::optional<std::string> OpenBytes(const SecretKey& key, std::string_view context,
                                     std::string_view sealed) {
  if (sealed.size() < kHeadSize + kTagSize || sealed[0] != kVersion) return std::nullopt;
  const std::string bound = Bound(context);
  std::string plaintext(sealed.size() - kHeadSize - kTagSize, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      Bytes(plaintext.data()), nullptr, nullptr, Bytes(sealed.data() + kHeadSize),
      sealed.size() - kHeadSize, Bytes(bound.data()), bound.size(), Bytes(sealed.data() + 1),
      key.data());
  if (failed != 0) return std::nullopt;
  return plaintext;
}

}  // namespace kasvu::storage

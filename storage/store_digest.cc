#include "storage/store_digest.h"

#include <sodium.h>

#include <string_view>

#include "errors/error.h"
#include "storage/key.h"

namespace kasvu::storage {
namespace {

constexpr size_t kHashSize = 32;
constexpr uint64_t kRowsBetweenNews = 1000;

class Hash {
 public:
  Hash() { crypto_generichash_init(&state_, nullptr, 0, kHashSize); }

  void Add(std::string_view bytes) {
    std::string size;
    AppendPart(size, static_cast<uint64_t>(bytes.size()));
    Update(size);
    Update(bytes);
  }
  std::string Finish() {
    std::string hash(kHashSize, '\0');
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return hash;
  }

 private:
  void Update(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }
  crypto_generichash_state state_;
};

}  // namespace

KeyRange AllRows() { return {KeyRange::Prefix(EncodeKey(Tag::kFormat)).end, ""}; }

absl::StatusOr<StoreDigest> DigestOf(const Reader& reader, absl::FunctionRef<void(uint64_t)> seen) {
  StoreDigest digest;
  Hash hash;
  KASVU_RETURN_IF_ERROR(reader.Scan(AllRows(), [&](std::string_view key, std::string_view value) {
    hash.Add(key);
    hash.Add(value);
    if (++digest.rows % kRowsBetweenNews == 0) seen(digest.rows);
    return true;
  }));
  digest.hash = hash.Finish();
  return digest;
}

}  // namespace kasvu::storage

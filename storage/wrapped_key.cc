#include "storage/wrapped_key.h"

#include <sodium.h>

#include "errors/error.h"
#include "storage/key.h"
#include "storage/vault_errors.h"

namespace kasvu::storage {

bool IsErasureMark(std::string_view bytes) { return bytes == kDestroyed || bytes == kPurged; }

std::optional<std::string> SubjectAt(std::string_view place) {
  auto parts = DecodeKey<std::string>(Tag::kSubjectKeys, place);
  if (!parts.ok()) return std::nullopt;
  return std::get<0>(*std::move(parts));
}

std::string WrapKey(const SecretKey& master, std::string_view place, const SecretKey& key,
                    Randomness& randomness) {
  return SealBytes(master, place, key.view(), randomness);
}

absl::StatusOr<std::optional<SecretKey>> ReadKey(const Reader& reader, const SecretKey& master,
                                                 std::string_view place) {
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> record, reader.Get(place));
  if (!record.has_value()) return std::nullopt;
  if (IsErasureMark(*record)) return ContentErased();
  std::optional<std::string> bytes = OpenBytes(master, place, *record);
  if (!bytes.has_value()) return ContentUnreadable();
  const std::optional<SecretKey> key = SecretKey::FromBytes(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  if (!key.has_value()) return ContentUnreadable();
  return key;
}

}  // namespace kasvu::storage

#include <sodium.h>

#include "storage/key.h"
#include "storage/master_key.h"
#include "storage/vault.h"
#include "storage/vault_errors.h"
#include "storage/wrapped_key.h"

namespace kasvu::storage {
namespace {

// Whether anything has been sealed with a master key yet.
absl::StatusOr<bool> HasKeys(const Reader& reader) {
  bool found = false;
  const KeyRange range{EncodeKey(Tag::kMasterCheck), ""};
  KASVU_RETURN_IF_ERROR(reader.Scan(range, [&](std::string_view, std::string_view) {
    found = true;
    return false;
  }));
  return found;
}

absl::StatusOr<SecretKey> MasterKey(bool has_keys, const std::string& file,
                                    Randomness& randomness) {
  absl::StatusOr<SecretKey> key = ReadMasterKey(file);
  if (ReasonOf(key.status()) == "MASTER_KEY_MISSING" && !has_keys) {
    return CreateMasterKey(file, randomness);
  }
  return key;
}

// Empty content sealed by the master key: it opens with no other.
absl::Status CheckMasterKey(const Reader& reader, const SecretKey& master,
                            const std::string& file) {
  const std::string place = EncodeKey(Tag::kMasterCheck);
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> check, reader.Get(place));
  if (!check.has_value() || !OpenBytes(master, place, *check).has_value()) {
    return MasterKeyWrong(file);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Vault>> OpenVault(Store& keys, const std::string& master_key_file,
                                                 Randomness& randomness) {
  if (sodium_init() < 0) return absl::InternalError("libsodium does not start");
  const std::string check_place = EncodeKey(Tag::kMasterCheck);
  const std::string hashing_place = EncodeKey(Tag::kNamedKeys, "hashing");

  const auto transaction = keys.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(check_place));
  KASVU_ASSIGN_OR_RETURN(const bool has_keys, HasKeys(*transaction));
  KASVU_ASSIGN_OR_RETURN(const SecretKey master, MasterKey(has_keys, master_key_file, randomness));
  if (has_keys) {
    KASVU_RETURN_IF_ERROR(CheckMasterKey(*transaction, master, master_key_file));
  } else {
    transaction->Put(check_place, SealBytes(master, check_place, "", randomness));
    transaction->Put(hashing_place,
                     WrapKey(master, hashing_place, SecretKey::Random(randomness), randomness));
  }
  KASVU_ASSIGN_OR_RETURN(const std::optional<SecretKey> hashing,
                         ReadKey(*transaction, master, hashing_place));
  if (!hashing.has_value()) return ContentKeyAbsent();
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return std::unique_ptr<Vault>(new Vault(keys, randomness, master, *hashing));
}

}  // namespace kasvu::storage

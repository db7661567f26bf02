// Sealed content: every person (and whatever else has texts of its own) has a key, the keys lie
// wrapped in a store of their own, and destroying a key erases what was sealed with it wherever a
// copy of it lies. A subject is named by any stable string, such as "persons/p7" or
// "cohorts/c/links/l3"; names are not secret and must not be personal.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/randomness.h"
#include "storage/sealing.h"

namespace kasvu::storage {

// Safe for use by several threads. Errors of the store pass through.
class Vault {
 public:
  // Makes keys for those of `subjects` that have none, in one durable commit. Call it before the
  // commit of the first records that hold content of theirs: one import, one call.
  // NOT_FOUND (CONTENT_ERASED) when one of them was destroyed: then no key is made.
  absl::Status EnsureKeys(const std::vector<std::string>& subjects);

  // Seals `plaintext` for `subject`; sealing the same twice gives different bytes, 41 longer than
  // the text. Makes the subject's key when there is none, which waits for the disk.
  // NOT_FOUND (CONTENT_ERASED) when it was destroyed.
  absl::StatusOr<std::string> Seal(std::string_view subject, std::string_view plaintext);

  // The same, but a key that it has to make is kept in memory until KeepKeys, so that those of many
  // take one wait for the disk. What is sealed so may not be written before KeepKeys has returned
  // OK; after an error of that it has to be sealed anew.
  absl::StatusOr<std::string> SealAhead(std::string_view subject, std::string_view plaintext);

  // Makes the keys of SealAhead durable, in one commit; costs nothing when there are none. After an
  // error they are forgotten. ABORTED (KEYS_CHANGED) when another process has made one of them in
  // the meantime.
  absl::Status KeepKeys();

  // What Seal was given. NOT_FOUND (CONTENT_ERASED) when the key was destroyed, NOT_FOUND
  // (CONTENT_KEY_ABSENT) when there never was one here, DATA_LOSS (CONTENT_UNREADABLE) when the
  // bytes were sealed for another subject or have changed.
  absl::StatusOr<std::string> Open(std::string_view subject, std::string_view sealed);

  // Destroys the keys of `subjects` for good and leaves marks, so that none is made (again).
  // Returns when the keys are off the disk too, which is waited for once for all of them. May be
  // repeated: after an error it has to be, and what is done is not done again.
  absl::Status DestroyAll(const std::vector<std::string>& subjects);
  absl::Status Destroy(std::string_view subject) { return DestroyAll({std::string(subject)}); }

  // 32 bytes that stand for `bytes` and cannot be turned back or guessed without the keys; the same
  // for the same input as long as the keys live. `domain` keeps uses apart ("email",
  // "business-id", "request").
  std::string KeyedHash(std::string_view domain, std::string_view bytes) const;

 private:
  friend absl::StatusOr<std::unique_ptr<Vault>> OpenVault(Store&, const std::string&, Randomness&);
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Keys = std::unordered_map<std::string, SecretKey, Hash, std::equal_to<>>;

  Vault(Store& keys, Randomness& randomness, const SecretKey& master, const SecretKey& hashing);
  std::optional<SecretKey> Cached(std::string_view subject) const;
  std::optional<SecretKey> Made(std::string_view subject) const;
  std::optional<SecretKey> InMemory(std::string_view subject) const;
  void Remember(std::string_view subject, const SecretKey& key);
  // With cache_mutex_ held.
  void Cache(std::string_view subject, const SecretKey& key);
  absl::Status Write(const Keys& made);
  void Forget(std::string_view subject);
  absl::StatusOr<SecretKey> Load(std::string_view subject);

  Store& keys_;
  Randomness& randomness_;
  const SecretKey master_;
  const SecretKey hashing_;
  // Held while a key is loaded, made or destroyed, so that no destroyed key comes back to the
  // cache.
  std::mutex changing_;
  mutable std::shared_mutex cache_mutex_;
  Keys cache_;  // of keys that are durable
  Keys made_;   // those that wait for KeepKeys
};

// Opens the vault whose keys lie in `keys` (a store that holds nothing else and outlives it) and
// are wrapped by the key in `master_key_file`. At the very first start that file is made, with
// mode 0600; when there are keys already it never is. FAILED_PRECONDITION: MASTER_KEY_MISSING,
// MASTER_KEY_WRONG, MASTER_KEY_PERMISSIONS, MASTER_KEY_SIZE, MASTER_KEY_UNREADABLE.
absl::StatusOr<std::unique_ptr<Vault>> OpenVault(Store& keys, const std::string& master_key_file,
                                                 Randomness& randomness);

}  // namespace kasvu::storage

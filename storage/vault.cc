#include "storage/vault.h"

#include <sodium.h>

#include <utility>

#include "storage/destroyed_keys.h"
#include "storage/key.h"
#include "storage/vault_errors.h"
#include "storage/wrapped_key.h"

namespace kasvu::storage {
namespace {

// About 10 MB; when it is full it starts anew, which costs one read per subject.
constexpr size_t kCachedKeysMax = 1 << 16;

std::string PlaceOf(std::string_view subject) { return EncodeKey(Tag::kSubjectKeys, subject); }

}  // namespace

Vault::Vault(Store& keys, Randomness& randomness, const SecretKey& master, const SecretKey& hashing)
    : keys_(keys), randomness_(randomness), master_(master), hashing_(hashing) {}

std::optional<SecretKey> Vault::Cached(std::string_view subject) const {
  std::shared_lock guard(cache_mutex_);
  const auto cached = cache_.find(subject);
  if (cached == cache_.end()) return std::nullopt;
  return cached->second;
}

std::optional<SecretKey> Vault::Made(std::string_view subject) const {
  std::shared_lock guard(cache_mutex_);
  const auto made = made_.find(subject);
  if (made == made_.end()) return std::nullopt;
  return made->second;
}

std::optional<SecretKey> Vault::InMemory(std::string_view subject) const {
  std::optional<SecretKey> key = Cached(subject);
  return key.has_value() ? key : Made(subject);
}

void Vault::Remember(std::string_view subject, const SecretKey& key) {
  std::unique_lock guard(cache_mutex_);
  Cache(subject, key);
}

void Vault::Cache(std::string_view subject, const SecretKey& key) {
  if (cache_.size() >= kCachedKeysMax) cache_.clear();
  cache_.insert_or_assign(std::string(subject), key);
}

void Vault::Forget(std::string_view subject) {
  std::unique_lock guard(cache_mutex_);
  if (const auto cached = cache_.find(subject); cached != cache_.end()) cache_.erase(cached);
  if (const auto made = made_.find(subject); made != made_.end()) made_.erase(made);
}

absl::Status Vault::EnsureKeys(const std::vector<std::string>& subjects) {
  std::vector<std::string_view> wanted;
  for (const std::string& subject : subjects) {
    if (!Cached(subject).has_value()) wanted.push_back(subject);
  }
  if (wanted.empty()) return absl::OkStatus();

  std::lock_guard guard(changing_);
  const auto transaction = keys_.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(EncodeKey(Tag::kSubjectKeys)));
  std::vector<std::pair<std::string_view, SecretKey>> ready;
  for (const std::string_view subject : wanted) {
    const std::string place = PlaceOf(subject);
    KASVU_ASSIGN_OR_RETURN(std::optional<SecretKey> key, ReadKey(*transaction, master_, place));
    if (!key.has_value()) {
      key = Made(subject);
      if (!key.has_value()) key = SecretKey::Random(randomness_);
      transaction->Put(place, WrapKey(master_, place, *key, randomness_));
    }
    ready.emplace_back(subject, *key);
  }
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  for (const auto& [subject, key] : ready) Remember(subject, key);
  return absl::OkStatus();
}

absl::StatusOr<SecretKey> Vault::Load(std::string_view subject) {
  if (const std::optional<SecretKey> key = InMemory(subject)) return *key;
  std::lock_guard guard(changing_);
  KASVU_ASSIGN_OR_RETURN(const std::optional<SecretKey> key,
                         ReadKey(*keys_.TakeSnapshot(), master_, PlaceOf(subject)));
  if (!key.has_value()) return ContentKeyAbsent();
  Remember(subject, *key);
  return *key;
}

absl::StatusOr<std::string> Vault::Seal(std::string_view subject, std::string_view plaintext) {
  std::optional<SecretKey> key = Cached(subject);
  if (!key.has_value()) {
    KASVU_RETURN_IF_ERROR(EnsureKeys({std::string(subject)}));
    KASVU_ASSIGN_OR_RETURN(key, Load(subject));
  }
  return SealBytes(*key, subject, plaintext, randomness_);
}

absl::StatusOr<std::string> Vault::SealAhead(std::string_view subject, std::string_view plaintext) {
  std::optional<SecretKey> key = InMemory(subject);
  if (!key.has_value()) {
    std::lock_guard guard(changing_);
    KASVU_ASSIGN_OR_RETURN(key, ReadKey(*keys_.TakeSnapshot(), master_, PlaceOf(subject)));
    if (key.has_value()) {
      Remember(subject, *key);
    } else {
      key = SecretKey::Random(randomness_);
      std::unique_lock cache_guard(cache_mutex_);
      made_.insert_or_assign(std::string(subject), *key);
    }
  }
  return SealBytes(*key, subject, plaintext, randomness_);
}

absl::Status Vault::KeepKeys() {
  Keys made;
  {
    std::shared_lock guard(cache_mutex_);
    if (made_.empty()) return absl::OkStatus();
    made = made_;
  }
  const absl::Status kept = Write(made);
  std::unique_lock guard(cache_mutex_);
  for (const auto& [subject, key] : made) {
    // One that was destroyed in the meantime is not there any more.
    if (made_.erase(subject) > 0 && kept.ok()) Cache(subject, key);
  }
  return kept;
}

absl::Status Vault::Write(const Keys& made) {
  const auto transaction = keys_.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(EncodeKey(Tag::kSubjectKeys)));
  for (const auto& [subject, key] : made) {
    const std::string place = PlaceOf(subject);
    const auto before = ReadKey(*transaction, master_, place);
    // What was sealed with a key that is destroyed by now is erased as it should be.
    if (ReasonOf(before.status()) == "CONTENT_ERASED") {
      Forget(subject);
      continue;
    }
    KASVU_RETURN_IF_ERROR(before.status());
    if (!before->has_value()) {
      transaction->Put(place, WrapKey(master_, place, key, randomness_));
    } else if ((**before).view() != key.view()) {
      return KeysChanged();
    }
  }
  return transaction->Commit();
}

absl::StatusOr<std::string> Vault::Open(std::string_view subject, std::string_view sealed) {
  KASVU_ASSIGN_OR_RETURN(const SecretKey key, Load(subject));
  std::optional<std::string> plaintext = OpenBytes(key, subject, sealed);
  if (!plaintext.has_value()) return ContentUnreadable();
  return *std::move(plaintext);
}

absl::Status Vault::DestroyAll(const std::vector<std::string>& subjects) {
  std::vector<std::string> places;
  {
    std::lock_guard guard(changing_);
    // Before the commit: when nobody knows what became of that, the store has to be asked. Those
    // that are gone already another server may have destroyed.
    for (const std::string& subject : subjects) Forget(subject);
    KASVU_ASSIGN_OR_RETURN(places, MarkDestroyed(keys_, subjects));
  }
  return PurgeDestroyed(keys_, places);
}

std::string Vault::KeyedHash(std::string_view domain, std::string_view bytes) const {
  std::string input;
  AppendPart(input, domain);
  input.append(bytes);
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(),
                     hashing_.data(), SecretKey::kSize);
  return hash;
}

}  // namespace kasvu::storage

#include "services/admin/check_keys.h"

#include <string_view>
#include <tuple>

#include "services/common/row_check.h"
#include "storage/sealing.h"
#include "storage/wrapped_key.h"

namespace kasvu::admin {
namespace {

using services::Tell;

constexpr storage::Table<std::string, std::string> kNamedRows(storage::Tag::kNamedKeys);
constexpr storage::Table<std::string, std::string> kSubjectRows(storage::Tag::kSubjectKeys);
constexpr services::Lines<std::string> kMadeRows(storage::Tag::kMadeStores);

// The version, the nonce, the key and the tag.
constexpr size_t kWrappedSize = 1 + 24 + storage::SecretKey::kSize + 16;
constexpr char kHashing[] = "hashing";

bool IsWrapped(std::string_view bytes) { return bytes.size() == kWrappedSize && bytes[0] == '\1'; }

}  // namespace

void CheckKeys(const storage::Reader& keys, const Place& place, services::Faults& faults) {
  faults.Walks(storage::Tag::kMasterCheck);
  const auto mark = keys.Get(storage::EncodeKey(storage::Tag::kMasterCheck));
  if (mark.ok() && !mark->has_value()) {
    faults.Add({"KEY_MISSING", services::TableName(storage::Tag::kMasterCheck), "",
                "the mark of the master key", "none"});
  }
  const auto check = [&](const auto& table, const auto& key, bool well) {
    if (!well) Tell(faults, "KEY_UNREADABLE", table, key, "a wrapped key", "bytes that are none");
  };
  services::ForEachRow(keys, kNamedRows, faults, [&](const auto& key, const auto& bytes) {
    check(kNamedRows, key, IsWrapped(bytes));
  });
  if (!services::IsThere(keys, kNamedRows, {kHashing})) {
    Tell(faults, "KEY_MISSING", kNamedRows, {kHashing}, "the key of keyed hashes", "none");
  }
  services::ForEachRow(keys, kSubjectRows, faults, [&](const auto& key, const auto& bytes) {
    check(kSubjectRows, key, IsWrapped(bytes) || storage::IsErasureMark(bytes));
  });
  services::ForEachRow(keys, kMadeRows, faults, [&](const auto& key, const auto&) {
    const auto there = place.Has(std::get<0>(key));
    if (!there.ok() || *there) return;
    Tell(faults, "STORE_MISSING", kMadeRows, key, "a store of this name", "none");
  });
}

bool HasKey(const storage::Reader& keys, const std::string& subject) {
  return services::IsThere(keys, kSubjectRows, {subject});
}

bool WasErased(const storage::Reader& keys, const std::string& subject) {
  const auto bytes = services::Readable(keys, kSubjectRows, {subject});
  return bytes && storage::IsErasureMark(*bytes);
}

}  // namespace kasvu::admin

#include "storage/versioned_map.h"

#include <limits>

namespace kasvu::storage {

const std::string* VersionedMap::ValueAt(const Versions& versions, Sequence sequence) {
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (version->sequence <= sequence) return version->value ? &*version->value : nullptr;
  }
  return nullptr;
}

void VersionedMap::Apply(const Writes& writes) {
  std::lock_guard guard(mutex_);
  ++latest_;
  for (const auto& [key, value] : writes) {
    if (!pins_.empty()) {
      keys_[key].push_back({latest_, value});
      superseded_.insert(key);
    } else if (value.has_value()) {
      keys_[key] = {{latest_, value}};
    } else {
      keys_.erase(key);
    }
  }
}

VersionedMap::Sequence VersionedMap::Pin() {
  std::lock_guard guard(mutex_);
  pins_.insert(latest_);
  return latest_;
}

void VersionedMap::Unpin(Sequence sequence) {
  std::lock_guard guard(mutex_);
  pins_.erase(pins_.find(sequence));
  if (!pins_.empty()) return;
  for (const std::string& key : superseded_) {
    const auto entry = keys_.find(key);
    Versions& versions = entry->second;
    versions.erase(versions.begin(), versions.end() - 1);
    if (!versions.back().value.has_value()) keys_.erase(entry);
  }
  superseded_.clear();
}

std::optional<std::string> VersionedMap::Get(std::string_view key,
                                             std::optional<Sequence> sequence) const {
  std::lock_guard guard(mutex_);
  const auto entry = keys_.find(key);
  if (entry == keys_.end()) return std::nullopt;
  const std::string* value =
      ValueAt(entry->second, sequence.value_or(std::numeric_limits<Sequence>::max()));
  if (value == nullptr) return std::nullopt;
  return *value;
}

std::optional<VersionedMap::Pair> VersionedMap::Nearest(const KeyRange& range, bool reverse,
                                                        Sequence sequence) const {
  if (!range.end.empty() && range.start >= range.end) return std::nullopt;
  std::lock_guard guard(mutex_);
  auto low = keys_.lower_bound(range.start);
  auto high = range.end.empty() ? keys_.end() : keys_.lower_bound(range.end);
  while (low != high) {
    const auto entry = reverse ? --high : low++;
    if (const std::string* value = ValueAt(entry->second, sequence)) {
      return Pair(entry->first, *value);
    }
  }
  return std::nullopt;
}

}  // namespace kasvu::storage

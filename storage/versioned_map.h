// An ordered map in memory that can be read as it was at an earlier moment.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/kv.h"

namespace kasvu::storage {

// Every commit has the next sequence number. Older values are kept only while somebody pins a
// sequence at which they are current. Safe for use by several threads.
class VersionedMap {
 public:
  using Sequence = uint64_t;
  using Pair = std::pair<std::string, std::string>;

  // Makes all of `writes` current at once.
  void Apply(const Writes& writes);

  // The latest sequence, kept readable until Unpin is called with it as often as Pin returned it.
  Sequence Pin();
  void Unpin(Sequence sequence);

  // The value at `key` as of `sequence` (which is pinned), or the current one.
  std::optional<std::string> Get(std::string_view key, std::optional<Sequence> sequence) const;

  // The pair with the least (or, `reverse`, the greatest) key in `range` as of `sequence`.
  std::optional<Pair> Nearest(const KeyRange& range, bool reverse, Sequence sequence) const;

 private:
  struct Version {
    Sequence sequence;
    std::optional<std::string> value;
  };
  // The versions of one key, the newest last.
  using Versions = std::vector<Version>;

  static const std::string* ValueAt(const Versions& versions, Sequence sequence);

  mutable std::mutex mutex_;
  std::map<std::string, Versions, std::less<>> keys_;
  Sequence latest_ = 0;
  std::multiset<Sequence> pins_;
  std::set<std::string> superseded_;
};

}  // namespace kasvu::storage

#include "storage/overlay.h"

#include <algorithm>
#include <vector>

#include "errors/error.h"

namespace kasvu::storage {
namespace {

// The pairs of `writes` in `range`, in the order of a visit.
std::vector<const Writes::value_type*> Within(const Writes& writes, const KeyRange& range,
                                              bool reverse) {
  std::vector<const Writes::value_type*> within;
  for (auto write = writes.lower_bound(range.start);
       write != writes.end() && range.Contains(write->first); ++write) {
    within.push_back(&*write);
  }
  if (reverse) std::reverse(within.begin(), within.end());
  return within;
}

// Visits the writes among the pairs below, whose order they have; a write hides what is below.
class Merge {
 public:
  Merge(const Writes& writes, const KeyRange& range, bool reverse, Visitor visitor)
      : own_(Within(writes, range, reverse)), reverse_(reverse), visitor_(visitor) {}

  // A pair that is below; returns whether to go on.
  bool Visit(std::string_view key, std::string_view value) {
    while (going_ && next_ < own_.size() && IsBefore(own_[next_]->first, key)) VisitOwn();
    if (!going_) return false;
    if (next_ < own_.size() && own_[next_]->first == key) {
      VisitOwn();
    } else {
      going_ = visitor_(key, value);
    }
    return going_;
  }

  // The writes after all that is below.
  void VisitRest() {
    while (going_ && next_ < own_.size()) VisitOwn();
  }

 private:
  bool IsBefore(std::string_view one, std::string_view other) const {
    return reverse_ ? one > other : one < other;
  }
  void VisitOwn() {
    const auto& [key, value] = *own_[next_++];
    if (value) going_ = visitor_(key, *value);
  }

  const std::vector<const Writes::value_type*> own_;
  const bool reverse_;
  const Visitor visitor_;
  size_t next_ = 0;
  bool going_ = true;
};

}  // namespace

absl::StatusOr<std::optional<std::string>> WritesOver::Get(std::string_view key) const {
  if (const auto write = writes_.find(key); write != writes_.end()) return write->second;
  return below_.Get(key);
}

absl::Status WritesOver::Scan(const KeyRange& range, Visitor visitor) const {
  Merge merge(writes_, range, false, visitor);
  KASVU_RETURN_IF_ERROR(below_.Scan(range, [&merge](std::string_view key, std::string_view value) {
    return merge.Visit(key, value);
  }));
  merge.VisitRest();
  return absl::OkStatus();
}

absl::Status WritesOver::ScanReverse(const KeyRange& range, Visitor visitor) const {
  Merge merge(writes_, range, true, visitor);
  KASVU_RETURN_IF_ERROR(below_.ScanReverse(
      range,
      [&merge](std::string_view key, std::string_view value) { return merge.Visit(key, value); }));
  merge.VisitRest();
  return absl::OkStatus();
}

}  // namespace kasvu::storage

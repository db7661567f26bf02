#include "services/common/admission.h"

#include <algorithm>

namespace kasvu::services {
namespace {

// A new value counts for an eighth.
std::chrono::nanoseconds Smoothed(std::chrono::nanoseconds old, std::chrono::nanoseconds fresh) {
  return old + (fresh - old) / 8;
}

// One round that took longer, such as a disk that stood still, says nothing about the next.
constexpr std::chrono::seconds kLongestRound(2);
constexpr std::chrono::milliseconds kSoonestRetry(20);
constexpr std::chrono::milliseconds kLatestRetry(2'000);

}  // namespace

size_t Admission::places(Instant now) const {
  const bool stands = present_ > 0 && now - busy_since_ > limits_.standing_after;
  const auto wait = stands ? std::max(limits_.standing, 2 * round_) : limits_.burst;
  const auto estimate = static_cast<size_t>(wait / std::max(each_, std::chrono::nanoseconds(1)));
  return std::clamp(estimate, limits_.least, limits_.most);
}

bool Admission::HasRoom(uint64_t source, Instant now) const {
  const size_t places = this->places(now);
  const size_t own = by_source_[source % kSlots];
  const size_t sources = sources_ + (own == 0 ? 1 : 0);
  // Whoever has less than its share comes in even where all places are taken.
  if (own < places / sources && beyond_ < places) return true;
  // The others leave some places free for those, or whoever asks most would always be first.
  return present_ < (sources > 1 ? places * 3 / 4 : places);
}

void Admission::Enter(uint64_t source, Instant now) {
  beyond_ = present_ < places(now) ? 0 : beyond_ + 1;
  if (present_++ == 0) busy_since_ = now;
  if (by_source_[source % kSlots]++ == 0) ++sources_;
}

void Admission::Leave(uint64_t source, Instant now) {
  if (--present_ == 0) busy_since_ = now;
  if (--by_source_[source % kSlots] == 0) --sources_;
}

void Admission::Measure(size_t count, std::chrono::nanoseconds took) {
  if (count == 0) return;
  took = std::clamp<std::chrono::nanoseconds>(took, std::chrono::nanoseconds(0), kLongestRound);
  each_ = Smoothed(each_, took / static_cast<int64_t>(count));
  round_ = Smoothed(round_, took);
}

std::chrono::milliseconds Admission::RetryAfter() const {
  const auto half = each_ * static_cast<int64_t>(present_) / 2;
  return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(half), kSoonestRetry,
                    kLatestRetry);
}

}  // namespace kasvu::services

#include "storage/destroyed_keys.h"

#include <set>
#include <utility>

#include "errors/error.h"
#include "storage/key.h"
#include "storage/wrapped_key.h"

namespace kasvu::storage {
namespace {

// More are taken off the disk all at once, with whatever lies between them.
constexpr size_t kOneByOneMax = 64;

}  // namespace

absl::StatusOr<std::vector<std::string>> MarkDestroyed(Store& keys,
                                                       const std::vector<std::string>& subjects) {
  std::set<std::string> all;
  for (const std::string& subject : subjects) all.insert(EncodeKey(Tag::kSubjectKeys, subject));
  const auto transaction = keys.Begin();
  KASVU_ASSIGN_OR_RETURN(const Writes before,
                         transaction->LockAndGet({EncodeKey(Tag::kSubjectKeys)}, all));
  std::vector<std::string> places;
  for (const auto& [place, value] : before) {
    if (value == kPurged) continue;
    if (value != kDestroyed) transaction->Put(place, kDestroyed);
    places.push_back(place);
  }
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return places;
}

absl::Status PurgeDestroyed(Store& keys, const std::vector<std::string>& places) {
  if (places.empty()) return absl::OkStatus();
  std::vector<KeyRange> ranges;
  if (places.size() > kOneByOneMax) {
    ranges.push_back(KeyRange::Prefix(EncodeKey(Tag::kSubjectKeys)));
  } else {
    for (const std::string& place : places) ranges.push_back(KeyRange::Prefix(place));
  }
  KASVU_RETURN_IF_ERROR(keys.Purge(ranges));
  const auto transaction = keys.Begin();
  for (const std::string& place : places) transaction->Put(place, kPurged);
  return transaction->Commit();
}

}  // namespace kasvu::storage

#include "services/engine/anchor_chain.h"

#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "kasvu/storage/v1/anchor.pb.h"
#include "services/engine/errors.h"
#include "services/engine/history_chain.h"
#include "services/engine/tables.h"
#include "storage/errors.h"
#include "storage/record.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::AnchoredHead;
using kasvu::storage::v1::AuditAnchor;
using kasvu::storage::v1::CohortHead;

// How long a commit takes at most from looking at the clock until others see it.
constexpr absl::Duration kLongestCommit = absl::Minutes(1);

// The end of the chain of anchors: its position and the hash of its last one.
struct End {
  uint64_t position = 0;
  std::string hash;
};

absl::Status ChainBroken(uint64_t anchor) {
  return HistoryBroken(anchor, "of the anchors: one was changed or is missing");
}

absl::StatusOr<AuditAnchor> Read(std::string_view bytes, uint64_t position) {
  AuditAnchor anchor;
  if (!anchor.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      anchor.position() != position) {
    return ChainBroken(position);
  }
  return anchor;
}

absl::StatusOr<std::optional<AuditAnchor>> LastAnchor(const storage::Reader& reader,
                                                      End* end = nullptr) {
  KASVU_ASSIGN_OR_RETURN(const auto last, kAnchorTable.Last(reader, std::tuple()));
  if (!last) return std::nullopt;
  const uint64_t position = std::get<0>(last->first);
  KASVU_ASSIGN_OR_RETURN(AuditAnchor anchor, Read(last->second, position));
  if (end != nullptr) *end = {position, HashOf(last->second)};
  return anchor;
}

// Of a cohort that was purged only where its history ended is known.
absl::Status CheckPurged(const storage::Reader& reader, const AnchoredHead& anchored) {
  KASVU_ASSIGN_OR_RETURN(const auto purged, kPurgedTable.Find(reader, {anchored.cohort()}));
  if (!purged || purged->position() < anchored.position()) {
    return HistoryMissing(anchored.cohort(), anchored.position());
  }
  if (purged->position() == anchored.position() && purged->hash() != anchored.hash()) {
    return HistoryBroken(anchored.position(), "it is not the one that was anchored");
  }
  return absl::OkStatus();
}

absl::Status CheckHead(const storage::Reader& reader, const AnchoredHead& anchored) {
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {anchored.cohort()}));
  if (!head) return CheckPurged(reader, anchored);
  KASVU_ASSIGN_OR_RETURN(const auto bytes,
                         kHistoryTable.Find(reader, {anchored.cohort(), anchored.position()}));
  if (head->position() < anchored.position() || !bytes) {
    return HistoryMissing(anchored.cohort(), anchored.position());
  }
  if (HashOf(*bytes) != anchored.hash()) {
    return HistoryBroken(anchored.position(), "it is not the one that was anchored");
  }
  return absl::OkStatus();
}

// The positions of the anchors that name `cohort`.
absl::StatusOr<std::vector<uint64_t>> AnchorsOf(const storage::Reader& reader,
                                                const std::string& cohort) {
  std::vector<uint64_t> positions;
  KASVU_RETURN_IF_ERROR(kAnchorIndex.Scan(reader, std::tuple(cohort), [&](const auto& key) {
    positions.push_back(std::get<1>(key));
    return true;
  }));
  return positions;
}

absl::StatusOr<AuditAnchor> AnchorAt(const storage::Reader& reader, uint64_t position) {
  KASVU_ASSIGN_OR_RETURN(const auto bytes, kAnchorTable.Find(reader, {position}));
  if (!bytes) return ChainBroken(position);
  return Read(*bytes, position);
}

// What the anchor at `position` says of `cohort`, which it names.
absl::StatusOr<AnchoredHead> HeadIn(const storage::Reader& reader, uint64_t position,
                                    const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const AuditAnchor anchor, AnchorAt(reader, position));
  for (const AnchoredHead& head : anchor.heads()) {
    if (head.cohort() == cohort) return head;
  }
  return ChainBroken(position);
}

// Where the end of `cohort` was when it was last anchored; 0 when it never was.
absl::StatusOr<uint64_t> AnchoredPosition(const storage::Reader& reader,
                                          const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const auto positions, AnchorsOf(reader, cohort));
  if (positions.empty()) return 0;
  KASVU_ASSIGN_OR_RETURN(const auto head, HeadIn(reader, positions.back(), cohort));
  return head.position();
}

// Whether the anchor at `position` grew from the one before it.
absl::Status CheckLink(const storage::Reader& reader, uint64_t position) {
  KASVU_ASSIGN_OR_RETURN(const AuditAnchor anchor, AnchorAt(reader, position));
  if (position == 1) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const auto before, kAnchorTable.Find(reader, {position - 1}));
  return before && HashOf(*before) == anchor.previous_hash() ? absl::OkStatus()
                                                             : ChainBroken(position - 1);
}

}  // namespace

absl::Status AnchorHeads(storage::Store& store, const std::set<std::string>& cohorts,
                         absl::Time now) {
  for (auto next = cohorts.begin(); next != cohorts.end();) {
    const auto transaction = store.Begin();
    KASVU_RETURN_IF_ERROR(transaction->Lock(kAnchorTable.BytesOf({uint64_t{0}})));
    End end;
    KASVU_RETURN_IF_ERROR(LastAnchor(*transaction, &end).status());
    AuditAnchor anchor;
    anchor.set_position(end.position + 1);
    anchor.set_previous_hash(end.hash);
    anchor.set_recorded_at(absl::ToUnixMicros(now));
    for (; next != cohorts.end() && anchor.heads_size() < kHeadsPerAnchor; ++next) {
      KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(*transaction, {*next}));
      if (!head) {
        KASVU_ASSIGN_OR_RETURN(const bool purged, kPurgedTable.Contains(*transaction, {*next}));
        if (purged) continue;
        return storage::RecordAbsent(static_cast<uint16_t>(kHeadTable.tag()));
      }
      AnchoredHead& anchored = *anchor.add_heads();
      anchored.set_cohort(*next);
      anchored.set_position(head->position());
      anchored.set_hash(head->hash());
      KASVU_RETURN_IF_ERROR(kAnchorIndex.Add(*transaction, {*next, anchor.position()}));
    }
    if (anchor.heads_size() == 0) continue;
    KASVU_RETURN_IF_ERROR(
        kAnchorTable.Upsert(*transaction, {anchor.position()}, storage::EncodeRecord(anchor)));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> EndIsAnchored(const storage::Reader& reader, const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const CohortHead head, kHeadTable.Get(reader, {cohort}));
  KASVU_ASSIGN_OR_RETURN(const uint64_t anchored, AnchoredPosition(reader, cohort));
  return anchored == head.position();
}

absl::StatusOr<std::vector<uint64_t>> AnchorsUpToEnd(const storage::Reader& reader,
                                                     const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const CohortHead end, kHeadTable.Get(reader, {cohort}));
  KASVU_ASSIGN_OR_RETURN(auto positions, AnchorsOf(reader, cohort));
  for (auto position = positions.begin(); position != positions.end(); ++position) {
    KASVU_ASSIGN_OR_RETURN(const auto head, HeadIn(reader, *position, cohort));
    if (head.position() != end.position()) continue;
    positions.erase(position + 1, positions.end());
    break;
  }
  return positions;
}

absl::StatusOr<std::set<std::string>> GrownSinceLastAnchor(const storage::Reader& reader) {
  KASVU_ASSIGN_OR_RETURN(const std::optional<AuditAnchor> last, LastAnchor(reader));
  const int64_t since = last ? last->recorded_at() - absl::ToInt64Microseconds(kLongestCommit) : 0;
  std::map<std::string, uint64_t> recent;
  KASVU_RETURN_IF_ERROR(
      kHeadTable.Scan(reader, std::tuple(), [&](const auto& key, const CohortHead& head) {
        if (head.settled_until() >= since) recent[std::get<0>(key)] = head.position();
        return true;
      }));
  std::set<std::string> grown;
  for (const auto& [cohort, position] : recent) {
    KASVU_ASSIGN_OR_RETURN(const uint64_t anchored, AnchoredPosition(reader, cohort));
    if (anchored != position) grown.insert(cohort);
  }
  return grown;
}

absl::Status CheckLastAnchor(const storage::Reader& reader) {
  KASVU_ASSIGN_OR_RETURN(const std::optional<AuditAnchor> last, LastAnchor(reader));
  if (!last) return absl::OkStatus();
  for (const AnchoredHead& head : last->heads()) KASVU_RETURN_IF_ERROR(CheckHead(reader, head));
  return CheckLink(reader, last->position());
}

absl::StatusOr<uint64_t> CheckAnchoredHeads(const storage::Reader& reader,
                                            const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const auto positions, AnchorsOf(reader, cohort));
  for (const uint64_t position : positions) {
    KASVU_ASSIGN_OR_RETURN(const auto head, HeadIn(reader, position, cohort));
    KASVU_RETURN_IF_ERROR(CheckHead(reader, head));
  }
  return positions.size();
}

absl::StatusOr<uint64_t> CheckAnchorsOf(const storage::Reader& reader, const std::string& cohort) {
  KASVU_RETURN_IF_ERROR(CheckAnchoredHeads(reader, cohort).status());
  KASVU_ASSIGN_OR_RETURN(const auto positions, AnchorsOf(reader, cohort));
  KASVU_ASSIGN_OR_RETURN(const std::optional<AuditAnchor> last, LastAnchor(reader));
  for (const uint64_t position : positions) {
    KASVU_RETURN_IF_ERROR(CheckLink(reader, position));
    if (last && position < last->position()) {
      KASVU_RETURN_IF_ERROR(CheckLink(reader, position + 1));
    }
  }
  return positions.size();
}

}  // namespace kasvu::engine

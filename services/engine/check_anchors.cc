#include "services/engine/check_anchors.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>

#include "kasvu/storage/v1/anchor.pb.h"
#include "services/engine/history_chain.h"
#include "services/engine/index_lines.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::AnchoredHead;
using kasvu::storage::v1::AuditAnchor;
using services::Tell;

// Of a cohort that was purged only where its history ended is known.
bool IsOfPurged(const storage::Reader& reader, const AnchoredHead& anchored) {
  const auto purged = services::Readable(reader, kPurgedTable, {anchored.cohort()});
  if (!purged || anchored.position() > purged->position()) return false;
  return anchored.position() < purged->position() || anchored.hash() == purged->hash();
}

void CheckHead(const storage::Reader& reader, uint64_t anchor, const AnchoredHead& anchored,
               services::Faults& faults) {
  const std::tuple key(anchored.cohort(), anchored.position());
  const auto bytes = services::Readable(reader, kHistoryTable, key);
  if (!bytes && IsOfPurged(reader, anchored)) {
    // Its archive has the record.
  } else if (!bytes) {
    Tell(faults, "HISTORY_BROKEN", kHistoryTable, key,
         "the record that anchor " + std::to_string(anchor) + " names", "none");
  } else if (HashOf(*bytes) != anchored.hash()) {
    Tell(faults, "HISTORY_BROKEN", kHistoryTable, key,
         "the record that anchor " + std::to_string(anchor) + " names", "another record");
  }
  services::CheckLine(reader, kAnchorLines, std::tuple(anchored.cohort(), anchor),
                      "a line for the anchor that names the cohort", faults);
}

bool Names(const AuditAnchor& anchor, const std::string& cohort) {
  return std::any_of(anchor.heads().begin(), anchor.heads().end(),
                     [&](const AnchoredHead& head) { return head.cohort() == cohort; });
}

}  // namespace

void CheckAnchors(const storage::Reader& reader, services::Faults& faults) {
  uint64_t last = 0;
  std::string hash;
  services::ForEachRow(
      reader, kAnchorTable, faults, [&](const auto& key, const std::string& bytes) {
        const uint64_t position = std::get<0>(key);
        AuditAnchor anchor;
        if (position != last + 1) {
          Tell(faults, "ANCHOR_BROKEN", kAnchorTable, {last + 1}, "an anchor", "none");
        } else if (!anchor.ParseFromString(bytes) || anchor.position() != position) {
          Tell(faults, "ANCHOR_BROKEN", kAnchorTable, key, "an anchor of this position",
               "bytes that are none");
        } else if (anchor.previous_hash() != hash) {
          Tell(faults, "ANCHOR_BROKEN", kAnchorTable, key, "the hash of the anchor before it",
               "another hash");
        }
        last = position;
        hash = HashOf(bytes);
        for (const AnchoredHead& head : anchor.heads()) CheckHead(reader, position, head, faults);
      });
  services::ForEachRow(reader, kAnchorLines, faults, [&](const auto& key, const std::string&) {
    AuditAnchor anchor;
    const auto bytes = services::Readable(reader, kAnchorTable, {std::get<1>(key)});
    if (bytes && anchor.ParseFromString(*bytes) && Names(anchor, std::get<0>(key))) return;
    Tell(faults, "INDEX_LINE_UNEXPECTED", kAnchorLines, key,
         "no line: no such anchor names the cohort", "a line");
  });
}

}  // namespace kasvu::engine

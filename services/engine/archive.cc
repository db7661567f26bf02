#include "services/engine/archive.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "archives/frames.h"
#include "errors/error.h"
#include "services/common/errors.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/archived_rows.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/purged.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/tables.h"
#include "storage/key.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;
using kasvu::storage::v1::CohortState;

constexpr size_t kBytesInPart = 1 << 20;

// The cohort as far as its header says it.
struct Finished {
  CohortHead head;
  std::string header;  // frame
};

absl::StatusOr<Finished> Find(const storage::Reader& reader, const std::string& cohort) {
  Finished finished;
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {cohort}));
  if (!head) return NotThere(reader, cohort);
  KASVU_ASSIGN_OR_RETURN(const CohortState state, kCohortTable.Get(reader, {cohort}));
  if (!IsFinished(state)) return CohortNotFinished(CohortName(cohort));
  kasvu::v1::ArchiveHeader header;
  header.set_format(archives::kFormat);
  *header.mutable_cohort() = PublicCohort(state, head->position());
  header.set_links(static_cast<int32_t>(state.links()));
  header.set_history_hash(absl::BytesToHexString(head->hash()));
  finished.head = *head;
  finished.header = archives::HeaderFrame(header);
  return finished;
}

// Where a part begins: at byte `offset` of the frame of the row after `after`.
struct Place {
  std::string end;     // the hash of the history's end when the archive was begun
  std::string digest;  // before that frame
  std::string after;
  uint32_t offset = 0;
};

std::string Encode(const Place& place) {
  std::string bytes;
  storage::AppendPart(bytes, place.end);
  storage::AppendPart(bytes, place.digest);
  storage::AppendPart(bytes, place.after);
  storage::AppendPart(bytes, place.offset);
  return bytes;
}

absl::StatusOr<Place> Decode(std::string_view bytes) {
  Place place;
  for (std::string* const part : {&place.end, &place.digest, &place.after}) {
    if (!storage::TakePart(bytes, *part).ok()) return services::PageTokenInvalid();
  }
  if (!storage::TakePart(bytes, place.offset).ok() || !bytes.empty()) {
    return services::PageTokenInvalid();
  }
  return place;
}

// Takes frames until the part is full.
class Part {
 public:
  explicit Part(Place place) : place_(std::move(place)) {}

  void Begin(std::string_view header) {
    place_.digest = archives::DigestAfter(archives::FirstDigest(), header);
    part_.content = archives::kMark;
    part_.content.append(header);
  }

  // Whether there is room for more.
  bool Take(std::string_view key, std::string_view value) {
    const std::string frame = archives::RowFrame(key, value);
    const size_t from = std::min<size_t>(place_.offset, frame.size());
    const size_t size = std::min(frame.size() - from, kBytesInPart - part_.content.size());
    part_.content.append(frame, from, size);
    if (from + size < frame.size()) {
      place_.offset = static_cast<uint32_t>(from + size);
      full_ = true;
    } else {
      place_.digest = archives::DigestAfter(place_.digest, frame);
      place_.after = key;
      place_.offset = 0;
      full_ = part_.content.size() >= kBytesInPart;
    }
    return !full_;
  }

  ArchivePart Finish() {
    if (full_) {
      part_.place = Encode(place_);
    } else {
      part_.digest = place_.digest;
      part_.content += archives::TrailerFrame(place_.digest);
    }
    return std::move(part_);
  }

 private:
  Place place_;
  ArchivePart part_;
  bool full_ = false;
};

}  // namespace

bool IsFinished(const CohortState& cohort) {
  return cohort.stage() == kasvu::storage::v1::COHORT_STAGE_CLOSED ||
         cohort.stage() == kasvu::storage::v1::COHORT_STAGE_CANCELLED;
}

absl::Status CheckFinished(const storage::Reader& reader, const std::string& cohort) {
  return Find(reader, cohort).status();
}

absl::Status AnchorEnd(storage::Store& store, const std::string& cohort, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(const bool anchored, EndIsAnchored(*store.TakeSnapshot(), cohort));
  return anchored ? absl::OkStatus() : AnchorHeads(store, {cohort}, now);
}

absl::StatusOr<ArchivePart> ReadArchive(const storage::Reader& reader, const std::string& cohort,
                                        const std::string& place) {
  KASVU_ASSIGN_OR_RETURN(const Finished finished, Find(reader, cohort));
  Place from;
  if (place.empty()) {
    from.end = finished.head.hash();
  } else {
    KASVU_ASSIGN_OR_RETURN(from, Decode(place));
    if (from.end != finished.head.hash()) return ArchiveOutdated(CohortName(cohort));
  }
  const std::string after = from.after;
  Part part(std::move(from));
  if (place.empty()) part.Begin(finished.header);
  KASVU_RETURN_IF_ERROR(ForEachArchivedRow(
      reader, cohort, after,
      [&](std::string_view key, std::string_view value) { return part.Take(key, value); }));
  return part.Finish();
}

absl::StatusOr<std::string> ArchiveDigest(const storage::Reader& reader,
                                          const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const Finished finished, Find(reader, cohort));
  std::string digest = archives::DigestAfter(archives::FirstDigest(), finished.header);
  KASVU_RETURN_IF_ERROR(
      ForEachArchivedRow(reader, cohort, "", [&](std::string_view key, std::string_view value) {
        digest = archives::DigestAfter(digest, archives::RowFrame(key, value));
        return true;
      }));
  return digest;
}

}  // namespace kasvu::engine

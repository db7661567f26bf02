#include "services/engine/purge.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/engine/archive.h"
#include "services/engine/archived_words.h"
#include "services/engine/errors.h"
#include "services/engine/index_lines.h"
#include "services/engine/names.h"
#include "services/engine/purged.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"
#include "storage/key.h"
#include "storage/record.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::PurgedCohort;
using kasvu::storage::v1::PurgeUnderWay;
using storage::Tag;

// The next rows to go.
class Removal {
 public:
  Removal(const storage::Reader& reader, const std::string& cohort, size_t at_once)
      : reader_(reader), cohort_(cohort), at_once_(at_once) {}

  // Those after `after`, which becomes the last of them. In the order of their keys: whatever leads
  // to a row goes with it, and whoever is in a group is told by the history, which goes after the
  // enrolments.
  absl::StatusOr<storage::Writes> Take(std::string& after) {
    for (const Tag tag :
         {Tag::kGroups, Tag::kLinks, Tag::kEnrolments, Tag::kHistory, Tag::kHistoryIndex,
          Tag::kEngineRequests, Tag::kLiveEnrolments, Tag::kEngineCounters, Tag::kLiveLinks}) {
      auto range = storage::KeyRange::Prefix(storage::EncodeKey(tag, cohort_));
      range.start = std::max(range.start, after + '\0');
      if (!HasRoom() || range.start >= range.end) continue;
      absl::Status failed;
      KASVU_RETURN_IF_ERROR(reader_.Scan(range, [&](std::string_view key, std::string_view value) {
        after = key;
        Remove(after);
        failed = RemoveLines(tag, key, value);
        return failed.ok() && HasRoom();
      }));
      KASVU_RETURN_IF_ERROR(failed);
    }
    return std::move(gone_);
  }

 private:
  bool HasRoom() const { return gone_.size() < at_once_; }
  void Remove(std::string key) { gone_.emplace(std::move(key), std::nullopt); }

  // Those that lead to that row.
  absl::Status RemoveLines(Tag tag, std::string_view key, std::string_view value) {
    if (tag != Tag::kEnrolments && tag != Tag::kLinks) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(const auto parts, (storage::DecodeKey<std::string, uint32_t>(tag, key)));
    const uint32_t ordinal = std::get<1>(parts);
    return tag == Tag::kLinks ? LinkLines(ordinal, value) : EnrolmentLines(ordinal, value);
  }

  absl::Status EnrolmentLines(uint32_t ordinal, std::string_view value) {
    kasvu::storage::v1::EnrolmentState enrolment;
    KASVU_RETURN_IF_ERROR(storage::DecodeRecord(Tag::kEnrolments, value, enrolment));
    const std::tuple line(enrolment.person(), cohort_, ordinal);
    Remove(kEnrolmentByPersonLines.BytesOf(line));
    Remove(kLiveEnrolmentByPersonLines.BytesOf(line));
    Remove(kLiveEnrolmentLines.BytesOf({cohort_, ordinal}));
    return absl::OkStatus();
  }

  absl::Status LinkLines(uint32_t ordinal, std::string_view value) {
    kasvu::storage::v1::LinkState link;
    KASVU_RETURN_IF_ERROR(storage::DecodeRecord(Tag::kLinks, value, link));
    Remove(kLiveLinkLines.BytesOf({cohort_, ordinal}));
    for (const auto& member : link.members()) {
      if (member.person().empty()) continue;
      const std::tuple line(member.person(), cohort_, ordinal);
      Remove(kLinkByPersonLines.BytesOf(line));
      Remove(kLiveLinkByPersonLines.BytesOf(line));
    }
    return absl::OkStatus();
  }

  const storage::Reader& reader_;
  const std::string& cohort_;
  const size_t at_once_;
  storage::Writes gone_;
};

}  // namespace

absl::StatusOr<PurgedCohort> PreparePurge(const storage::Reader& reader, const std::string& cohort,
                                          const std::string& digest) {
  KASVU_ASSIGN_OR_RETURN(const std::string archived, ArchiveDigest(reader, cohort));
  if (digest != archived) return PurgeNotArchived(CohortName(cohort));
  workflows::CohortImage image;
  KASVU_ASSIGN_OR_RETURN(image.cohort, kCohortTable.Get(reader, {cohort}));
  KASVU_RETURN_IF_ERROR(
      kEnrolmentTable.Scan(reader, std::tuple(cohort), [&](const auto& key, const auto& enrolment) {
        image.enrolments[std::get<1>(key)] = enrolment;
        return true;
      }));
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Get(reader, {cohort}));
  PurgedCohort purged = RemainsOf(image);
  purged.set_position(head.position());
  purged.set_hash(head.hash());
  purged.set_archive_digest(archived);
  return purged;
}

absl::Status BeginPurge(storage::Writer& writer, const PurgedCohort& purged) {
  const std::string& cohort = purged.cohort().id();
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Get(writer, {cohort}));
  if (head.wakes_at() != 0) writer.Delete(kWakeLines.BytesOf({head.wakes_at(), cohort}));
  KASVU_RETURN_IF_ERROR(kPurgedTable.Upsert(writer, {cohort}, purged));
  KASVU_RETURN_IF_ERROR(kUnderWayTable.Upsert(writer, {cohort}, PurgeUnderWay()));
  writer.Delete(kHeadTable.BytesOf({cohort}));
  writer.Delete(kCohortTable.BytesOf({cohort}));
  return absl::OkStatus();
}

absl::StatusOr<bool> PurgeSome(storage::Store& store, storage::Vault& vault,
                               const std::string& cohort, std::string& after, size_t at_once) {
  const std::string mark = kUnderWayTable.BytesOf({cohort});
  // Both of one moment: while the words are not kept, every row is there.
  const auto snapshot = store.TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(std::optional<PurgeUnderWay> under_way,
                         kUnderWayTable.Find(*snapshot, {cohort}));
  if (!under_way) return false;
  if (!under_way->words_kept()) {
    KASVU_RETURN_IF_ERROR(KeepArchivedWords(*snapshot, vault, cohort, store));
    under_way->set_words_kept(true);
    const auto transaction = store.Begin();
    KASVU_RETURN_IF_ERROR(transaction->Lock(mark));
    // Another may have brought it to its end meanwhile: the mark must not come back.
    KASVU_ASSIGN_OR_RETURN(const bool there, kUnderWayTable.Contains(*transaction, {cohort}));
    if (!there) return false;
    KASVU_RETURN_IF_ERROR(kUnderWayTable.Upsert(*transaction, {cohort}, *under_way));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
    return true;
  }
  std::string last = after;
  KASVU_ASSIGN_OR_RETURN(storage::Writes gone, Removal(*snapshot, cohort, at_once).Take(last));
  if (gone.empty() && !after.empty()) {
    // Once more from the beginning, before it is over.
    after.clear();
    return true;
  }
  const bool more = !gone.empty();
  const auto transaction = store.Begin();
  if (!more) {
    KASVU_RETURN_IF_ERROR(transaction->Lock(mark));
    gone.emplace(mark, std::nullopt);
  }
  KASVU_RETURN_IF_ERROR(transaction->CommitWith(gone));
  after = std::move(last);
  return more;
}

}  // namespace kasvu::engine

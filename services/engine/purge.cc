#include "services/engine/purge.h"

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

  // In this order: whatever leads to a row goes with it, and whoever is in a group is told by the
  // history, which goes after the enrolments.
  absl::StatusOr<storage::Writes> Take() {
    KASVU_RETURN_IF_ERROR(Enrolments());
    KASVU_RETURN_IF_ERROR(Links());
    for (const Tag tag : {Tag::kGroups, Tag::kHistory, Tag::kHistoryIndex, Tag::kLiveEnrolments,
                          Tag::kLiveLinks, Tag::kEngineCounters, Tag::kEngineRequests}) {
      KASVU_RETURN_IF_ERROR(Rows(tag));
    }
    return std::move(gone_);
  }

 private:
  bool HasRoom() const { return gone_.size() < at_once_; }
  void Remove(std::string key) { gone_.emplace(std::move(key), std::nullopt); }

  absl::Status Enrolments() {
    return kEnrolmentTable.Scan(reader_, std::tuple(cohort_),
                                [&](const auto& key, const auto& enrolment) {
                                  const uint32_t ordinal = std::get<1>(key);
                                  const std::tuple line(enrolment.person(), cohort_, ordinal);
                                  Remove(kEnrolmentTable.BytesOf(key));
                                  Remove(kEnrolmentByPersonLines.BytesOf(line));
                                  Remove(kLiveEnrolmentByPersonLines.BytesOf(line));
                                  Remove(kLiveEnrolmentLines.BytesOf({cohort_, ordinal}));
                                  return HasRoom();
                                });
  }

  absl::Status Links() {
    if (!HasRoom()) return absl::OkStatus();
    return kLinkTable.Scan(reader_, std::tuple(cohort_), [&](const auto& key, const auto& link) {
      const uint32_t ordinal = std::get<1>(key);
      Remove(kLinkTable.BytesOf(key));
      Remove(kLiveLinkLines.BytesOf({cohort_, ordinal}));
      for (const auto& member : link.members()) {
        if (member.person().empty()) continue;
        const std::tuple line(member.person(), cohort_, ordinal);
        Remove(kLinkByPersonLines.BytesOf(line));
        Remove(kLiveLinkByPersonLines.BytesOf(line));
      }
      return HasRoom();
    });
  }

  absl::Status Rows(Tag tag) {
    if (!HasRoom()) return absl::OkStatus();
    return reader_.Scan(storage::KeyRange::Prefix(storage::EncodeKey(tag, cohort_)),
                        [&](std::string_view key, std::string_view) {
                          Remove(std::string(key));
                          return HasRoom();
                        });
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
                               const std::string& cohort, size_t at_once) {
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
  KASVU_ASSIGN_OR_RETURN(storage::Writes gone, Removal(*snapshot, cohort, at_once).Take());
  const bool more = !gone.empty();
  const auto transaction = store.Begin();
  if (!more) {
    KASVU_RETURN_IF_ERROR(transaction->Lock(mark));
    gone.emplace(mark, std::nullopt);
  }
  KASVU_RETURN_IF_ERROR(transaction->CommitWith(gone));
  return more;
}

}  // namespace kasvu::engine

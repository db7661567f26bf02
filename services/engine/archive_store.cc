#include "services/engine/archive_store.h"

#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "absl/status/status.h"
#include "archives/errors.h"
#include "errors/error.h"
#include "kasvu/storage/v1/anchor.pb.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/liveness.h"
#include "services/engine/names.h"
#include "services/engine/programs.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"
#include "storage/key.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::engine {
namespace {

using storage::KeyRange;
using storage::Tag;

// Whether a row belongs into an archive of `cohort`.
bool Belongs(std::string_view key, const std::string& cohort) {
  for (const Tag tag : {Tag::kCohorts, Tag::kGroups, Tag::kLinks, Tag::kEnrolments, Tag::kHistory,
                        Tag::kEngineCounters, Tag::kCohortHeads}) {
    if (KeyRange::Prefix(storage::EncodeKey(tag, cohort)).Contains(key)) return true;
  }
  for (const Tag tag : {Tag::kPinnedVersions, Tag::kAuditAnchors, Tag::kEngineMeta}) {
    if (KeyRange::Prefix(storage::EncodeKey(tag)).Contains(key)) return true;
  }
  return false;
}

// Writes the lines that lead to what lies under the cohort.
class Indexing {
 public:
  Indexing(const storage::Reader& reader, Programs& programs, const std::string& cohort,
           storage::Writer& writer)
      : reader_(reader), programs_(programs), cohort_(cohort), writer_(writer) {}

  absl::Status All() {
    KASVU_ASSIGN_OR_RETURN(loaded_, LoadCohort(reader_, programs_, cohort_, absl::InfinitePast()));
    KASVU_RETURN_IF_ERROR(AddScopes(writer_, loaded_.image.cohort));
    for (const auto& [ordinal, enrolment] : loaded_.image.enrolments) {
      KASVU_RETURN_IF_ERROR(Enrolment(ordinal, enrolment));
    }
    for (const auto& [ordinal, link] : loaded_.image.links) {
      KASVU_RETURN_IF_ERROR(Link(ordinal, link));
    }
    KASVU_RETURN_IF_ERROR(History());
    return Anchors();
  }

 private:
  absl::Status Enrolment(uint32_t ordinal, const storage::v1::EnrolmentState& enrolment) {
    const std::tuple line(enrolment.person(), cohort_, ordinal);
    KASVU_RETURN_IF_ERROR(kEnrolmentByPerson.Add(writer_, line));
    const workflows::View view = loaded_.At(absl::InfinitePast());
    const auto& program = workflows::Governing(view, workflows::EnrolmentOf(ordinal));
    if (!IsLive(program, enrolment)) return absl::OkStatus();
    KASVU_RETURN_IF_ERROR(kLiveEnrolments.Add(writer_, {cohort_, ordinal}));
    return kLiveEnrolmentByPerson.Add(writer_, line);
  }

  absl::Status Link(uint32_t ordinal, const storage::v1::LinkState& link) {
    if (IsLive(link)) KASVU_RETURN_IF_ERROR(kLiveLinks.Add(writer_, {cohort_, ordinal}));
    for (const auto& member : link.members()) {
      if (member.person().empty()) continue;
      const std::tuple line(member.person(), cohort_, ordinal);
      KASVU_RETURN_IF_ERROR(kLinkByPerson.Add(writer_, line));
      if (IsLive(link)) KASVU_RETURN_IF_ERROR(kLiveLinkByPerson.Add(writer_, line));
    }
    return absl::OkStatus();
  }

  absl::Status History() {
    absl::Status failed;
    KASVU_RETURN_IF_ERROR(kHistoryTable.Scan(
        reader_, std::tuple(cohort_), [&](const auto& key, const std::string& bytes) {
          kasvu::storage::v1::HistoryRecord record;
          if (!record.ParseFromString(bytes)) {
            failed = archives::ArchiveDamaged("a record of its history cannot be read");
            return false;
          }
          for (const auto& event : record.events()) {
            if (event.owner() != kasvu::storage::v1::OWNER_ENROLMENT) continue;
            failed = kHistoryIndex.Add(writer_, {cohort_, event.ordinal(), std::get<1>(key)});
          }
          return failed.ok();
        }));
    return failed;
  }

  absl::Status Anchors() {
    absl::Status failed;
    KASVU_RETURN_IF_ERROR(
        kAnchorTable.Scan(reader_, std::tuple(), [&](const auto& key, const std::string& bytes) {
          kasvu::storage::v1::AuditAnchor anchor;
          if (!anchor.ParseFromString(bytes)) {
            failed = archives::ArchiveDamaged("an anchor cannot be read");
            return false;
          }
          for (const auto& head : anchor.heads()) {
            if (head.cohort() != cohort_) continue;
            failed = kAnchorIndex.Add(writer_, {cohort_, std::get<0>(key)});
          }
          return failed.ok();
        }));
    return failed;
  }

  const storage::Reader& reader_;
  Programs& programs_;
  const std::string& cohort_;
  storage::Writer& writer_;
  LoadedCohort loaded_;
};

}  // namespace

absl::StatusOr<archives::OpenedArchive> Unpack(std::string_view bytes, storage::Store& store) {
  storage::Writes rows;
  KASVU_ASSIGN_OR_RETURN(
      archives::OpenedArchive opened,
      archives::OpenArchive(bytes, [&](std::string_view key, std::string_view value) {
        rows.emplace(std::string(key), std::string(value));
        return absl::OkStatus();
      }));
  const std::string cohort = CohortIdOf(opened.header.cohort().name());
  if (cohort.empty()) return archives::ArchiveDamaged("its header names no cohort");
  for (const auto& [key, value] : rows) {
    if (!Belongs(key, cohort)) return archives::ArchiveDamaged("it holds a row of something else");
  }
  KASVU_RETURN_IF_ERROR(store.Begin()->CommitWith(rows));
  Programs programs(store);
  const auto indexes = store.Begin();
  const auto snapshot = store.TakeSnapshot();
  KASVU_RETURN_IF_ERROR(Indexing(*snapshot, programs, cohort, *indexes).All());
  KASVU_RETURN_IF_ERROR(indexes->Commit());
  return opened;
}

}  // namespace kasvu::engine

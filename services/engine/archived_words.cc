#include "services/engine/archived_words.h"

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "errors/error.h"
#include "kasvu/storage/v1/history.pb.h"
#include "kasvu/storage/v1/purge.pb.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/tables.h"
#include "services/engine/texts.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::ArchivedWords;

constexpr size_t kRowsAtOnce = 500;

// Who shares what under one cohort.
class Shared {
 public:
  Shared(const storage::Reader& reader, storage::Vault& vault, const std::string& cohort)
      : reader_(reader), vault_(vault), cohort_(cohort) {}

  absl::StatusOr<std::map<std::string, std::set<std::string>>> Find() {
    KASVU_RETURN_IF_ERROR(kEnrolmentTable.Scan(
        reader_, std::tuple(cohort_), [&](const auto& key, const auto& enrolment) {
          person_of_[std::get<1>(key)] = enrolment.person();
          everybody_.insert(enrolment.person());
          for (const auto& ref : enrolment.links()) {
            in_link_[ref.ordinal()].insert(enrolment.person());
          }
          return true;
        }));
    KASVU_RETURN_IF_ERROR(
        kLinkTable.Scan(reader_, std::tuple(cohort_), [&](const auto& key, const auto& link) {
          for (const auto& member : link.members()) {
            const std::string person =
                member.enrolment() == 0 ? member.person() : person_of_[member.enrolment()];
            in_link_[std::get<1>(key)].insert(person);
            everybody_.insert(person);
          }
          return true;
        }));
    for (const auto& [ordinal, people] : in_link_) {
      KASVU_RETURN_IF_ERROR(Add(LinkName(cohort_, ordinal), people));
    }
    KASVU_RETURN_IF_ERROR(Groups());
    KASVU_RETURN_IF_ERROR(Add(CohortName(cohort_), everybody_));
    return std::move(shares_);
  }

 private:
  absl::Status Add(const std::string& subject, const std::set<std::string>& people) {
    KASVU_ASSIGN_OR_RETURN(const auto keys, KeysOf(vault_, subject));
    if (keys.empty()) return absl::OkStatus();
    Share(subject, people);
    return absl::OkStatus();
  }

  void Share(const std::string& subject, const std::set<std::string>& people) {
    for (const std::string& person : people) {
      // Whom a link or the history names may not be here any more.
      if (!person.empty()) shares_[person].insert(subject);
    }
  }

  // History alone knows who was in a group before she was moved.
  absl::Status Groups() {
    std::map<uint32_t, std::set<std::string>> with_texts;
    std::vector<uint32_t> groups;
    KASVU_RETURN_IF_ERROR(
        kGroupTable.Scan(reader_, std::tuple(cohort_), [&](const auto& key, const auto&) {
          groups.push_back(std::get<1>(key));
          return true;
        }));
    for (const uint32_t group : groups) {
      KASVU_ASSIGN_OR_RETURN(const auto keys, KeysOf(vault_, GroupName(cohort_, group)));
      if (!keys.empty()) with_texts[group];
    }
    if (with_texts.empty()) return absl::OkStatus();
    absl::Status failed;
    KASVU_RETURN_IF_ERROR(kHistoryTable.Scan(
        reader_, std::tuple(cohort_), [&](const auto& key, const std::string& bytes) {
          kasvu::storage::v1::HistoryRecord record;
          if (!record.ParseFromString(bytes)) {
            failed = HistoryBroken(std::get<1>(key), "it cannot be read");
            return false;
          }
          for (const auto& event : record.events()) {
            if (!event.has_enrolment_grouped()) continue;
            const auto group = with_texts.find(event.enrolment_grouped().group());
            if (group != with_texts.end()) group->second.insert(person_of_[event.ordinal()]);
          }
          return true;
        }));
    KASVU_RETURN_IF_ERROR(failed);
    for (const auto& [group, people] : with_texts) Share(GroupName(cohort_, group), people);
    return absl::OkStatus();
  }

  const storage::Reader& reader_;
  storage::Vault& vault_;
  const std::string& cohort_;
  std::map<uint32_t, std::string> person_of_;
  std::set<std::string> everybody_;
  std::map<uint32_t, std::set<std::string>> in_link_;
  std::map<std::string, std::set<std::string>> shares_;  // by person
};

}  // namespace

absl::Status KeepArchivedWords(const storage::Reader& reader, storage::Vault& vault,
                               const std::string& cohort, storage::Store& store) {
  KASVU_ASSIGN_OR_RETURN(const auto shares, Shared(reader, vault, cohort).Find());
  auto transaction = store.Begin();
  size_t rows = 0;
  for (const auto& [person, subjects] : shares) {
    ArchivedWords words;
    for (const std::string& subject : subjects) words.add_subjects(subject);
    KASVU_RETURN_IF_ERROR(kArchivedWordsTable.Upsert(*transaction, {person, cohort}, words));
    if (++rows % kRowsAtOnce != 0) continue;
    KASVU_RETURN_IF_ERROR(transaction->Commit());
    transaction = store.Begin();
  }
  return transaction->Commit();
}

absl::Status DestroyArchivedWords(storage::Store& store, storage::Vault& vault,
                                  const std::string& person) {
  storage::Writes gone;
  std::set<std::string> subjects;
  KASVU_RETURN_IF_ERROR(kArchivedWordsTable.Scan(
      *store.TakeSnapshot(), std::tuple(person), [&](const auto& key, const ArchivedWords& words) {
        gone.emplace(kArchivedWordsTable.BytesOf(key), std::nullopt);
        subjects.insert(words.subjects().begin(), words.subjects().end());
        return true;
      }));
  if (gone.empty()) return absl::OkStatus();
  std::vector<std::string> keys;
  for (const std::string& subject : subjects) {
    KASVU_ASSIGN_OR_RETURN(const auto some, KeysOf(vault, subject));
    keys.insert(keys.end(), some.begin(), some.end());
  }
  KASVU_RETURN_IF_ERROR(vault.DestroyAll(keys));
  return store.Begin()->CommitWith(gone);
}

}  // namespace kasvu::engine

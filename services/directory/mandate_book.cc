#include "services/directory/mandate_book.h"

#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/directory/errors.h"
#include "services/directory/names.h"
#include "services/directory/tables.h"

namespace kasvu::directory {

using kasvu::storage::v1::DirectoryChangeRecord;
using kasvu::storage::v1::MandateRecord;
using kasvu::v1::DirectoryChange;
using kasvu::v1::Mandate;

namespace {

absl::Status AppendChange(storage::Transaction& transaction, const DirectoryChangeRecord& change) {
  KASVU_ASSIGN_OR_RETURN(const uint64_t newest, NewestPosition(transaction));
  return kChangeTable.Insert(transaction, {newest + 1}, change);
}

}  // namespace

Mandate MandateOf(const std::string& id, const MandateRecord& record) {
  Mandate mandate;
  mandate.set_name(NameOf(kMandates, id));
  mandate.set_person(record.person());
  mandate.set_role(record.role());
  mandate.set_scope(record.scope());
  mandate.set_from_date(record.from_date());
  mandate.set_until_date(record.until_date());
  mandate.set_ended(record.ended());
  return mandate;
}

absl::StatusOr<Mandate> GetMandate(const storage::Reader& reader, std::string_view name) {
  const std::string id = IdOf(kMandates, name);
  KASVU_ASSIGN_OR_RETURN(const auto record, kMandateTable.Find(reader, {id}));
  if (!record) return MandateNotFound(name);
  return MandateOf(id, *record);
}

absl::StatusOr<std::string> FindSame(const storage::Reader& reader, const Mandate& mandate) {
  const std::string person = IdOf(kPersons, mandate.person());
  std::vector<std::string> ids;
  KASVU_RETURN_IF_ERROR(kMandateByPerson.Scan(reader, std::tuple(person), [&](const auto& key) {
    ids.push_back(std::get<1>(key));
    return true;
  }));
  for (const std::string& id : ids) {
    KASVU_ASSIGN_OR_RETURN(const auto record, kMandateTable.Find(reader, {id}));
    if (record && !record->ended() && record->role() == mandate.role() &&
        record->scope() == mandate.scope() && record->from_date() == mandate.from_date() &&
        record->until_date() == mandate.until_date()) {
      return NameOf(kMandates, id);
    }
  }
  return std::string();
}

absl::Status PutMandate(storage::Transaction& transaction, const Mandate& mandate) {
  const std::string id = IdOf(kMandates, mandate.name());
  MandateRecord record;
  record.set_person(mandate.person());
  record.set_role(mandate.role());
  record.set_scope(mandate.scope());
  record.set_from_date(mandate.from_date());
  record.set_until_date(mandate.until_date());
  record.set_ended(mandate.ended());
  KASVU_RETURN_IF_ERROR(kMandateTable.Upsert(transaction, {id}, record));
  KASVU_RETURN_IF_ERROR(kMandateByPerson.Add(transaction, {IdOf(kPersons, mandate.person()), id}));
  DirectoryChangeRecord change;
  change.set_mandate(id);
  return AppendChange(transaction, change);
}

absl::Status RemoveMandatesOf(storage::Transaction& transaction, std::string_view person) {
  const std::string person_id = IdOf(kPersons, person);
  std::vector<std::string> ids;
  KASVU_RETURN_IF_ERROR(
      kMandateByPerson.Scan(transaction, std::tuple(person_id), [&](const auto& key) {
        ids.push_back(std::get<1>(key));
        return true;
      }));
  for (const std::string& id : ids) {
    KASVU_RETURN_IF_ERROR(kMandateByPerson.Remove(transaction, {person_id, id}));
    KASVU_RETURN_IF_ERROR(kMandateTable.Delete(transaction, {id}));
  }
  DirectoryChangeRecord change;
  change.set_erased_person(std::string(person));
  return AppendChange(transaction, change);
}

absl::StatusOr<uint64_t> NewestPosition(const storage::Reader& reader) {
  KASVU_ASSIGN_OR_RETURN(const auto last, kChangeTable.Last(reader, std::tuple()));
  return last ? std::get<0>(last->first) : 0;
}

absl::StatusOr<std::vector<DirectoryChange>> ChangesAfter(const storage::Reader& reader,
                                                          size_t limit, uint64_t& position) {
  std::vector<std::pair<uint64_t, DirectoryChangeRecord>> lines;
  KASVU_RETURN_IF_ERROR(kChangeTable.ScanAfter(
      reader, std::tuple(), {position}, [&](const auto& key, const DirectoryChangeRecord& change) {
        lines.emplace_back(std::get<0>(key), change);
        return lines.size() < limit;
      }));
  std::vector<DirectoryChange> changes;
  for (const auto& [at, line] : lines) {
    position = at;
    DirectoryChange change;
    change.set_position(at);
    if (line.has_mandate()) {
      KASVU_ASSIGN_OR_RETURN(const auto record, kMandateTable.Find(reader, {line.mandate()}));
      if (!record) continue;
      *change.mutable_mandate() = MandateOf(line.mandate(), *record);
    } else {
      change.set_erased_person(line.erased_person());
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace kasvu::directory

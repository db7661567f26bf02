#include "services/directory/people.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "errors/error.h"
#include "services/common/digest.h"
#include "services/directory/errors.h"
#include "services/directory/instant.h"
#include "services/directory/names.h"
#include "services/directory/tables.h"

namespace kasvu::directory {

using kasvu::storage::v1::PersonContent;
using kasvu::storage::v1::PersonRecord;
using kasvu::v1::Person;

absl::StatusOr<Person> People::Get(const storage::Reader& reader, std::string_view name) const {
  const std::string id = IdOf(kPersons, name);
  KASVU_ASSIGN_OR_RETURN(const std::optional<PersonRecord> record, kPersonTable.Find(reader, {id}));
  if (!record) return PersonNotFound(name);
  KASVU_ASSIGN_OR_RETURN(std::optional<Person> person, Open(id, *record));
  if (!person) return PersonNotFound(name);
  return *std::move(person);
}

absl::StatusOr<std::optional<Person>> People::Open(const std::string& id,
                                                   const PersonRecord& record) const {
  Person person;
  person.set_name(NameOf(kPersons, id));
  const absl::StatusOr<std::string> bytes = vault_.Open(person.name(), record.sealed());
  if (ReasonOf(bytes.status()) == "CONTENT_ERASED") return std::nullopt;
  KASVU_RETURN_IF_ERROR(bytes.status());
  PersonContent content;
  KASVU_RETURN_IF_ERROR(storage::DecodeRecord(storage::Tag::kPersons, *bytes, content));
  person.set_display_name(content.display_name());
  person.set_email(content.email());
  person.set_phone(content.phone());
  person.set_language(record.language());
  person.set_company(record.company());
  person.set_municipality(record.municipality());
  person.set_etag(services::EtagOf(record));
  *person.mutable_create_time() = InstantOf(record.created_at());
  return person;
}

std::string People::HashOf(std::string_view email) const {
  if (email.empty()) return std::string();
  return vault_.KeyedHash("email", absl::AsciiStrToLower({email.data(), email.size()}));
}

absl::StatusOr<std::optional<std::string>> People::FindByEmail(const storage::Reader& reader,
                                                               const std::string& hash) const {
  if (hash.empty()) return std::nullopt;
  KASVU_ASSIGN_OR_RETURN(const auto id, kPersonByEmail.Find(reader, {hash}));
  if (!id) return std::nullopt;
  return NameOf(kPersons, *id);
}

absl::StatusOr<PersonRecord> People::Seal(const Person& person) const {
  PersonContent content;
  content.set_display_name(person.display_name());
  content.set_email(person.email());
  content.set_phone(person.phone());
  PersonRecord record;
  KASVU_ASSIGN_OR_RETURN(*record.mutable_sealed(),
                         vault_.Seal(person.name(), content.SerializeAsString()));
  record.set_email_hash(HashOf(person.email()));
  record.set_language(person.language());
  record.set_company(person.company());
  record.set_municipality(person.municipality());
  return record;
}

absl::Status People::Insert(storage::Transaction& transaction, const Person& person,
                            absl::Time now) const {
  const std::string id = IdOf(kPersons, person.name());
  KASVU_ASSIGN_OR_RETURN(PersonRecord record, Seal(person));
  record.set_created_at(absl::ToUnixMicros(now));
  if (!record.email_hash().empty()) {
    KASVU_RETURN_IF_ERROR(kPersonByEmail.Insert(transaction, {record.email_hash()}, id));
  }
  return kPersonTable.Insert(transaction, {id}, record);
}

absl::Status People::Update(storage::Transaction& transaction, const Person& person) const {
  const std::string id = IdOf(kPersons, person.name());
  KASVU_ASSIGN_OR_RETURN(const PersonRecord before, kPersonTable.Get(transaction, {id}));
  KASVU_ASSIGN_OR_RETURN(PersonRecord after, Seal(person));
  after.set_created_at(before.created_at());
  if (after.email_hash() != before.email_hash()) {
    KASVU_ASSIGN_OR_RETURN(const auto owner, FindByEmail(transaction, after.email_hash()));
    if (owner) return EmailTaken(*owner);
    if (!before.email_hash().empty()) {
      KASVU_RETURN_IF_ERROR(kPersonByEmail.Delete(transaction, {before.email_hash()}));
    }
    if (!after.email_hash().empty()) {
      KASVU_RETURN_IF_ERROR(kPersonByEmail.Insert(transaction, {after.email_hash()}, id));
    }
  }
  return kPersonTable.Update(transaction, {id}, after);
}

absl::Status People::Remove(storage::Transaction& transaction, std::string_view name) {
  const std::string id = IdOf(kPersons, name);
  KASVU_ASSIGN_OR_RETURN(const PersonRecord record, kPersonTable.Get(transaction, {id}));
  if (!record.email_hash().empty()) {
    KASVU_RETURN_IF_ERROR(kPersonByEmail.Delete(transaction, {record.email_hash()}));
  }
  return kPersonTable.Delete(transaction, {id});
}

}  // namespace kasvu::directory

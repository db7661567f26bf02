#include "services/directory/person_server.h"

#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"
#include "services/common/random_ids.h"
#include "services/directory/errors.h"
#include "services/directory/import.h"
#include "services/directory/names.h"
#include "services/directory/person_changes.h"
#include "services/directory/tables.h"
#include "services/directory/visibility.h"

namespace kasvu::directory {

using kasvu::storage::v1::PersonRecord;
using kasvu::v1::Person;

PersonServer::PersonServer(Directory& directory, const services::Surroundings& surroundings)
    : RpcService(kasvu::v1::PersonService::service_full_name(), surroundings),
      directory_(directory) {
  AnswerOnWorker("CreatePerson", &PersonServer::CreatePerson);
  AnswerOnWorker("GetPerson", &PersonServer::GetPerson);
  AnswerOnWorker("BatchGetPersons", &PersonServer::BatchGetPersons);
  AnswerOnWorker("ListPersons", &PersonServer::ListPersons);
  AnswerOnWorker("UpdatePerson", &PersonServer::UpdatePerson);
  AnswerOnWorker("ErasePerson", &PersonServer::ErasePerson);
  AnswerOnWorker("ImportPersons", &PersonServer::ImportPersons);
  AnswerOnWorker("CreateCompany", &PersonServer::CreateCompany);
  AnswerOnWorker("BatchGetCompanies", &PersonServer::BatchGetCompanies);
  AnswerOnWorker("ListCompanies", &PersonServer::ListCompanies);
  AnswerOnWorker("GrantMandate", &PersonServer::GrantMandate);
  AnswerOnWorker("EndMandate", &PersonServer::EndMandate);
  AnswerOnWorker("ListMandates", &PersonServer::ListMandates);
  StreamOnWorker("WatchDirectory", &PersonServer::WatchDirectory);
}

absl::Status PersonServer::CreatePerson(const Call& call,
                                        const kasvu::v1::CreatePersonRequest& request,
                                        Person& response) {
  KASVU_ASSIGN_OR_RETURN(
      const std::string name,
      directory_.Once(
          call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
            const People& people = directory_.people();
            KASVU_ASSIGN_OR_RETURN(
                const auto owner,
                people.FindByEmail(transaction, people.HashOf(request.person().email())));
            if (owner) return EmailTaken(*owner);
            KASVU_RETURN_IF_ERROR(CheckCompany(directory_, transaction, request.person()));
            Person person = request.person();
            person.set_name(NameOf(kPersons, services::RandomId(directory_.randomness())));
            KASVU_RETURN_IF_ERROR(directory_.vault().EnsureKeys({person.name()}));
            KASVU_RETURN_IF_ERROR(people.Insert(transaction, person, call.now));
            return person.name();
          }));
  KASVU_ASSIGN_OR_RETURN(response,
                         directory_.people().Get(*directory_.store().TakeSnapshot(), name));
  return absl::OkStatus();
}

absl::Status PersonServer::GetPerson(const Call& call, const kasvu::v1::GetPersonRequest& request,
                                     Person& response) {
  KASVU_ASSIGN_OR_RETURN(
      const Person person,
      directory_.people().Get(*directory_.store().TakeSnapshot(), request.name()));
  std::optional<Person> visible = Visible(call, mandates(), person);
  if (!visible) return PersonNotFound(request.name());
  response = *std::move(visible);
  return absl::OkStatus();
}

absl::Status PersonServer::BatchGetPersons(const Call& call,
                                           const kasvu::v1::BatchGetPersonsRequest& request,
                                           kasvu::v1::BatchGetPersonsResponse& response) {
  const auto snapshot = directory_.store().TakeSnapshot();
  for (const std::string& name : request.names()) {
    const auto person = directory_.people().Get(*snapshot, name);
    if (ReasonOf(person.status()) == "PERSON_NOT_FOUND") continue;
    KASVU_RETURN_IF_ERROR(person.status());
    std::optional<Person> visible = Visible(call, mandates(), *person);
    if (visible) *response.add_persons() = *std::move(visible);
  }
  return absl::OkStatus();
}

absl::Status PersonServer::ListPersons(const Call& call,
                                       const kasvu::v1::ListPersonsRequest& request,
                                       kasvu::v1::ListPersonsResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string after, services::ReadPageToken(request));
  const People& people = directory_.people();
  const auto snapshot = directory_.store().TakeSnapshot();
  if (!request.email().empty()) {
    KASVU_ASSIGN_OR_RETURN(const auto name,
                           people.FindByEmail(*snapshot, people.HashOf(request.email())));
    if (!name) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(const Person person, people.Get(*snapshot, *name));
    std::optional<Person> visible = Visible(call, mandates(), person);
    if (visible) *response.add_persons() = *std::move(visible);
    return absl::OkStatus();
  }
  if (!Coordinates(call, mandates())) return services::NotAllowed(call.method->name());
  absl::Status failed;
  std::string last;
  KASVU_RETURN_IF_ERROR(kPersonTable.ScanAfter(
      *snapshot, std::tuple(), {after}, [&](const auto& key, const PersonRecord& record) {
        if (response.persons_size() == size) {
          response.set_next_page_token(services::MakePageToken(request, last));
          return false;
        }
        last = std::get<0>(key);
        auto person = people.Open(last, record);
        failed = person.status();
        if (failed.ok() && *person) *response.add_persons() = **std::move(person);
        return failed.ok();
      }));
  return failed;
}

absl::Status PersonServer::UpdatePerson(const Call& call,
                                        const kasvu::v1::UpdatePersonRequest& request,
                                        Person& response) {
  KASVU_ASSIGN_OR_RETURN(
      const std::string name,
      directory_.Once(
          call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
            KASVU_ASSIGN_OR_RETURN(const Person before,
                                   directory_.people().Get(transaction, request.person().name()));
            KASVU_ASSIGN_OR_RETURN(const Person after, Changed(before, request));
            KASVU_RETURN_IF_ERROR(CheckCompany(directory_, transaction, after));
            KASVU_RETURN_IF_ERROR(directory_.people().Update(transaction, after));
            return after.name();
          }));
  KASVU_ASSIGN_OR_RETURN(response,
                         directory_.people().Get(*directory_.store().TakeSnapshot(), name));
  return absl::OkStatus();
}

absl::Status PersonServer::ErasePerson(const Call& call,
                                       const kasvu::v1::ErasePersonRequest& request,
                                       kasvu::v1::ErasePersonResponse&) {
  const auto begun = directory_.Once(
      call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
        KASVU_RETURN_IF_ERROR(directory_.BeginErasure(transaction, request.name()));
        return std::string();
      });
  KASVU_RETURN_IF_ERROR(begun.status());
  return directory_.FinishErasure(request.name());
}

absl::Status PersonServer::ImportPersons(const Call& call,
                                         const kasvu::v1::ImportPersonsRequest& request,
                                         kasvu::v1::ImportPersonsResponse& response) {
  const ImportPlaces places{directory_.people(), directory_.companies(), directory_.vault(),
                            directory_.randomness()};
  if (request.validate_only()) {
    const auto transaction = directory_.store().Begin();
    KASVU_ASSIGN_OR_RETURN(response, Import(places, *transaction, request, call.now));
    return absl::OkStatus();
  }
  KASVU_ASSIGN_OR_RETURN(
      const std::string results,
      directory_.Once(call, request,
                      [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
                        KASVU_ASSIGN_OR_RETURN(const auto imported,
                                               Import(places, transaction, request, call.now));
                        return imported.SerializeAsString();
                      }));
  return response.ParseFromString(results) ? absl::OkStatus()
                                           : absl::DataLossError("a stored answer");
}

}  // namespace kasvu::directory

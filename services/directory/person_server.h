// PersonService over the directory.
#pragma once

#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/common/rpc_service.h"
#include "services/directory/directory.h"

namespace kasvu::directory {

class PersonServer : public services::RpcService {
 public:
  // `directory` outlives it.
  PersonServer(Directory& directory, const services::Surroundings& surroundings);

  // Ends the streams that are open, so that the server can stop.
  void EndStreams() { directory_.changed().Close(); }

 private:
  using Call = services::Call;

  absl::Status CreatePerson(const Call&, const kasvu::v1::CreatePersonRequest&, kasvu::v1::Person&);
  absl::Status GetPerson(const Call&, const kasvu::v1::GetPersonRequest&, kasvu::v1::Person&);
  absl::Status BatchGetPersons(const Call&, const kasvu::v1::BatchGetPersonsRequest&,
                               kasvu::v1::BatchGetPersonsResponse&);
  absl::Status ListPersons(const Call&, const kasvu::v1::ListPersonsRequest&,
                           kasvu::v1::ListPersonsResponse&);
  absl::Status UpdatePerson(const Call&, const kasvu::v1::UpdatePersonRequest&, kasvu::v1::Person&);
  absl::Status ErasePerson(const Call&, const kasvu::v1::ErasePersonRequest&,
                           kasvu::v1::ErasePersonResponse&);
  absl::Status ImportPersons(const Call&, const kasvu::v1::ImportPersonsRequest&,
                             kasvu::v1::ImportPersonsResponse&);

  absl::Status CreateCompany(const Call&, const kasvu::v1::CreateCompanyRequest&,
                             kasvu::v1::Company&);
  absl::Status BatchGetCompanies(const Call&, const kasvu::v1::BatchGetCompaniesRequest&,
                                 kasvu::v1::BatchGetCompaniesResponse&);
  absl::Status ListCompanies(const Call&, const kasvu::v1::ListCompaniesRequest&,
                             kasvu::v1::ListCompaniesResponse&);

  absl::Status GrantMandate(const Call&, const kasvu::v1::GrantMandateRequest&,
                            kasvu::v1::Mandate&);
  absl::Status EndMandate(const Call&, const kasvu::v1::EndMandateRequest&, kasvu::v1::Mandate&);
  absl::Status ListMandates(const Call&, const kasvu::v1::ListMandatesRequest&,
                            kasvu::v1::ListMandatesResponse&);
  absl::StatusOr<services::Watch<kasvu::v1::DirectoryChange>> WatchDirectory(
      const Call&, const kasvu::v1::WatchDirectoryRequest&);

  Directory& directory_;
};

}  // namespace kasvu::directory

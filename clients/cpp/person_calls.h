// The calls of the directory. What each does and answers is said in
// proto/kasvu/v1/person_service.proto.
#pragma once

#include "clients/cpp/connection.h"
#include "kasvu/v1/person_service.pb.h"

namespace kasvu::client {

inline constexpr Method<kasvu::v1::CreatePersonRequest, kasvu::v1::Person> kCreatePerson{
    "kasvu.v1.PersonService.CreatePerson"};
inline constexpr Method<kasvu::v1::GetPersonRequest, kasvu::v1::Person> kGetPerson{
    "kasvu.v1.PersonService.GetPerson"};
inline constexpr Method<kasvu::v1::BatchGetPersonsRequest, kasvu::v1::BatchGetPersonsResponse>
    kBatchGetPersons{"kasvu.v1.PersonService.BatchGetPersons"};
inline constexpr Method<kasvu::v1::ListPersonsRequest, kasvu::v1::ListPersonsResponse> kListPersons{
    "kasvu.v1.PersonService.ListPersons"};
inline constexpr Method<kasvu::v1::UpdatePersonRequest, kasvu::v1::Person> kUpdatePerson{
    "kasvu.v1.PersonService.UpdatePerson"};
inline constexpr Method<kasvu::v1::ErasePersonRequest, kasvu::v1::ErasePersonResponse> kErasePerson{
    "kasvu.v1.PersonService.ErasePerson"};
inline constexpr Method<kasvu::v1::ImportPersonsRequest, kasvu::v1::ImportPersonsResponse>
    kImportPersons{"kasvu.v1.PersonService.ImportPersons"};
inline constexpr Method<kasvu::v1::CreateCompanyRequest, kasvu::v1::Company> kCreateCompany{
    "kasvu.v1.PersonService.CreateCompany"};
inline constexpr Method<kasvu::v1::BatchGetCompaniesRequest, kasvu::v1::BatchGetCompaniesResponse>
    kBatchGetCompanies{"kasvu.v1.PersonService.BatchGetCompanies"};
inline constexpr Method<kasvu::v1::ListCompaniesRequest, kasvu::v1::ListCompaniesResponse>
    kListCompanies{"kasvu.v1.PersonService.ListCompanies"};
inline constexpr Method<kasvu::v1::GrantMandateRequest, kasvu::v1::Mandate> kGrantMandate{
    "kasvu.v1.PersonService.GrantMandate"};
inline constexpr Method<kasvu::v1::EndMandateRequest, kasvu::v1::Mandate> kEndMandate{
    "kasvu.v1.PersonService.EndMandate"};
inline constexpr Method<kasvu::v1::ListMandatesRequest, kasvu::v1::ListMandatesResponse>
    kListMandates{"kasvu.v1.PersonService.ListMandates"};

}  // namespace kasvu::client

// The calls of PersonService about companies.

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "registers/business_id.h"
#include "services/common/page_token.h"
#include "services/common/random_ids.h"
#include "services/directory/errors.h"
#include "services/directory/names.h"
#include "services/directory/person_server.h"
#include "services/directory/tables.h"
#include "services/directory/visibility.h"

namespace kasvu::directory {

using kasvu::storage::v1::CompanyRecord;
using kasvu::v1::Company;

absl::Status PersonServer::CreateCompany(const Call& call,
                                         const kasvu::v1::CreateCompanyRequest& request,
                                         Company& response) {
  Company company = request.company();
  auto faults = FaultsOf(company, "company");
  if (!company.business_id().empty()) {
    const auto business_id = registers::ParseBusinessId(company.business_id());
    if (business_id.ok()) {
      company.set_business_id(*business_id);
    } else {
      faults.emplace_back("company.business_id", std::string(business_id.status().message()));
    }
  }
  if (!faults.empty()) return InvalidFields(faults);
  KASVU_ASSIGN_OR_RETURN(
      const std::string name,
      directory_.Once(
          call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
            const Companies& companies = directory_.companies();
            KASVU_ASSIGN_OR_RETURN(
                const auto owner,
                companies.FindByBusinessId(transaction, companies.HashOf(company.business_id())));
            if (owner) return BusinessIdTaken(*owner);
            company.set_name(NameOf(kCompanies, services::RandomId(directory_.randomness())));
            KASVU_RETURN_IF_ERROR(directory_.vault().EnsureKeys({company.name()}));
            KASVU_RETURN_IF_ERROR(companies.Insert(transaction, company, call.now));
            return company.name();
          }));
  KASVU_ASSIGN_OR_RETURN(response,
                         directory_.companies().Get(*directory_.store().TakeSnapshot(), name));
  return absl::OkStatus();
}

absl::Status PersonServer::BatchGetCompanies(const Call& call,
                                             const kasvu::v1::BatchGetCompaniesRequest& request,
                                             kasvu::v1::BatchGetCompaniesResponse& response) {
  const auto snapshot = directory_.store().TakeSnapshot();
  // Whoever has a mandate sees companies; anybody else her own.
  const bool all =
      Coordinates(call, mandates()) || !mandates().RolesOf(call.actor.person(), call.today).empty();
  std::string own;
  if (!all) {
    const auto actor = directory_.people().Get(*snapshot, call.actor.person());
    if (actor.ok()) own = actor->company();
  }
  for (const std::string& name : request.names()) {
    if (!all && name != own) continue;
    auto company = directory_.companies().Get(*snapshot, name);
    if (ReasonOf(company.status()) == "COMPANY_NOT_FOUND") continue;
    KASVU_RETURN_IF_ERROR(company.status());
    *response.add_companies() = *std::move(company);
  }
  return absl::OkStatus();
}

absl::Status PersonServer::ListCompanies(const Call&,
                                         const kasvu::v1::ListCompaniesRequest& request,
                                         kasvu::v1::ListCompaniesResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string after, services::ReadPageToken(request));
  const Companies& companies = directory_.companies();
  const auto snapshot = directory_.store().TakeSnapshot();
  if (!request.business_id().empty()) {
    const auto business_id = registers::ParseBusinessId(request.business_id());
    // What is no business id, no company has.
    if (!business_id.ok()) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(const auto name,
                           companies.FindByBusinessId(*snapshot, companies.HashOf(*business_id)));
    if (!name) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(*response.add_companies(), companies.Get(*snapshot, *name));
    return absl::OkStatus();
  }
  absl::Status failed;
  std::string last;
  KASVU_RETURN_IF_ERROR(kCompanyTable.ScanAfter(
      *snapshot, std::tuple(), {after}, [&](const auto& key, const CompanyRecord& record) {
        if (response.companies_size() == size) {
          response.set_next_page_token(services::MakePageToken(request, last));
          return false;
        }
        last = std::get<0>(key);
        auto company = companies.Open(last, record);
        failed = company.status();
        if (failed.ok() && *company) *response.add_companies() = **std::move(company);
        return failed.ok();
      }));
  return failed;
}

}  // namespace kasvu::directory

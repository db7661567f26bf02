#include "clients/cli/companies.h"

#include "clients/cli/fetch.h"
#include "clients/cpp/person_calls.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

std::map<std::string, v1::Company> CompaniesNamed(Frame& frame,
                                                  const std::vector<std::string>& names) {
  return FetchNamed(
      frame, client::kBatchGetCompanies, names,
      [](const v1::BatchGetCompaniesResponse& response) { return response.companies(); });
}

}  // namespace kasvu::cli

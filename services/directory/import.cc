#include "services/directory/import.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "registers/business_id.h"
#include "services/common/field_rules.h"
#include "services/common/random_ids.h"
#include "services/directory/names.h"

namespace kasvu::directory {

using kasvu::v1::Company;
using kasvu::v1::ImportPersonsRequest;
using kasvu::v1::ImportPersonsResponse;
using kasvu::v1::ImportResult;
using kasvu::v1::ImportRow;
using kasvu::v1::Person;

namespace {

// What is to be written for one row.
struct Plan {
  std::optional<Person> new_person;
  std::optional<Person> changed_person;  // found, and given a company
  std::optional<Company> new_company;
};

// Goes through the rows in order; what earlier rows bring is known to the later ones.
class Planner {
 public:
  Planner(const ImportPlaces& places, const storage::Reader& reader)
      : places_(places), reader_(reader) {}

  // Fills in the result of one row and says what is to be written for it.
  absl::StatusOr<Plan> Take(const ImportRow& row, ImportResult& result) {
    if (const absl::Status faults = Check(row); !faults.ok()) {
      Refuse(ReasonOf(faults), faults.message(), result);
      return Plan();
    }
    Plan plan;
    const std::string hash = places_.people.HashOf(row.person().email());
    KASVU_ASSIGN_OR_RETURN(std::optional<Person> found, FindPerson(hash));
    Person person = found.value_or(row.person());
    if (!found) {
      person.set_name(NameOf(kPersons, services::RandomId(places_.randomness)));
      person.clear_company();
    }
    if (row.has_company() && person.company().empty()) {
      KASVU_ASSIGN_OR_RETURN(const std::string company, CompanyOf(row.company(), plan));
      person.set_company(company);
      if (found) plan.changed_person = person;
    }
    if (!found) plan.new_person = person;
    result.set_outcome(found ? ImportResult::OUTCOME_FOUND : ImportResult::OUTCOME_CREATED);
    result.set_person(person.name());
    result.set_company(person.company());
    persons_.insert_or_assign(hash, std::move(person));
    return plan;
  }

 private:
  static void Refuse(std::string_view reason, absl::string_view message, ImportResult& result) {
    result.set_outcome(ImportResult::OUTCOME_REFUSED);
    result.set_reason(std::string(reason));
    result.set_message(std::string(message));
  }

  static absl::Status Check(const ImportRow& row) {
    KASVU_RETURN_IF_ERROR(services::MessageRules::Of(row.GetDescriptor()).Check(row));
    const auto faults = FaultsOf(row.company(), "company");
    if (!faults.empty()) return InvalidFields(faults);
    if (row.person().email().empty()) {
      return Error(absl::StatusCode::kInvalidArgument, "EMAIL_MISSING",
                   "a person without an e-mail address would be added again by the same list; "
                   "add her by hand");
    }
    if (row.company().business_id().empty()) return absl::OkStatus();
    const absl::Status business_id =
        registers::ParseBusinessId(row.company().business_id()).status();
    if (business_id.ok()) return absl::OkStatus();
    // Its own sentence may repeat the id, and the results are kept for a repeat.
    const std::string reason = ReasonOf(business_id);
    return Error(absl::StatusCode::kInvalidArgument, reason,
                 reason == "BUSINESS_ID_CHECK_DIGIT"
                     ? "the check digit of the business id is wrong; one digit may be mistyped"
                     : "the business id has to be seven digits, a hyphen and a digit");
  }

  absl::StatusOr<std::optional<Person>> FindPerson(const std::string& hash) const {
    if (const auto known = persons_.find(hash); known != persons_.end()) return known->second;
    KASVU_ASSIGN_OR_RETURN(const auto name, places_.people.FindByEmail(reader_, hash));
    if (!name) return std::nullopt;
    return places_.people.Get(reader_, *name);
  }

  // The name of the company, which is planned when it is new.
  absl::StatusOr<std::string> CompanyOf(Company company, Plan& plan) {
    if (!company.business_id().empty()) {
      KASVU_ASSIGN_OR_RETURN(*company.mutable_business_id(),
                             registers::ParseBusinessId(company.business_id()));
    }
    const std::string hash = places_.companies.HashOf(company.business_id());
    if (const auto known = companies_.find(hash); known != companies_.end()) return known->second;
    KASVU_ASSIGN_OR_RETURN(const auto found, places_.companies.FindByBusinessId(reader_, hash));
    if (found) return *found;
    company.set_name(NameOf(kCompanies, services::RandomId(places_.randomness)));
    if (!hash.empty()) companies_.emplace(hash, company.name());
    plan.new_company = company;
    return company.name();
  }

  const ImportPlaces& places_;
  const storage::Reader& reader_;
  std::map<std::string, Person> persons_;         // by the hash of the e-mail
  std::map<std::string, std::string> companies_;  // by the hash of the business id
};

absl::Status Write(const ImportPlaces& places, storage::Transaction& transaction,
                   const std::vector<Plan>& plans, absl::Time now) {
  std::vector<std::string> subjects;
  for (const Plan& plan : plans) {
    if (plan.new_person) subjects.push_back(plan.new_person->name());
    if (plan.new_company) subjects.push_back(plan.new_company->name());
  }
  if (!subjects.empty()) KASVU_RETURN_IF_ERROR(places.vault.EnsureKeys(subjects));
  for (const Plan& plan : plans) {
    if (plan.new_company) {
      KASVU_RETURN_IF_ERROR(places.companies.Insert(transaction, *plan.new_company, now));
    }
    if (plan.new_person) {
      KASVU_RETURN_IF_ERROR(places.people.Insert(transaction, *plan.new_person, now));
    }
    if (plan.changed_person) {
      KASVU_RETURN_IF_ERROR(places.people.Update(transaction, *plan.changed_person));
    }
  }
  return absl::OkStatus();
}

// A dry run has made up ids that nothing will ever have.
void ForgetNewNames(const std::vector<Plan>& plans, ImportPersonsResponse& response) {
  std::map<std::string, bool> made_up;
  for (const Plan& plan : plans) {
    if (plan.new_person) made_up[plan.new_person->name()] = true;
    if (plan.new_company) made_up[plan.new_company->name()] = true;
  }
  for (ImportResult& result : *response.mutable_results()) {
    if (made_up.contains(result.person())) result.clear_person();
    if (made_up.contains(result.company())) result.clear_company();
  }
}

}  // namespace

absl::StatusOr<ImportPersonsResponse> Import(const ImportPlaces& places,
                                             storage::Transaction& transaction,
                                             const ImportPersonsRequest& request, absl::Time now) {
  ImportPersonsResponse response;
  Planner planner(places, transaction);
  std::vector<Plan> plans;
  for (const ImportRow& row : request.rows()) {
    KASVU_ASSIGN_OR_RETURN(Plan plan, planner.Take(row, *response.add_results()));
    plans.push_back(std::move(plan));
  }
  if (request.validate_only()) {
    ForgetNewNames(plans, response);
    return response;
  }
  KASVU_RETURN_IF_ERROR(Write(places, transaction, plans, now));
  return response;
}

}  // namespace kasvu::directory

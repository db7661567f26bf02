#include "services/directory/companies.h"

#include <algorithm>

#include "errors/error.h"
#include "services/directory/errors.h"
#include "services/directory/instant.h"
#include "services/directory/names.h"
#include "services/directory/tables.h"

namespace kasvu::directory {

using kasvu::storage::v1::CompanyContent;
using kasvu::storage::v1::CompanyRecord;
using kasvu::v1::Company;

namespace {

constexpr int kMaxYearsInBusiness = 500;

bool IsSizeClass(const std::string& text) {
  const std::vector<std::string_view> classes = {"1", "2-4", "5-9", "10-49", "50-249", "250-"};
  return text.empty() || std::count(classes.begin(), classes.end(), text) > 0;
}

bool IsIndustryCode(const std::string& text) {
  return text.size() <= 6 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.';
         });
}

}  // namespace

std::vector<std::pair<std::string, std::string>> FaultsOf(const Company& company,
                                                          const std::string& path) {
  std::vector<std::pair<std::string, std::string>> faults;
  if (!IsSizeClass(company.size_class())) {
    faults.emplace_back(path + ".size_class",
                        "has to be one of 1, 2-4, 5-9, 10-49, 50-249 and 250-");
  }
  if (company.years_in_business() < -1 || company.years_in_business() > kMaxYearsInBusiness) {
    faults.emplace_back(path + ".years_in_business", "has to be -1 (not known) to 500");
  }
  const std::string& classification = company.industry().classification();
  const std::string& code = company.industry().code();
  if (classification.empty() != code.empty() ||
      (!classification.empty() && classification != "TOL2008" && classification != "TOL2025")) {
    faults.emplace_back(path + ".industry.classification",
                        "has to be TOL2008 or TOL2025, with a code");
  }
  if (!IsIndustryCode(code)) {
    faults.emplace_back(path + ".industry.code", "has to be a code such as 62010");
  }
  return faults;
}

absl::StatusOr<Company> Companies::Get(const storage::Reader& reader, std::string_view name) const {
  const std::string id = IdOf(kCompanies, name);
  KASVU_ASSIGN_OR_RETURN(const std::optional<CompanyRecord> record,
                         kCompanyTable.Find(reader, {id}));
  if (!record) return CompanyNotFound(name);
  KASVU_ASSIGN_OR_RETURN(std::optional<Company> company, Open(id, *record));
  if (!company) return CompanyNotFound(name);
  return *std::move(company);
}

absl::StatusOr<std::optional<Company>> Companies::Open(const std::string& id,
                                                       const CompanyRecord& record) const {
  Company company;
  company.set_name(NameOf(kCompanies, id));
  const absl::StatusOr<std::string> bytes = vault_.Open(company.name(), record.sealed());
  if (ReasonOf(bytes.status()) == "CONTENT_ERASED") return std::nullopt;
  KASVU_RETURN_IF_ERROR(bytes.status());
  CompanyContent content;
  KASVU_RETURN_IF_ERROR(storage::DecodeRecord(storage::Tag::kCompanies, *bytes, content));
  company.set_display_name(content.display_name());
  company.set_business_id(content.business_id());
  company.set_region(record.region());
  company.set_municipality(record.municipality());
  if (!record.industry().empty()) {
    company.mutable_industry()->set_classification(record.classification());
    company.mutable_industry()->set_code(record.industry());
  }
  company.set_size_class(record.size_class());
  company.set_years_in_business(record.years_in_business());
  *company.mutable_create_time() = InstantOf(record.created_at());
  return company;
}

std::string Companies::HashOf(std::string_view business_id) const {
  return business_id.empty() ? std::string() : vault_.KeyedHash("business-id", business_id);
}

absl::StatusOr<std::optional<std::string>> Companies::FindByBusinessId(
    const storage::Reader& reader, const std::string& hash) const {
  if (hash.empty()) return std::nullopt;
  KASVU_ASSIGN_OR_RETURN(const auto id, kCompanyByBusinessId.Find(reader, {hash}));
  if (!id) return std::nullopt;
  return NameOf(kCompanies, *id);
}

absl::Status Companies::Insert(storage::Transaction& transaction, const Company& company,
                               absl::Time now) const {
  const std::string id = IdOf(kCompanies, company.name());
  CompanyContent content;
  content.set_display_name(company.display_name());
  content.set_business_id(company.business_id());
  CompanyRecord record;
  KASVU_ASSIGN_OR_RETURN(*record.mutable_sealed(),
                         vault_.Seal(company.name(), content.SerializeAsString()));
  record.set_business_id_hash(HashOf(company.business_id()));
  record.set_region(company.region());
  record.set_municipality(company.municipality());
  record.set_classification(company.industry().classification());
  record.set_industry(company.industry().code());
  record.set_size_class(company.size_class());
  record.set_years_in_business(company.years_in_business());
  record.set_created_at(absl::ToUnixMicros(now));
  if (!record.business_id_hash().empty()) {
    KASVU_RETURN_IF_ERROR(
        kCompanyByBusinessId.Insert(transaction, {record.business_id_hash()}, id));
  }
  return kCompanyTable.Insert(transaction, {id}, record);
}

}  // namespace kasvu::directory

#include "services/directory/person_changes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "errors/error.h"
#include "services/common/errors.h"

namespace kasvu::directory {

using kasvu::v1::Person;
using kasvu::v1::UpdatePersonRequest;

namespace {

const std::vector<std::string>& Changeable() {
  static const auto* const fields = new std::vector<std::string>{
      "display_name", "email", "phone", "language", "company", "municipality"};
  return *fields;
}

}  // namespace

absl::StatusOr<Person> Changed(const Person& before, const UpdatePersonRequest& request) {
  const Person& asked = request.person();
  if (!asked.etag().empty() && asked.etag() != before.etag()) {
    return services::EtagMismatch(before.name());
  }
  const auto* reflection = asked.GetReflection();
  const auto field = [&](const std::string& name) {
    return Person::descriptor()->FindFieldByName(name);
  };
  std::vector<std::string> paths(request.update_mask().paths().begin(),
                                 request.update_mask().paths().end());
  for (const std::string& path : paths) {
    if (std::count(Changeable().begin(), Changeable().end(), path) == 0) {
      return InvalidFields({{"update_mask", "names what cannot be changed"}});
    }
  }
  if (paths.empty()) {
    for (const std::string& name : Changeable()) {
      if (reflection->HasField(asked, field(name))) paths.push_back(name);
    }
  }
  Person after = before;
  for (const std::string& path : paths) {
    reflection->SetString(&after, field(path), reflection->GetString(asked, field(path)));
  }
  if (after.display_name().empty()) {
    return InvalidFields({{"person.display_name", "has to be given"}});
  }
  return after;
}

absl::Status CheckCompany(const Directory& directory, const storage::Reader& reader,
                          const Person& person) {
  if (person.company().empty()) return absl::OkStatus();
  return directory.companies().Get(reader, person.company()).status();
}

}  // namespace kasvu::directory

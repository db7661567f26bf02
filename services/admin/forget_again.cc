#include "services/admin/forget_again.h"

#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "services/admin/read_stores.h"
#include "services/directory/forget.h"
#include "storage/erasure_list.h"

namespace kasvu::admin {
namespace {

absl::Status ErasuresMissing(const std::string& path) {
  return cli::Refused("ERASURES_MISSING",
                      {"Unohdettujen luetteloa {path} ei ole; mitään ei tehty.",
                       "Listan över glömda {path} finns inte; inget gjordes.",
                       "There is no list of who was erased at {path}; nothing was done."},
                      {{"path", path}});
}

}  // namespace

absl::StatusOr<std::set<std::string>> ErasedOn(const std::vector<std::string>& lists) {
  std::set<std::string> all;
  for (const std::string& list : lists) {
    std::error_code fault;
    if (!std::filesystem::exists(list, fault)) return ErasuresMissing(list);
    KASVU_ASSIGN_OR_RETURN(const auto subjects, storage::ReadErased(list));
    all.insert(subjects.begin(), subjects.end());
  }
  return all;
}

absl::StatusOr<std::set<std::string>> ForgetAgain(const Place& place,
                                                  std::set<std::string> erased) {
  std::map<std::string, std::unique_ptr<storage::Store>> stores;
  for (const std::string name : kStoresInOrder) {
    KASVU_ASSIGN_OR_RETURN(const bool there, place.Has(name));
    if (!there) continue;
    KASVU_ASSIGN_OR_RETURN(stores[name], place.Open(name));
  }
  const auto keys = stores.find("keys");
  const auto directory = stores.find("directory");
  if (keys != stores.end()) {
    KASVU_ASSIGN_OR_RETURN(const auto known, storage::ErasedIn(*keys->second->TakeSnapshot()));
    erased.insert(known.begin(), known.end());
  }
  for (const std::string& subject : erased) {
    if (directory == stores.end() || !subject.starts_with("persons/")) continue;
    KASVU_RETURN_IF_ERROR(directory::Forget(*directory->second, subject).status());
  }
  if (keys != stores.end()) {
    KASVU_RETURN_IF_ERROR(storage::EraseAll(*keys->second, {erased.begin(), erased.end()}));
  }
  return erased;
}

}  // namespace kasvu::admin

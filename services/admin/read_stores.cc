#include "services/admin/read_stores.h"

#include <utility>

#include "clients/cli/wrong_usage.h"
#include "errors/error.h"

namespace kasvu::admin {

storage::Store* ReadStores::Find(const std::string& name) const {
  const auto found = stores.find(name);
  return found == stores.end() ? nullptr : found->second.get();
}

absl::Status NoDataThere(const std::string& place) {
  return cli::Refused("NO_DATA_THERE",
                      {"Paikassa {place} ei ole Kasvun dataa; tarkista se.",
                       "I {place} finns ingen data från Kasvu; kontrollera det.",
                       "There is no data of Kasvu in {place}; check it."},
                      {{"place", place}});
}

absl::StatusOr<ReadStores> OpenToRead(const Place& place) {
  ReadStores opened;
  for (const std::string name : kStoresInOrder) {
    KASVU_ASSIGN_OR_RETURN(const bool there, place.Mentions(name));
    if (!there) continue;
    auto store = place.OpenToRead(name);
    if (store.ok()) {
      opened.stores.emplace(name, *std::move(store));
    } else {
      opened.closed.emplace(name, store.status());
    }
  }
  if (opened.stores.empty() && opened.closed.empty()) return NoDataThere(place.shown());
  return opened;
}

}  // namespace kasvu::admin

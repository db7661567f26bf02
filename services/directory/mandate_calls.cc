// The calls of PersonService about mandates, and the feed.

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/forms.h"
#include "services/common/page_token.h"
#include "services/common/random_ids.h"
#include "services/common/watch_stream.h"
#include "services/directory/errors.h"
#include "services/directory/mandate_book.h"
#include "services/directory/names.h"
#include "services/directory/person_server.h"
#include "services/directory/tables.h"
#include "services/directory/visibility.h"

namespace kasvu::directory {

using kasvu::v1::DirectoryChange;
using kasvu::v1::Mandate;

namespace {

constexpr size_t kChangesAtOnce = 64;

bool IsScope(const std::string& scope) {
  if (scope == "*") return true;
  for (const std::string_view collection :
       {"cohorts/", "regions/", "organisations/", "publishers/"}) {
    if (scope.starts_with(collection)) {
      return services::IsId(std::string_view(scope).substr(collection.size()));
    }
  }
  return false;
}

}  // namespace

absl::Status PersonServer::GrantMandate(const Call& call,
                                        const kasvu::v1::GrantMandateRequest& request,
                                        Mandate& response) {
  Mandate mandate = request.mandate();
  if (mandate.from_date().empty()) mandate.set_from_date(call.today);
  mandate.set_ended(false);
  if (!IsScope(mandate.scope())) {
    return InvalidFields({{"mandate.scope",
                           "has to be * or the name of a cohort, region, organisation or "
                           "publisher, such as regions/02"}});
  }
  if (!mandate.until_date().empty() && mandate.until_date() < mandate.from_date()) {
    return InvalidFields({{"mandate.until_date", "must not be before from_date"}});
  }
  if (!MayGrant(call, mandates(), mandate)) return services::NotAllowed(call.method->name());
  KASVU_ASSIGN_OR_RETURN(
      const std::string name,
      directory_.Once(
          call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
            KASVU_RETURN_IF_ERROR(directory_.people().Get(transaction, mandate.person()).status());
            KASVU_ASSIGN_OR_RETURN(const std::string same, FindSame(transaction, mandate));
            if (!same.empty()) return MandateExists(same);
            mandate.set_name(NameOf(kMandates, services::RandomId(directory_.randomness())));
            KASVU_RETURN_IF_ERROR(PutMandate(transaction, mandate));
            return mandate.name();
          }));
  KASVU_ASSIGN_OR_RETURN(response, GetMandate(*directory_.store().TakeSnapshot(), name));
  return absl::OkStatus();
}

absl::Status PersonServer::EndMandate(const Call& call, const kasvu::v1::EndMandateRequest& request,
                                      Mandate& response) {
  const std::string until = request.until_date().empty() ? call.today : request.until_date();
  KASVU_ASSIGN_OR_RETURN(
      const std::string name,
      directory_.Once(
          call, request, [&](storage::Transaction& transaction) -> absl::StatusOr<std::string> {
            KASVU_ASSIGN_OR_RETURN(Mandate mandate, GetMandate(transaction, request.name()));
            if (!MayGrant(call, mandates(), mandate)) return MandateNotFound(request.name());
            if (mandate.ended()) return MandateEnded(mandate.name());
            if (until < mandate.from_date()) {
              return InvalidFields({{"until_date", "must not be before the mandate's from_date"}});
            }
            mandate.set_until_date(until);
            mandate.set_ended(true);
            KASVU_RETURN_IF_ERROR(PutMandate(transaction, mandate));
            return mandate.name();
          }));
  KASVU_ASSIGN_OR_RETURN(response, GetMandate(*directory_.store().TakeSnapshot(), name));
  return absl::OkStatus();
}

absl::Status PersonServer::ListMandates(const Call& call,
                                        const kasvu::v1::ListMandatesRequest& request,
                                        kasvu::v1::ListMandatesResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string after, services::ReadPageToken(request));
  std::string person = request.person();
  if (!Coordinates(call, mandates())) {
    if (!person.empty() && person != call.actor.person()) return absl::OkStatus();
    person = call.actor.person();
  }
  const auto snapshot = directory_.store().TakeSnapshot();
  absl::Status failed;
  std::string last;
  const auto take = [&](const std::string& id) {
    auto mandate = GetMandate(*snapshot, NameOf(kMandates, id));
    failed = mandate.status();
    if (!failed.ok()) return false;
    if (!request.scope().empty() && mandate->scope() != request.scope()) return true;
    if (response.mandates_size() == size) {
      response.set_next_page_token(services::MakePageToken(request, last));
      return false;
    }
    last = id;
    *response.add_mandates() = *std::move(mandate);
    return true;
  };
  if (person.empty()) {
    KASVU_RETURN_IF_ERROR(kMandateTable.ScanAfter(
        *snapshot, std::tuple(), {after},
        [&](const auto& key, const auto&) { return take(std::get<0>(key)); }));
  } else {
    const std::string id = IdOf(kPersons, person);
    KASVU_RETURN_IF_ERROR(
        kMandateByPerson.ScanAfter(*snapshot, std::tuple(id), {id, after},
                                   [&](const auto& key) { return take(std::get<1>(key)); }));
  }
  return failed;
}

absl::StatusOr<services::Watch<DirectoryChange>> PersonServer::WatchDirectory(
    const Call&, const kasvu::v1::WatchDirectoryRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const uint64_t newest, NewestPosition(*directory_.store().TakeSnapshot()));
  if (request.position() > newest) return PositionGone(newest);

  struct Progress {
    uint64_t position;
    std::deque<DirectoryChange> read;
    bool told_up_to_date = false;
  };
  auto progress = std::make_shared<Progress>(Progress{request.position(), {}, false});
  const auto next = [this, progress](DirectoryChange& change) -> absl::StatusOr<bool> {
    while (progress->read.empty()) {
      const uint64_t before = progress->position;
      KASVU_ASSIGN_OR_RETURN(auto changes, ChangesAfter(*directory_.store().TakeSnapshot(),
                                                        kChangesAtOnce, progress->position));
      progress->read.assign(std::make_move_iterator(changes.begin()),
                            std::make_move_iterator(changes.end()));
      if (progress->position != before) continue;
      if (progress->told_up_to_date) return false;
      progress->told_up_to_date = true;
      change.set_position(before);
      change.set_up_to_date(true);
      return true;
    }
    change = std::move(progress->read.front());
    progress->read.pop_front();
    return true;
  };
  return services::Watch<DirectoryChange>{directory_.changed(), next};
}

}  // namespace kasvu::directory

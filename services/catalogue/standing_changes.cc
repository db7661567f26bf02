// Giving a version another standing.

#include <utility>

#include "errors/error.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/tables.h"
#include "services/common/digest.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::TemplateStandingRecord;
using kasvu::v1::ChangeStandingRequest;
using kasvu::v1::TemplateVersion;
using services::Call;

namespace {

// A standing belongs to one version, and so does the advice what to take instead.
absl::Status CheckRequest(const ChangeStandingRequest& request) {
  std::vector<std::pair<std::string, std::string>> wrong;
  const auto check = [&](const char* field, const std::string& name) {
    const auto reference = workflows::ParseVersionReference(name);
    if (!reference || reference->version == 0) {
      wrong.emplace_back(field, "has to name a version, such as kasvu/ekollega@1");
    }
  };
  check("name", request.name());
  if (!request.successor().empty()) check("successor", request.successor());
  if (!kasvu::v1::Standing_IsValid(request.standing())) {
    wrong.emplace_back("standing", "is no standing that this server knows");
  }
  return wrong.empty() ? absl::OkStatus() : InvalidFields(wrong);
}

}  // namespace

absl::Status Catalogue::CheckSuccessor(const storage::Reader& reader, const Place& place,
                                       const std::string& successor) const {
  KASVU_ASSIGN_OR_RETURN(const Place other, Find(reader, successor));
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion version, Read(reader, place, kasvu::v1::VIEW_BASIC));
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion instead, Read(reader, other, kasvu::v1::VIEW_BASIC));
  if (instead.name() == version.name() || instead.module() != version.module() ||
      instead.standing() == kasvu::v1::STANDING_WITHDRAWN) {
    return SuccessorUnsuitable(successor);
  }
  return absl::OkStatus();
}

absl::StatusOr<TemplateVersion> Catalogue::ChangeStanding(const Call& call,
                                                          const ChangeStandingRequest& request) {
  KASVU_RETURN_IF_ERROR(CheckRequest(request));
  const std::string fingerprint = services::Blake2b(services::RequestBytes(call, request), 32);
  {
    const auto transaction = store_.Begin();
    KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
    KASVU_RETURN_IF_ERROR(transaction->Lock(StandingsLock()));
    KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
    if (answered) return Get(request.name(), kasvu::v1::VIEW_BASIC);

    KASVU_ASSIGN_OR_RETURN(const Place place, Find(*transaction, request.name()));
    if (!request.successor().empty()) {
      KASVU_RETURN_IF_ERROR(CheckSuccessor(*transaction, place, request.successor()));
    }
    TemplateStandingRecord standing;
    standing.set_standing(request.standing());
    standing.set_changed_at(absl::ToUnixMicros(call.now));
    standing.set_successor(request.successor());
    standing.set_reason(request.reason());
    KASVU_RETURN_IF_ERROR(
        PutStanding(*transaction, {place.publisher, place.id, place.number}, standing));
    KASVU_RETURN_IF_ERROR(requests_.Add(*transaction, call, fingerprint, request.name()));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
  }
  standings_changed_.Raise();
  return Get(request.name(), kasvu::v1::VIEW_BASIC);
}

}  // namespace kasvu::catalogue

// The calls of EnrolmentService on histories.

#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/common/page_token.h"
#include "services/common/today.h"
#include "services/common/watch_stream.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/history_chain.h"
#include "services/engine/names.h"
#include "services/engine/public_history.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"
#include "services/engine/verify.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::HistoryRecord;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::v1::CohortChange;
using workflows::OwnerRef;

// The positions of one page: of the whole history, or of one enrolment's part of it.
absl::StatusOr<std::vector<uint64_t>> PositionsAfter(const storage::Reader& reader,
                                                     const std::string& cohort,
                                                     std::optional<uint32_t> enrolment,
                                                     uint64_t after, uint64_t newest,
                                                     size_t limit) {
  std::vector<uint64_t> positions;
  if (!enrolment) {
    while (positions.size() < limit && after < newest) positions.push_back(++after);
    return positions;
  }
  KASVU_RETURN_IF_ERROR(kHistoryIndex.ScanAfter(reader, std::tuple(cohort, *enrolment),
                                                {cohort, *enrolment, after}, [&](const auto& key) {
                                                  positions.push_back(std::get<2>(key));
                                                  return positions.size() < limit;
                                                }));
  return positions;
}

// Where a watcher stands.
struct Watched {
  std::string cohort;
  uint64_t position;
};

}  // namespace

void EnrolmentServer::BindHistory() {
  StreamOnWorker("WatchCohort", &EnrolmentServer::WatchCohort);
  AnswerOnWorker("ListHistory", &EnrolmentServer::ListHistory);
  AnswerOnWorker("VerifyHistory", &EnrolmentServer::VerifyHistory);
}

absl::StatusOr<services::Watch<CohortChange>> EnrolmentServer::WatchCohort(
    const Call& call, const kasvu::v1::WatchCohortRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.cohort(), OWNER_COHORT));
  const auto at_first = engine().store().TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(*at_first, {place.cohort}));
  if (!head) return NotThere(*at_first, place.cohort);
  if (request.position() > head->position()) return PositionGone(head->position());
  // Its head says where it ends; whom the watcher sees may change while she watches.
  auto next = [this, by = call, watched = Watched{place.cohort, request.position()}](
                  CohortChange& change) mutable -> absl::StatusOr<bool> {
    const auto snapshot = engine().store().TakeSnapshot();
    KASVU_ASSIGN_OR_RETURN(const auto found, kHeadTable.Find(*snapshot, {watched.cohort}));
    if (!found) return NotThere(*snapshot, watched.cohort);
    if (watched.position >= found->position()) return false;
    // A mandate that ends while she watches ends what she sees by it.
    by.now = clock().Now();
    by.today = services::Today(by.now);
    KASVU_ASSIGN_OR_RETURN(const Access access,
                           Access::Of(*snapshot, mandates(), by, watched.cohort));
    while (watched.position < found->position()) {
      KASVU_ASSIGN_OR_RETURN(const HistoryRecord record,
                             ReadRecord(*snapshot, watched.cohort, ++watched.position));
      change = PublicRecord(watched.cohort, record, [&](OwnerRef owner) {
        return access.CheckSees(watched.cohort, owner).ok();
      });
      // What concerns others alone is no change to her.
      if (change.events_size() > 0 || access.sight().everything) return true;
    }
    change.Clear();
    return false;
  };
  return services::Watch<CohortChange>{engine().signals().Of(place.cohort), std::move(next)};
}

absl::Status EnrolmentServer::ListHistory(const Call& call,
                                          const kasvu::v1::ListHistoryRequest& request,
                                          kasvu::v1::ListHistoryResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string token, services::ReadPageToken(request));
  uint64_t after = 0;
  std::from_chars(token.data(), token.data() + token.size(), after);
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  const auto snapshot = engine().store().TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(*snapshot, {place.cohort}));
  if (!head) return NotThere(*snapshot, place.cohort);
  std::optional<uint32_t> enrolment;
  if (!request.enrolment().empty()) {
    enrolment = OrdinalIn(request.enrolment(), place.cohort, OWNER_ENROLMENT);
    if (!enrolment) return EnrolmentNotFound(request.enrolment());
    KASVU_ASSIGN_OR_RETURN(const bool exists,
                           kEnrolmentTable.Contains(*snapshot, {place.cohort, *enrolment}));
    if (!exists) return EnrolmentNotFound(request.enrolment());
  }
  KASVU_ASSIGN_OR_RETURN(const auto positions,
                         PositionsAfter(*snapshot, place.cohort, enrolment, after, head->position(),
                                        static_cast<size_t>(size) + 1));
  size_t bytes = 0;
  for (const uint64_t position : positions) {
    if (response.changes_size() == size || bytes > services::kMaxPageBytes) {
      response.set_next_page_token(services::MakePageToken(request, std::to_string(after)));
      break;
    }
    KASVU_ASSIGN_OR_RETURN(const HistoryRecord record,
                           ReadRecord(*snapshot, place.cohort, position));
    CohortChange& change = *response.add_changes();
    change = PublicRecord(place.cohort, record, [&](OwnerRef owner) {
      return !enrolment || owner == OwnerRef{OWNER_ENROLMENT, *enrolment};
    });
    bytes += change.ByteSizeLong();
    after = position;
  }
  return absl::OkStatus();
}

absl::Status EnrolmentServer::VerifyHistory(const Call& call,
                                            const kasvu::v1::VerifyHistoryRequest& request,
                                            kasvu::v1::VerifyHistoryResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  KASVU_ASSIGN_OR_RETURN(
      response, VerifyCohort(*engine().store().TakeSnapshot(), engine().programs(), place.cohort));
  return absl::OkStatus();
}

}  // namespace kasvu::engine

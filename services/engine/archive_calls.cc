// The calls of EnrolmentService that archive cohorts and purge them.

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/common/page_token.h"
#include "services/engine/archive.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/purge.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::PurgedCohort;
using services::Completion;

// The bytes of a digest in hexadecimal; of anything else bytes that no archive has.
std::string BytesOfHex(const std::string& text) {
  const bool is_hex =
      text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_hex ? absl::HexStringToBytes(text) : std::string();
}

// Whether the cohort was purged against that archive; `response` shows what stays of it then.
absl::StatusOr<bool> WasPurged(const storage::Reader& reader, const std::string& cohort,
                               const std::string& digest, kasvu::v1::Cohort& response) {
  KASVU_ASSIGN_OR_RETURN(const auto purged, kPurgedTable.Find(reader, {cohort}));
  if (!purged || purged->archive_digest() != digest) return false;
  response = PublicCohort(*purged);
  return true;
}

}  // namespace

void EnrolmentServer::BindArchives() {
  AnswerOnWorker("ArchiveCohort", &EnrolmentServer::ArchiveCohort);
  AnswerLater("PurgeCohort", &EnrolmentServer::PurgeCohort);
}

absl::Status EnrolmentServer::ArchiveCohort(const Call& call,
                                            const kasvu::v1::ArchiveCohortRequest& request,
                                            kasvu::v1::ArchiveCohortResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const std::string from, services::ReadPageToken(request));
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_COHORT));
  storage::Store& store = engine().store();
  if (from.empty()) {
    KASVU_RETURN_IF_ERROR(CheckFinished(*store.TakeSnapshot(), place.cohort));
    KASVU_RETURN_IF_ERROR(AnchorEnd(store, place.cohort, call.now));
  }
  KASVU_ASSIGN_OR_RETURN(ArchivePart part, ReadArchive(*store.TakeSnapshot(), place.cohort, from));
  response.set_content(std::move(part.content));
  if (part.place.empty()) {
    response.set_digest(absl::BytesToHexString(part.digest));
  } else {
    response.set_next_page_token(services::MakePageToken(request, part.place));
  }
  return absl::OkStatus();
}

void EnrolmentServer::PurgeCohort(const Call& call, const kasvu::v1::PurgeCohortRequest& request,
                                  kasvu::v1::Cohort& response, Completion complete) {
  OnWorker(call, std::move(complete), [this, call, &request, &response](Completion done) {
    const std::string cohort = CohortIdOf(request.name());
    const std::string digest = BytesOfHex(request.archive_digest());
    const auto snapshot = engine().store().TakeSnapshot();
    // Asked again, as after an answer that was lost.
    const auto again = WasPurged(*snapshot, cohort, digest, response);
    if (!again.ok() || *again) return done(again.status());
    absl::StatusOr<PurgedCohort> purged = PreparePurge(*snapshot, cohort, digest);
    if (!purged.ok()) return done(purged.status());
    purged->set_purged_at(absl::ToUnixMicros(call.now));
    purged->set_purged_by(call.actor.name());
    Order order;
    order.cohort = cohort;
    order.connection = call.connection;
    order.expires = call.expires;
    order.purge = [purged = *purged](const WorkingCohort& working, storage::Writer& writer) {
      // All that was archived follows from the history.
      if (working.head().hash() != purged.hash()) {
        return PurgeNotArchived(CohortName(purged.cohort().id()));
      }
      return BeginPurge(writer, purged);
    };
    order.answer = [&response, purged = *purged](const Outcome&) {
      response = PublicCohort(purged);
      return absl::OkStatus();
    };
    order.done = [this, cohort, digest, &response,
                  done = std::move(done)](const absl::Status& status) mutable {
      if (status.ok()) engine().purger().Note();
      // Asked again while the first was under way.
      const bool was_purged =
          ReasonOf(status) == "COHORT_PURGED" &&
          WasPurged(*engine().store().TakeSnapshot(), cohort, digest, response).value_or(false);
      done(was_purged ? absl::OkStatus() : status);
    };
    engine().committer().Submit(std::move(order));
  });
}

}  // namespace kasvu::engine

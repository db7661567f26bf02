// A command on its way through the committer, and what became of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/history.pb.h"
#include "services/common/steady.h"
#include "services/engine/texts.h"
#include "storage/kv.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

class WorkingCohort;

// What an answer is made of, now or when the same request comes again: the record that the command
// left and the states as they are. Valid during the call that gets it.
struct Outcome {
  const std::string& cohort;
  const kasvu::storage::v1::HistoryRecord* record;  // null: nothing had to be written
  const std::string& remembered;                    // results that no record can tell
  uint64_t position;                                // of the cohort's history now
  workflows::View view;
};

// Fills the response from the outcome. Called at most once, when the order is on the disk.
using Answer = absl::AnyInvocable<absl::Status(const Outcome&)>;
// Called once, after the answer; sends what it has filled, or the error.
using Done = absl::AnyInvocable<void(const absl::Status&)>;

// What an order of its own kind, which looks at everybody in a cohort, comes to.
struct WideDecision {
  std::vector<kasvu::storage::v1::Event> events;  // none: nothing is written
  std::string remembered;                         // see Outcome
};

struct Order {
  std::string cohort;  // its id
  // Nothing: only what time has settled.
  std::optional<workflows::Command> command;
  // In place of a command: decides on the whole cohort, in which time has caught up for everybody.
  // May be called more than once.
  std::function<absl::StatusOr<WideDecision>(const workflows::View&)> decide;
  // In place of both: takes the cohort away. Writes what stays in its place, or refuses and writes
  // nothing. May be called more than once.
  std::function<absl::Status(const WorkingCohort&, storage::Writer&)> purge;
  // The version that its events may lead to, and its digest.
  std::shared_ptr<const workflows::Program> target;
  std::string target_digest;
  workflows::Doer doer;
  std::string actor;        // as history names it
  std::string rpc;          // EnrolmentService.StartCohort
  std::string request_id;   // empty: the order is not kept
  std::string fingerprint;  // keyed, of the request
  // Whose call it is, so that each connection has its share of the queue; none: the server's own,
  // which is never refused.
  std::optional<uint64_t> connection;
  // Not decided when that is over.
  services::Instant expires = services::Instant::max();
  // Of a cohort that is about to be created.
  std::shared_ptr<const workflows::Program> program;
  LateSeal seal;  // of the command's words; may be empty
  Answer answer;  // may be empty
  Done done;
};

}  // namespace kasvu::engine

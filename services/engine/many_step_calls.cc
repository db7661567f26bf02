// The call of ProgressService that records many steps.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "services/engine/many_steps.h"
#include "services/engine/progress_server.h"

namespace kasvu::engine {

using kasvu::v1::RecordStepsRequest;
using kasvu::v1::RecordStepsResponse;

void ProgressServer::RecordSteps(const Call& call, const RecordStepsRequest& request,
                                 RecordStepsResponse& response, services::Completion complete) {
  // Before anything is read for it.
  if (const absl::Status room = CheckRoom(call, request); !room.ok()) return complete(room);
  // Hundreds of them would hold up the thread that reads all calls.
  OnWorker(call, std::move(complete), [this, call, &request, &response](services::Completion done) {
    RecordAll(call, request, response, std::move(done));
  });
}

void ProgressServer::RecordAll(const Call& call, const RecordStepsRequest& request,
                               RecordStepsResponse& response, services::Completion complete) {
  const int count = request.steps_size();
  const auto steps =
      std::make_shared<ManySteps>(count, record_step_.name(), response, std::move(complete));
  std::vector<Order> orders;
  std::vector<std::pair<int, absl::Status>> refused;
  for (int i = 0; i < count; ++i) {
    absl::StatusOr<Order> order = OneOf(steps, i, call, request);
    if (order.ok()) {
      orders.push_back(*std::move(order));
    } else {
      refused.emplace_back(i, order.status());
    }
  }
  if (request.validate_only()) {
    DryRun(std::move(orders));
  } else {
    engine().committer().Submit(std::move(orders));
  }
  for (const auto& [i, why] : refused) steps->Done(i, why);
}

absl::StatusOr<Order> ProgressServer::OneOf(const std::shared_ptr<ManySteps>& steps, int index,
                                            const Call& call, const RecordStepsRequest& request) {
  const kasvu::v1::RecordStepRequest& step = request.steps(index);
  // As if it had been asked for by itself: so it is known again by its own request_id.
  Call one = call;
  one.method = &record_step_;
  if (step.request_id().empty()) {
    KASVU_RETURN_IF_ERROR(record_step_.request().Check(step));
    // With a space no other call's id can be like it.
    one.request_id = call.request_id + " " + std::to_string(index);
  } else {
    KASVU_RETURN_IF_ERROR(record_step_.CheckRequest(step));
    one.request_id = step.request_id();
  }
  KASVU_ASSIGN_OR_RETURN(Instruction instruction, RecordStep(one, step));
  instruction.dry_run = request.validate_only();
  Order order = OrderOf(one, step, std::move(instruction));
  order.answer = [steps, index, &step](const Outcome& outcome) {
    return AnswerRecorded(step, outcome, steps->recorded(index));
  };
  order.done = [steps, index](const absl::Status& status) { steps->Done(index, status); };
  return order;
}

}  // namespace kasvu::engine

// ProgressService over the engine.
#pragma once

#include "kasvu/v1/progress_service.grpc.pb.h"
#include "services/engine/engine_server.h"
#include "services/engine/many_steps.h"
#include "services/engine/progress_reads.h"

namespace kasvu::engine {

class ProgressServer : public EngineServer {
 public:
  // `engine` outlives it.
  ProgressServer(Engine& engine, const services::Surroundings& surroundings);

 private:
  using Read = absl::StatusOr<Instruction>;

  // step_calls.cc
  void BindSteps();
  Read RecordStep(const Call&, const kasvu::v1::RecordStepRequest&);
  static absl::Status AnswerRecorded(const kasvu::v1::RecordStepRequest&, const Outcome&,
                                     kasvu::v1::RecordStepResponse&);
  // many_step_calls.cc
  void RecordSteps(const Call&, const kasvu::v1::RecordStepsRequest&,
                   kasvu::v1::RecordStepsResponse&, services::Completion);
  void RecordAll(const Call&, const kasvu::v1::RecordStepsRequest&, kasvu::v1::RecordStepsResponse&,
                 services::Completion);
  // The order for one of many, whose result `steps` collects; what is wrong with it.
  absl::StatusOr<Order> OneOf(const std::shared_ptr<ManySteps>& steps, int index, const Call& call,
                              const kasvu::v1::RecordStepsRequest& request);
  Read WaiveStep(const Call&, const kasvu::v1::WaiveStepRequest&);
  Read CorrectStep(const Call&, const kasvu::v1::CorrectStepRequest&);
  // The programme that governs `place`; the NOT_FOUND of its kind.
  absl::StatusOr<std::shared_ptr<const workflows::Program>> ProgramOf(const Place& place);
  // The command of `request` on the step of `place`, its words to be sealed.
  struct Written {
    workflows::RecordStep command;
    LateSeal seal;
  };
  absl::StatusOr<Written> WorkAt(const Call& call, const Place& place,
                                 const kasvu::v1::RecordStepRequest& request);

  // session_calls.cc
  void BindSessions();
  Read RecordAttendance(const Call&, const kasvu::v1::RecordAttendanceRequest&);
  Read MoveSession(const Call&, const kasvu::v1::MoveSessionRequest&);
  Read CancelSession(const Call&, const kasvu::v1::CancelSessionRequest&);

  absl::Status GetProgress(const Call& call, const kasvu::v1::GetProgressRequest& request,
                           kasvu::v1::EnrolmentProgress& response) {
    return reads_.GetProgress(call, request, response);
  }
  absl::Status GetCohortProgress(const Call& call,
                                 const kasvu::v1::GetCohortProgressRequest& request,
                                 kasvu::v1::CohortProgress& response) {
    return reads_.GetCohortProgress(call, request, response);
  }
  absl::Status ListWorkItems(const Call& call, const kasvu::v1::ListWorkItemsRequest& request,
                             kasvu::v1::ListWorkItemsResponse& response) {
    return reads_.ListWorkItems(call, request, response);
  }

  const ProgressReads reads_;
  const services::MethodRules record_step_;
};

}  // namespace kasvu::engine

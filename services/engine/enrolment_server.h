// EnrolmentService over the engine.
#pragma once

#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "services/engine/engine_server.h"
#include "workflows/migration/plan.h"

namespace kasvu::engine {

class EnrolmentServer : public EngineServer {
 public:
  // `engine` outlives it.
  EnrolmentServer(Engine& engine, const services::Surroundings& surroundings);

 private:
  using Read = absl::StatusOr<Instruction>;

  // cohort_calls.cc
  void BindCohorts();
  void CreateCohort(const Call&, const kasvu::v1::CreateCohortRequest&, kasvu::v1::Cohort&,
                    services::Completion);
  absl::Status GetCohort(const Call&, const kasvu::v1::GetCohortRequest&, kasvu::v1::Cohort&);
  absl::Status ListCohorts(const Call&, const kasvu::v1::ListCohortsRequest&,
                           kasvu::v1::ListCohortsResponse&);
  Read StartCohort(const Call&, const kasvu::v1::StartCohortRequest&);
  Read RescheduleCohort(const Call&, const kasvu::v1::RescheduleCohortRequest&);
  Read CloseCohort(const Call&, const kasvu::v1::CloseCohortRequest&);
  Read CancelCohort(const Call&, const kasvu::v1::CancelCohortRequest&);

  // archive_calls.cc
  void BindArchives();
  absl::Status ArchiveCohort(const Call&, const kasvu::v1::ArchiveCohortRequest&,
                             kasvu::v1::ArchiveCohortResponse&);
  void PurgeCohort(const Call&, const kasvu::v1::PurgeCohortRequest&, kasvu::v1::Cohort&,
                   services::Completion);

  // migration_calls.cc
  void BindMigrations();
  void MigrateCohort(const Call&, const kasvu::v1::MigrateCohortRequest&,
                     kasvu::v1::MigrateCohortResponse&, services::Completion);
  void RevertMigration(const Call&, const kasvu::v1::RevertMigrationRequest&,
                       kasvu::v1::RevertMigrationResponse&, services::Completion);
  // An order that decides about the whole cohort; what decides is still to be set.
  Order WideOrder(const Call& call, const google::protobuf::Message& request, const Place& place,
                  bool dry_run);
  // Carries the order out, or tries it, once the version is known.
  void MigrateTo(const kasvu::v1::MigrateCohortRequest& request, Order order);
  // The version as the cohort would play it.
  absl::StatusOr<workflows::Target> TargetFor(const std::string& cohort,
                                              const PinnedVersion& version);
  absl::StatusOr<WideDecision> DecideMigration(const kasvu::v1::MigrateCohortRequest& request,
                                               const workflows::Target& target,
                                               const workflows::View& view);

  // group_calls.cc
  void BindGroups();
  Read FormGroups(const Call&, const kasvu::v1::FormGroupsRequest&);
  Read MoveEnrolment(const Call&, const kasvu::v1::MoveEnrolmentRequest&);
  absl::Status ListGroups(const Call&, const kasvu::v1::ListGroupsRequest&,
                          kasvu::v1::ListGroupsResponse&);

  // link_calls.cc
  void BindLinks();
  Read AssignLink(const Call&, const kasvu::v1::AssignLinkRequest&);
  Read RotateLinks(const Call&, const kasvu::v1::RotateLinksRequest&);
  Read EndLink(const Call&, const kasvu::v1::EndLinkRequest&);
  Read ConsentToLink(const Call&, const kasvu::v1::ConsentToLinkRequest&);
  absl::Status ListLinks(const Call&, const kasvu::v1::ListLinksRequest&,
                         kasvu::v1::ListLinksResponse&);

  // enrolment_calls.cc
  void BindEnrolments();
  Read CreateEnrolments(const Call&, const kasvu::v1::CreateEnrolmentsRequest&);
  absl::Status GetEnrolment(const Call&, const kasvu::v1::GetEnrolmentRequest&,
                            kasvu::v1::Enrolment&);
  absl::Status ListEnrolments(const Call&, const kasvu::v1::ListEnrolmentsRequest&,
                              kasvu::v1::ListEnrolmentsResponse&);
  Read AcceptEnrolments(const Call&, const kasvu::v1::AcceptEnrolmentsRequest&);
  Read WaitlistEnrolment(const Call&, const kasvu::v1::WaitlistEnrolmentRequest&);
  Read PauseEnrolment(const Call&, const kasvu::v1::PauseEnrolmentRequest&);
  Read ResumeEnrolment(const Call&, const kasvu::v1::ResumeEnrolmentRequest&);
  Read WithdrawEnrolment(const Call&, const kasvu::v1::WithdrawEnrolmentRequest&);
  Read ReturnEnrolment(const Call&, const kasvu::v1::ReturnEnrolmentRequest&);

  // history_calls.cc
  void BindHistory();
  absl::StatusOr<services::Watch<kasvu::v1::CohortChange>> WatchCohort(
      const Call&, const kasvu::v1::WatchCohortRequest&);
  absl::Status ListHistory(const Call&, const kasvu::v1::ListHistoryRequest&,
                           kasvu::v1::ListHistoryResponse&);
  absl::Status VerifyHistory(const Call&, const kasvu::v1::VerifyHistoryRequest&,
                             kasvu::v1::VerifyHistoryResponse&);
};

}  // namespace kasvu::engine

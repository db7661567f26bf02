// The calls about cohorts, groups, links and enrolments. What each does and answers is said in
// proto/kasvu/v1/enrolment_service.proto.
#pragma once

#include "clients/cpp/connection.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::client {

inline constexpr Method<kasvu::v1::CreateCohortRequest, kasvu::v1::Cohort> kCreateCohort{
    "kasvu.v1.EnrolmentService.CreateCohort"};
inline constexpr Method<kasvu::v1::GetCohortRequest, kasvu::v1::Cohort> kGetCohort{
    "kasvu.v1.EnrolmentService.GetCohort"};
inline constexpr Method<kasvu::v1::ListCohortsRequest, kasvu::v1::ListCohortsResponse> kListCohorts{
    "kasvu.v1.EnrolmentService.ListCohorts"};
inline constexpr Method<kasvu::v1::StartCohortRequest, kasvu::v1::Cohort> kStartCohort{
    "kasvu.v1.EnrolmentService.StartCohort"};
inline constexpr Method<kasvu::v1::RescheduleCohortRequest, kasvu::v1::Cohort> kRescheduleCohort{
    "kasvu.v1.EnrolmentService.RescheduleCohort"};
inline constexpr Method<kasvu::v1::CloseCohortRequest, kasvu::v1::Cohort> kCloseCohort{
    "kasvu.v1.EnrolmentService.CloseCohort"};
inline constexpr Method<kasvu::v1::CancelCohortRequest, kasvu::v1::Cohort> kCancelCohort{
    "kasvu.v1.EnrolmentService.CancelCohort"};
inline constexpr Method<kasvu::v1::ArchiveCohortRequest, kasvu::v1::ArchiveCohortResponse>
    kArchiveCohort{"kasvu.v1.EnrolmentService.ArchiveCohort"};
inline constexpr Method<kasvu::v1::PurgeCohortRequest, kasvu::v1::Cohort> kPurgeCohort{
    "kasvu.v1.EnrolmentService.PurgeCohort"};
inline constexpr Method<kasvu::v1::MigrateCohortRequest, kasvu::v1::MigrateCohortResponse>
    kMigrateCohort{"kasvu.v1.EnrolmentService.MigrateCohort"};
inline constexpr Method<kasvu::v1::RevertMigrationRequest, kasvu::v1::RevertMigrationResponse>
    kRevertMigration{"kasvu.v1.EnrolmentService.RevertMigration"};
inline constexpr Method<kasvu::v1::FormGroupsRequest, kasvu::v1::FormGroupsResponse> kFormGroups{
    "kasvu.v1.EnrolmentService.FormGroups"};
inline constexpr Method<kasvu::v1::MoveEnrolmentRequest, kasvu::v1::Enrolment> kMoveEnrolment{
    "kasvu.v1.EnrolmentService.MoveEnrolment"};
inline constexpr Method<kasvu::v1::ListGroupsRequest, kasvu::v1::ListGroupsResponse> kListGroups{
    "kasvu.v1.EnrolmentService.ListGroups"};
inline constexpr Method<kasvu::v1::AssignLinkRequest, kasvu::v1::LinkBinding> kAssignLink{
    "kasvu.v1.EnrolmentService.AssignLink"};
inline constexpr Method<kasvu::v1::RotateLinksRequest, kasvu::v1::RotateLinksResponse> kRotateLinks{
    "kasvu.v1.EnrolmentService.RotateLinks"};
inline constexpr Method<kasvu::v1::EndLinkRequest, kasvu::v1::LinkBinding> kEndLink{
    "kasvu.v1.EnrolmentService.EndLink"};
inline constexpr Method<kasvu::v1::ConsentToLinkRequest, kasvu::v1::LinkBinding> kConsentToLink{
    "kasvu.v1.EnrolmentService.ConsentToLink"};
inline constexpr Method<kasvu::v1::ListLinksRequest, kasvu::v1::ListLinksResponse> kListLinks{
    "kasvu.v1.EnrolmentService.ListLinks"};
inline constexpr Method<kasvu::v1::CreateEnrolmentsRequest, kasvu::v1::CreateEnrolmentsResponse>
    kCreateEnrolments{"kasvu.v1.EnrolmentService.CreateEnrolments"};
inline constexpr Method<kasvu::v1::GetEnrolmentRequest, kasvu::v1::Enrolment> kGetEnrolment{
    "kasvu.v1.EnrolmentService.GetEnrolment"};
inline constexpr Method<kasvu::v1::ListEnrolmentsRequest, kasvu::v1::ListEnrolmentsResponse>
    kListEnrolments{"kasvu.v1.EnrolmentService.ListEnrolments"};
inline constexpr Method<kasvu::v1::AcceptEnrolmentsRequest, kasvu::v1::AcceptEnrolmentsResponse>
    kAcceptEnrolments{"kasvu.v1.EnrolmentService.AcceptEnrolments"};
inline constexpr Method<kasvu::v1::WaitlistEnrolmentRequest, kasvu::v1::Enrolment>
    kWaitlistEnrolment{"kasvu.v1.EnrolmentService.WaitlistEnrolment"};
inline constexpr Method<kasvu::v1::PauseEnrolmentRequest, kasvu::v1::Enrolment> kPauseEnrolment{
    "kasvu.v1.EnrolmentService.PauseEnrolment"};
inline constexpr Method<kasvu::v1::ResumeEnrolmentRequest, kasvu::v1::Enrolment> kResumeEnrolment{
    "kasvu.v1.EnrolmentService.ResumeEnrolment"};
inline constexpr Method<kasvu::v1::WithdrawEnrolmentRequest, kasvu::v1::Enrolment>
    kWithdrawEnrolment{"kasvu.v1.EnrolmentService.WithdrawEnrolment"};
inline constexpr Method<kasvu::v1::ReturnEnrolmentRequest, kasvu::v1::Enrolment> kReturnEnrolment{
    "kasvu.v1.EnrolmentService.ReturnEnrolment"};
inline constexpr Method<kasvu::v1::ListHistoryRequest, kasvu::v1::ListHistoryResponse> kListHistory{
    "kasvu.v1.EnrolmentService.ListHistory"};
inline constexpr Method<kasvu::v1::VerifyHistoryRequest, kasvu::v1::VerifyHistoryResponse>
    kVerifyHistory{"kasvu.v1.EnrolmentService.VerifyHistory"};

}  // namespace kasvu::client

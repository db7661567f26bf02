// The calls about what is done and where everyone stands. What each does and answers is said in
// proto/kasvu/v1/progress_service.proto.
#pragma once

#include "clients/cpp/connection.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::client {

inline constexpr Method<kasvu::v1::RecordStepRequest, kasvu::v1::RecordStepResponse> kRecordStep{
    "kasvu.v1.ProgressService.RecordStep"};
inline constexpr Method<kasvu::v1::RecordStepsRequest, kasvu::v1::RecordStepsResponse> kRecordSteps{
    "kasvu.v1.ProgressService.RecordSteps"};
inline constexpr Method<kasvu::v1::RecordAttendanceRequest, kasvu::v1::RecordAttendanceResponse>
    kRecordAttendance{"kasvu.v1.ProgressService.RecordAttendance"};
inline constexpr Method<kasvu::v1::WaiveStepRequest, kasvu::v1::StepProgress> kWaiveStep{
    "kasvu.v1.ProgressService.WaiveStep"};
inline constexpr Method<kasvu::v1::CorrectStepRequest, kasvu::v1::StepProgress> kCorrectStep{
    "kasvu.v1.ProgressService.CorrectStep"};
inline constexpr Method<kasvu::v1::MoveSessionRequest, kasvu::v1::Group> kMoveSession{
    "kasvu.v1.ProgressService.MoveSession"};
inline constexpr Method<kasvu::v1::CancelSessionRequest, kasvu::v1::Group> kCancelSession{
    "kasvu.v1.ProgressService.CancelSession"};
inline constexpr Method<kasvu::v1::GetProgressRequest, kasvu::v1::EnrolmentProgress> kGetProgress{
    "kasvu.v1.ProgressService.GetProgress"};
inline constexpr Method<kasvu::v1::GetCohortProgressRequest, kasvu::v1::CohortProgress>
    kGetCohortProgress{"kasvu.v1.ProgressService.GetCohortProgress"};
inline constexpr Method<kasvu::v1::ListWorkItemsRequest, kasvu::v1::ListWorkItemsResponse>
    kListWorkItems{"kasvu.v1.ProgressService.ListWorkItems"};

}  // namespace kasvu::client

// The lists of calls against the descriptors: each is there, with the types it really takes.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

#include "clients/cpp/clock_calls.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/person_calls.h"
#include "clients/cpp/progress_calls.h"
#include "clients/cpp/template_calls.h"
#include "google/protobuf/descriptor.h"

namespace kasvu::client {
namespace {

using google::protobuf::DescriptorPool;
using Types = std::pair<std::string, std::string>;

template <class... Methods>
std::map<std::string, Types> ByName(const Methods&... methods) {
  return {{std::string(methods.name),
           {Methods::Request::descriptor()->full_name(),
            Methods::Response::descriptor()->full_name()}}...};
}

struct Case {
  std::string service;
  std::map<std::string, Types> listed;
};

class CallsTest : public ::testing::TestWithParam<Case> {};

TEST_P(CallsTest, AreThoseOfTheService) {
  const auto* const service =
      DescriptorPool::generated_pool()->FindServiceByName(GetParam().service);
  ASSERT_NE(service, nullptr);
  std::map<std::string, Types> served;
  for (int i = 0; i < service->method_count(); ++i) {
    const auto& method = *service->method(i);
    if (method.server_streaming()) continue;
    served[method.full_name()] = {method.input_type()->full_name(),
                                  method.output_type()->full_name()};
  }
  EXPECT_EQ(GetParam().listed, served);
}

INSTANTIATE_TEST_SUITE_P(
    Services, CallsTest,
    ::testing::Values(
        Case{"kasvu.v1.ClockService", ByName(kGetClock, kSetClock)},
        Case{"kasvu.v1.TemplateService",
             ByName(kCheckTemplate, kPublishTemplate, kGetTemplateVersion, kListTemplates,
                    kListTemplateVersions, kDiffTemplates, kMergeTemplate, kDeclineTemplateVersion,
                    kGetLineage, kChangeStanding, kExportTemplate, kImportTemplate, kTrustKey,
                    kListKeys)},
        Case{"kasvu.v1.PersonService",
             ByName(kCreatePerson, kGetPerson, kBatchGetPersons, kListPersons, kUpdatePerson,
                    kErasePerson, kImportPersons, kCreateCompany, kBatchGetCompanies,
                    kListCompanies, kGrantMandate, kEndMandate, kListMandates)},
        Case{
            "kasvu.v1.EnrolmentService",
            ByName(kCreateCohort, kGetCohort, kListCohorts, kStartCohort, kRescheduleCohort,
                   kCloseCohort, kCancelCohort, kMigrateCohort, kRevertMigration, kFormGroups,
                   kMoveEnrolment, kListGroups, kAssignLink, kRotateLinks, kEndLink, kConsentToLink,
                   kListLinks, kCreateEnrolments, kGetEnrolment, kListEnrolments, kAcceptEnrolments,
                   kWaitlistEnrolment, kPauseEnrolment, kResumeEnrolment, kWithdrawEnrolment,
                   kReturnEnrolment, kListHistory, kVerifyHistory, kArchiveCohort, kPurgeCohort)},
        Case{"kasvu.v1.ProgressService",
             ByName(kRecordStep, kRecordSteps, kRecordAttendance, kWaiveStep, kCorrectStep,
                    kMoveSession, kCancelSession, kGetProgress, kGetCohortProgress,
                    kListWorkItems)}));

}  // namespace
}  // namespace kasvu::client

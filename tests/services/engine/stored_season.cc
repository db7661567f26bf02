#include "tests/services/engine/stored_season.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"
#include "services/engine/work_loader.h"
#include "storage/memory_store.h"

namespace kasvu::engine {
namespace {

void Check(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::abort();
}

void WriteEnrolment(storage::Transaction& transaction, const std::string& cohort,
                    const storage::v1::EnrolmentState& enrolment) {
  const uint32_t ordinal = enrolment.ordinal();
  Check(kEnrolmentTable.Insert(transaction, {cohort, ordinal}, enrolment));
  Check(kEnrolmentByPerson.Add(transaction, {enrolment.person(), cohort, ordinal}));
  if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) return;
  Check(kLiveEnrolments.Add(transaction, {cohort, ordinal}));
  Check(kLiveEnrolmentByPerson.Add(transaction, {enrolment.person(), cohort, ordinal}));
}

void WriteLink(storage::Transaction& transaction, const std::string& cohort,
               const storage::v1::LinkState& link) {
  const uint32_t ordinal = link.ordinal();
  Check(kLinkTable.Insert(transaction, {cohort, ordinal}, link));
  const bool live = link.stage() != storage::v1::LINK_STAGE_ENDED;
  if (live) Check(kLiveLinks.Add(transaction, {cohort, ordinal}));
  for (const storage::v1::LinkMember& member : link.members()) {
    if (member.person().empty()) continue;
    Check(kLinkByPerson.Add(transaction, {member.person(), cohort, ordinal}));
    if (live) Check(kLiveLinkByPerson.Add(transaction, {member.person(), cohort, ordinal}));
  }
}

}  // namespace

StoredSeason::StoredSeason(void (*change)(ExampleSeason&), absl::Time wakes_at)
    : store_(storage::NewMemoryStore()),
      method_(kasvu::v1::GetProgressRequest::descriptor()->file()->service(0)->FindMethodByName(
          "GetCohortProgress")) {
  if (change != nullptr) change(season_);
  const workflows::CohortImage& image = season_.image;
  const std::string& cohort = image.cohort.id();
  const auto transaction = store_->Begin();
  storage::v1::CohortHead head;
  head.set_position(31);
  if (wakes_at != absl::Time()) head.set_wakes_at(absl::ToUnixMicros(wakes_at));
  Check(kHeadTable.Insert(*transaction, {cohort}, head));
  Check(kCohortTable.Insert(*transaction, {cohort}, image.cohort));
  Check(AddScopes(*transaction, image.cohort));
  Check(kPinnedTable.Insert(*transaction, {image.cohort.digest()},
                            season_.program->spec().SerializeAsString()));
  for (const auto& [ordinal, group] : image.groups) {
    Check(kGroupTable.Insert(*transaction, {cohort, ordinal}, group));
  }
  for (const auto& [ordinal, link] : image.links) WriteLink(*transaction, cohort, link);
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    WriteEnrolment(*transaction, cohort, enrolment);
  }
  Check(transaction->Commit());
  programs_ = std::make_unique<Programs>(*store_);
  whole_cohorts_ = std::make_unique<KeptCohorts>(*programs_, LoadCohort);
  live_cohorts_ = std::make_unique<KeptCohorts>(*programs_, LoadLive);
  reads_ = std::make_unique<ProgressReads>(*store_, *programs_, *whole_cohorts_, *live_cohorts_,
                                           mandates_, standings_);
}

void StoredSeason::Grant(const std::string& person, const std::string& role,
                         const std::string& scope) {
  kasvu::v1::Mandate mandate;
  mandate.set_name(absl::StrCat("mandates/", ++granted_));
  mandate.set_person(person);
  mandate.set_role(role);
  mandate.set_scope(scope);
  mandate.set_from_date("2021-01-01");
  mandates_.Put(mandate);
}

services::Call StoredSeason::By(const std::string& person) const {
  return {&method_, person.empty() ? services::Actor::Operator() : services::Actor::Person(person),
          "", season_.now, "2021-02-10"};
}

}  // namespace kasvu::engine

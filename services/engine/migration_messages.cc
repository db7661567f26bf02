#include "services/engine/migration_messages.h"

#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::EnrolmentMigration;
using kasvu::v1::MigrationContradiction;
using workflows::Contradiction;
using workflows::EnrolmentPlan;
// The two enums have the same order; the API's begins with UNSPECIFIED.
using PublicChange = kasvu::v1::MigrationChange;

PublicChange::Kind KindOf(workflows::MigrationChange::Kind kind) {
  return static_cast<PublicChange::Kind>(static_cast<int>(kind) + 1);
}
static_assert(static_cast<int>(workflows::MigrationChange::kSessionRenamed) + 1 ==
              static_cast<int>(PublicChange::KIND_SESSION_RENAMED));
static_assert(static_cast<int>(EnrolmentPlan::kRefused) + 1 ==
              static_cast<int>(EnrolmentMigration::OUTCOME_REFUSED));
static_assert(static_cast<int>(Contradiction::kFormedSince) + 1 ==
              static_cast<int>(MigrationContradiction::KIND_FORMED_SINCE));

template <class Changes, class Shown>
void AddChanges(const Changes& changes, Shown& shown) {
  for (const workflows::MigrationChange& change : changes) {
    PublicChange& one = *shown.add_changes();
    one.set_kind(KindOf(change.kind));
    one.set_step(change.key);
    one.set_to(change.to);
    if (change.before) *one.mutable_before() = PublicTime(*change.before);
    if (change.after) *one.mutable_after() = PublicTime(*change.after);
  }
}

}  // namespace

kasvu::v1::MigrateCohortResponse PublicPlan(const std::string& cohort,
                                            const workflows::Target& target,
                                            const workflows::MigrationPlan& plan) {
  kasvu::v1::MigrateCohortResponse response;
  response.set_template_(target.name);
  response.set_newcomers(plan.cohort_moves);
  for (const EnrolmentPlan& enrolment : plan.enrolments) {
    EnrolmentMigration& shown = *response.add_enrolments();
    shown.set_enrolment(EnrolmentName(cohort, enrolment.enrolment));
    shown.set_outcome(
        static_cast<EnrolmentMigration::Outcome>(static_cast<int>(enrolment.outcome) + 1));
    shown.set_rule(std::string(workflows::IdOf(enrolment.rule)));
    shown.set_about(enrolment.about);
    AddChanges(enrolment.changes, shown);
  }
  for (const workflows::GroupPlan& group : plan.groups) {
    kasvu::v1::GroupMigration& shown = *response.add_groups();
    shown.set_group(GroupName(cohort, group.group));
    AddChanges(group.changes, shown);
  }
  return response;
}

kasvu::v1::RevertMigrationResponse PublicRevert(const std::string& cohort,
                                                const workflows::RevertPlan& plan) {
  kasvu::v1::RevertMigrationResponse response;
  response.set_reverted(plan.contradictions.empty());
  response.set_enrolments(static_cast<int>(plan.enrolments));
  for (const Contradiction& contradiction : plan.contradictions) {
    MigrationContradiction& shown = *response.add_contradictions();
    shown.set_kind(
        static_cast<MigrationContradiction::Kind>(static_cast<int>(contradiction.kind) + 1));
    shown.set_subject(OwnerName(cohort, contradiction.owner));
    shown.set_about(contradiction.about);
  }
  return response;
}

}  // namespace kasvu::engine

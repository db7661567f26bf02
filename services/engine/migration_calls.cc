// The calls of EnrolmentService that take a cohort to another version and back.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/migration_messages.h"
#include "services/engine/names.h"
#include "storage/record.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/migration/errors.h"
#include "workflows/migration/lineage.h"
#include "workflows/migration/progress_digest.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;
using kasvu::v1::MigrateCohortRequest;
using kasvu::v1::MigrateCohortResponse;
using kasvu::v1::RevertMigrationRequest;
using kasvu::v1::RevertMigrationResponse;
using services::Completion;
using workflows::MigrationOptions;
using workflows::Target;
using workflows::View;

// Everybody who is named has to be there; a group stands for its members.
absl::StatusOr<std::set<uint32_t>> OrdinalsOf(
    const google::protobuf::RepeatedPtrField<std::string>& names, const View& view) {
  const std::string& cohort = view.image.cohort.id();
  std::set<uint32_t> ordinals;
  for (const std::string& name : names) {
    const auto ordinal = OrdinalIn(name, cohort, OWNER_ENROLMENT);
    const auto group = view.image.groups.find(OrdinalIn(name, cohort, OWNER_GROUP).value_or(0));
    if (ordinal && view.image.enrolments.contains(*ordinal)) {
      ordinals.insert(*ordinal);
    } else if (group != view.image.groups.end()) {
      ordinals.insert(group->second.members().begin(), group->second.members().end());
    } else {
      return EnrolmentNotFound(name);
    }
  }
  return ordinals;
}

absl::StatusOr<MigrationOptions> OptionsOf(const MigrateCohortRequest& request, const View& view) {
  MigrationOptions options;
  KASVU_ASSIGN_OR_RETURN(options.only, OrdinalsOf(request.only(), view));
  KASVU_ASSIGN_OR_RETURN(options.except, OrdinalsOf(request.except(), view));
  KASVU_ASSIGN_OR_RETURN(options.accepted, OrdinalsOf(request.accept(), view));
  options.accepts_all = request.accept_all();
  if (request.dates() == MigrateCohortRequest::DATES_RECOMPUTE) {
    options.dates = workflows::DateRule::kRecompute;
  }
  options.credits = {request.credits().begin(), request.credits().end()};
  return options;
}

// Credits go from steps of a version that somebody is on to steps of the target.
absl::Status CheckCredits(const MigrateCohortRequest& request, const View& view,
                          const Target& target) {
  std::set<const workflows::Program*> before = {&view.program};
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    before.insert(&workflows::Governing(view, workflows::EnrolmentOf(ordinal)));
  }
  for (const auto& [from, to] : request.credits()) {
    const bool known = std::any_of(before.begin(), before.end(), [&](const auto* program) {
      return program->FindStep(from) != nullptr;
    });
    if (!known) return InvalidFields({{"credits", "“" + from + "” is no step of the version now"}});
    const workflows::ProgramStep* stays = target.program->FindStep(from);
    if (!to.empty() && stays != nullptr) {
      return InvalidFields({{"credits", "“" + from + "” is a step of " + target.name +
                                            ", too, and what was done counts there by itself"}});
    }
    if (!to.empty() && target.program->FindStep(to) == nullptr) {
      return InvalidFields({{"credits", "“" + to + "” is no step of " + target.name}});
    }
  }
  return absl::OkStatus();
}

// What gRPC carries, with room to spare: a plan that cannot be answered is not carried out.
constexpr size_t kMaxPlanBytes = 3 << 20;

// Few enough to be quoted by hand; a plan is checked against one other, not looked up.
constexpr size_t kPlanDigits = 16;

// What a plan rests on: the request but for the quoted digest, everything under the cohort, the
// version, and what came of it.
std::string Foundation(MigrateCohortRequest request, const View& view, const Target& target,
                       const MigrateCohortResponse& response) {
  request.clear_validate_only();
  request.clear_plan_digest();
  request.clear_request_id();
  return storage::EncodeRecord(request) + target.digest + workflows::ProgressWords(view) +
         storage::EncodeRecord(response);
}

absl::Status AnswerMigrated(const Outcome& outcome, MigrateCohortResponse& response) {
  response.ParseFromString(outcome.remembered);
  response.set_position(outcome.record != nullptr ? outcome.record->position() : outcome.position);
  return absl::OkStatus();
}

absl::Status AnswerReverted(const Outcome& outcome, RevertMigrationResponse& response) {
  response.ParseFromString(outcome.remembered);
  response.set_position(outcome.record != nullptr ? outcome.record->position() : outcome.position);
  return absl::OkStatus();
}

absl::StatusOr<WideDecision> DecideRevert(const View& view, bool dry_run) {
  KASVU_ASSIGN_OR_RETURN(workflows::RevertPlan plan, workflows::PlanRevert(view));
  RevertMigrationResponse response = PublicRevert(view.image.cohort.id(), plan);
  const auto& cohort = view.image.cohort;
  response.set_template_(plan.contradictions.empty() ? cohort.migrations().rbegin()->template_()
                                                     : cohort.template_());
  if (dry_run) plan.events.clear();
  return WideDecision{std::move(plan.events), response.SerializeAsString()};
}

}  // namespace

void EnrolmentServer::BindMigrations() {
  AnswerLater("MigrateCohort", &EnrolmentServer::MigrateCohort);
  AnswerLater("RevertMigration", &EnrolmentServer::RevertMigration);
}

absl::StatusOr<WideDecision> EnrolmentServer::DecideMigration(const MigrateCohortRequest& request,
                                                              const Target& target,
                                                              const View& view) {
  KASVU_ASSIGN_OR_RETURN(const MigrationOptions options, OptionsOf(request, view));
  KASVU_ASSIGN_OR_RETURN(const auto origin,
                         engine().versions().Origin(view.image.cohort.template_()));
  KASVU_ASSIGN_OR_RETURN(const auto target_origin, engine().versions().Origin(target.name));
  if (!workflows::IsSameProgramme(view.image.cohort.template_(), origin, target.name,
                                  target_origin)) {
    return workflows::OtherProgramme(view.image.cohort.template_(), target.name);
  }
  KASVU_RETURN_IF_ERROR(CheckCredits(request, view, target));
  KASVU_ASSIGN_OR_RETURN(workflows::MigrationPlan plan,
                         workflows::PlanMigration(view, target, options));
  MigrateCohortResponse response = PublicPlan(view.image.cohort.id(), target, plan);
  const std::string hash =
      engine().vault().KeyedHash("migration-plan", Foundation(request, view, target, response));
  response.set_plan_digest(absl::BytesToHexString(hash).substr(0, kPlanDigits));
  if (response.ByteSizeLong() > kMaxPlanBytes) {
    return workflows::PlanTooLarge(response.enrolments_size());
  }
  if (!request.validate_only() && response.plan_digest() != request.plan_digest()) {
    return PlanOutdated();
  }
  if (request.validate_only()) plan.events.clear();
  return WideDecision{std::move(plan.events), response.SerializeAsString()};
}

Order EnrolmentServer::WideOrder(const Call& call, const google::protobuf::Message& request,
                                 const Place& place, bool dry_run) {
  Order order = OrderOf(
      call, request,
      {.cohort = place.cohort, .command = {}, .doer = place.access.doer(), .dry_run = dry_run});
  order.command.reset();
  return order;
}

void EnrolmentServer::MigrateCohort(const Call& call, const MigrateCohortRequest& request,
                                    MigrateCohortResponse& response, Completion complete) {
  absl::StatusOr<Place> place = Coordinated(call, request.cohort(), OWNER_COHORT);
  if (!place.ok()) return complete(place.status());
  Order order = WideOrder(call, request, *place, request.validate_only());
  order.answer = [&response](const Outcome& outcome) { return AnswerMigrated(outcome, response); };
  order.done = std::move(complete);
  // Reading the version and the cohort waits for the disk. A function object has to be copyable.
  const auto shared = std::make_shared<Order>(std::move(order));
  const absl::Status admitted = engine().workers().Admit(
      services::Lane::kChanges, call.connection,
      [this, &request, shared] { MigrateTo(request, std::move(*shared)); });
  if (!admitted.ok()) shared->done(admitted);
}

void EnrolmentServer::MigrateTo(const MigrateCohortRequest& request, Order order) {
  const bool dry_run = request.validate_only();
  engine().versions().Find(request.template_(), [this, request, dry_run, order = std::move(order)](
                                                    absl::StatusOr<PinnedVersion> version) mutable {
    if (!version.ok()) return order.done(version.status());
    if (const auto withdrawal = engine().standings().Withdrawal(version->name)) {
      return order.done(VersionWithdrawn(version->name, withdrawal->successor()));
    }
    absl::StatusOr<Target> target = TargetFor(order.cohort, *version);
    if (!target.ok()) return order.done(target.status());
    order.target = target->program;
    order.target_digest = target->digest;
    order.decide = [this, request, target = *target](const View& view) {
      return DecideMigration(request, target, view);
    };
    if (dry_run) return DryRun(std::move(order));
    engine().committer().Submit(std::move(order));
  });
}

absl::StatusOr<Target> EnrolmentServer::TargetFor(const std::string& cohort,
                                                  const PinnedVersion& version) {
  KASVU_ASSIGN_OR_RETURN(const LoadedCohort loaded,
                         LoadShared(*engine().store().TakeSnapshot(), engine().programs(), cohort,
                                    absl::InfinitePast()));
  KASVU_ASSIGN_OR_RETURN(auto program, engine().programs().Of(loaded.image.cohort, version.digest));
  return Target{version.name, version.digest, std::move(program)};
}

void EnrolmentServer::RevertMigration(const Call& call, const RevertMigrationRequest& request,
                                      RevertMigrationResponse& response, Completion complete) {
  absl::StatusOr<Place> place = Coordinated(call, request.cohort(), OWNER_COHORT);
  if (!place.ok()) return complete(place.status());
  Order order = WideOrder(call, request, *place, request.validate_only());
  order.decide = [dry_run = request.validate_only()](const View& view) {
    return DecideRevert(view, dry_run);
  };
  order.answer = [&response](const Outcome& outcome) { return AnswerReverted(outcome, response); };
  order.done = std::move(complete);
  if (request.validate_only()) return DryRun(std::move(order));
  engine().committer().Submit(std::move(order));
}

}  // namespace kasvu::engine

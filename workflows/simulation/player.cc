#include "workflows/simulation/player.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/simulation/coordination.h"
#include "workflows/simulation/people.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;

constexpr int kSignUpDays = 28;           // before the start
constexpr int kSeasonDaysAtMost = 364;    // of a rolling programme, or without sessions
constexpr int kCoordinatedAfter = 7 * 8;  // days after the last session that links are still made
constexpr int kHorizonDays = 3 * 366;     // whatever a version says, nobody waits longer

absl::Duration Days(int days) { return absl::Hours(24 * days); }

bool IsRolling(const Program& program) {
  return std::any_of(program.steps().begin(), program.steps().end(),
                     [](const ProgramStep& step) { return step.rolling; });
}

bool HasEnded(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED;
}

}  // namespace

Player::Player(std::shared_ptr<const Program> program, const Casting& casting,
               const std::map<std::string, int>& absences_allowed, uint64_t run,
               Transcript* transcript)
    : program_(std::move(program)),
      casting_(casting),
      behaviour_(casting.behaviour),
      absences_allowed_(absences_allowed),
      luck_(casting.seed, run),
      attendance_(AttendanceOfThoseWhoStay(casting.behaviour)),
      weeks_(program_->zone(), absl::CivilDay(1970, 1, 1) + casting.cohort.start_date()),
      start_(program_->zone().StartOf(weeks_.start())),
      season_end_(start_ + Days(kSeasonDaysAtMost)),
      horizon_(start_ + Days(IsRolling(*program_) ? kSeasonDaysAtMost : kHorizonDays)),
      stage_(program_, [this](const storage::v1::Event& event) { Happened(event); }),
      expectations_(weeks_, tally_.overdue),
      transcript_(transcript) {}

absl::Status Player::SignUp() {
  const absl::Time now =
      program_->zone().InstantOf(absl::CivilMinute(weeks_.start() - kSignUpDays) + 9 * 60);
  KASVU_RETURN_IF_ERROR(Give(CreateCohort{casting_.cohort}, now, Coordinator()));
  CreateEnrolments create;
  const std::vector<std::string> tracks = KeysIn(program_->spec().people().tracks());
  for (int i = 1; i <= casting_.participants; ++i) {
    NewEnrolment& one = create.enrolments.emplace_back();
    one.person = NameOfParticipant(static_cast<uint32_t>(i));
    one.company = absl::StrCat("companies/example-", i);
    if (!tracks.empty()) one.track = tracks[static_cast<size_t>(i) % tracks.size()];
  }
  KASVU_RETURN_IF_ERROR(Give(create, now, Coordinator()));
  KASVU_RETURN_IF_ERROR(Give(AcceptEnrolments{}, now, Coordinator()));
  KASVU_RETURN_IF_ERROR(Give(FormGroups{casting_.groups, {}}, now, Coordinator()));
  LookAtConcerned(now);
  PlanLeaving();
  Add(Plan::kTick, now, TheCohort());
  return absl::OkStatus();
}

// Who leaves does so before the last session begins: nobody leaves what is over.
void Player::PlanLeaving() {
  absl::Time last = absl::InfinitePast();
  for (const auto& [ordinal, group] : stage_.image().groups) {
    for (const auto& occurrence : group.occurrences()) {
      if (occurrence.starts_at() != 0) last = std::max(last, FromMicros(occurrence.starts_at()));
    }
  }
  if (last > start_) season_end_ = std::min(season_end_, last);
  const int64_t seconds = absl::ToInt64Seconds(season_end_ - start_);
  const int64_t parts = static_cast<int64_t>(behaviour_.season.size());
  for (const auto& [ordinal, enrolment] : stage_.image().enrolments) {
    Chance chance = luck_.Of(ordinal, "leaves");
    const bool cancels = chance.Happens(behaviour_.cancel);
    const bool leaves = chance.Happens(behaviour_.dropout);
    const int days_before = 1 + static_cast<int>(chance.Below(kSignUpDays - 1));
    const int64_t part = static_cast<int64_t>(chance.Weighted(behaviour_.season));
    const int64_t within = chance.Below(kWhole);
    if (cancels) {
      Add(Plan::kLeave, start_ - Days(days_before), EnrolmentOf(ordinal));
    } else if (leaves) {
      const int64_t after = (part * kWhole + within) * (seconds / parts) / kWhole;
      Add(Plan::kLeave, start_ + absl::Seconds(std::max<int64_t>(after, 3600)),
          EnrolmentOf(ordinal));
    }
  }
}

Tally Player::Play() {
  absl::Time now = absl::InfinitePast();
  for (;;) {
    const absl::Time next = plans_.empty()
                                ? (SomebodyIsThere() ? stage_.next() : absl::InfiniteFuture())
                                : plans_.top().at;
    if (next >= horizon_) break;
    now = std::max(now, next);
    Proceed(now);
    if (plans_.empty() || plans_.top().at > now) continue;
    const Plan plan = plans_.top();
    plans_.pop();
    CarryOut(plan);
    LookAtConcerned(now);
  }
  if (!plans_.empty() || now < start_) now = horizon_;
  Close(std::max(now, NextCoordinatorDay(now)));
  ++tally_.runs;
  ++tally_.runs_by_completed[static_cast<int>(tally_.completed)];
  tally_.accepted += casting_.participants;
  CountPeople();
  return std::move(tally_);
}

// Settles at each instant what is due then, so that people see it when it is there.
void Player::Proceed(absl::Time until) {
  while (stage_.next() <= until) {
    const absl::Time due = stage_.next();
    stage_.Settle(due);
    LookAtConcerned(due);
  }
}

bool Player::SomebodyIsThere() const {
  const auto& enrolments = stage_.image().enrolments;
  return std::any_of(enrolments.begin(), enrolments.end(),
                     [](const auto& one) { return !HasEnded(one.second); });
}

void Player::CarryOut(const Plan& plan) {
  switch (plan.kind) {
    case Plan::kTick:
      return Tick(plan.at);
    case Plan::kSession:
      return Hold(plan.owner, plan.key, plan.at);
    case Plan::kLook:
      looks_.erase(plan.owner);
      return LookAt(stage_.EvaluationAt(plan.at), plan.owner);
    case Plan::kWork:
      return Work(plan);
    case Plan::kLeave:
      return Leave(plan.owner, plan.at);
  }
}

// The coordinator's day: who belongs to whom.
void Player::Tick(absl::Time now) {
  for (const std::string& name : KeysIn(program_->spec().links())) {
    for (const Command& link : LinksToMake(stage_.At(now), name)) {
      Give(link, now, Coordinator()).IgnoreError();
    }
  }
  for (const Command& consent : ConsentsToGive(stage_.At(now))) {
    Give(consent, now, Coordinator()).IgnoreError();
  }
  const absl::Time next = NextCoordinatorDay(now + absl::Hours(1));
  if (next < season_end_ + Days(kCoordinatedAfter)) Add(Plan::kTick, next, TheCohort());
}

void Player::Leave(OwnerRef enrolment, absl::Time now) {
  const EnrolmentState& state = stage_.image().enrolments.at(enrolment.ordinal);
  if (HasEnded(state)) return;
  if (state.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE) LeftBefore(state, now);
  Give(MoveStage{Move::kWithdraw, enrolment.ordinal, "left", std::nullopt}, now, Coordinator())
      .IgnoreError();
}

void Player::Close(absl::Time now) {
  Proceed(now);
  for (const auto& [ordinal, enrolment] : stage_.image().enrolments) {
    if (HasEnded(enrolment)) continue;
    if (program_->spec().has_engaged() && IsEngaged(stage_.At(now), ordinal)) ++tally_.engaged;
    KeptBy(ordinal, now);
  }
  Give(CloseCohort{}, now, Coordinator()).IgnoreError();
  expectations_.EndAll(now);
}

absl::Status Player::Give(const Command& command, absl::Time now, const Doer& doer) {
  if (transcript_ != nullptr) transcript_->given.push_back({command, doer, now});
  const absl::StatusOr<Decision> decision = stage_.Do(command, now, doer);
  if (decision.ok()) {
    for (const ItemResult& result : decision->results) KASVU_RETURN_IF_ERROR(result.refusal);
    return absl::OkStatus();
  }
  ++tally_.refused[ReasonOf(decision.status())];
  return decision.status();
}

void Player::Add(Plan::Kind kind, absl::Time at, OwnerRef owner, std::string key, Doer doer) {
  plans_.push({kind, at, ++turns_, owner, std::move(key), std::move(doer)});
}

}  // namespace kasvu::workflows

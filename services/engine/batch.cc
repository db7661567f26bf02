#include "services/engine/batch.h"

#include <utility>

#include "errors/error.h"
#include "services/common/call_queue.h"
#include "services/engine/errors.h"
#include "services/engine/history_chain.h"
#include "services/engine/names.h"
#include "services/engine/remembered.h"
#include "services/engine/tables.h"
#include "storage/overlay.h"
#include "workflows/cohort/decide.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::HistoryRecord;
using kasvu::storage::v1::RequestRecord;

constexpr char kTimeActor[] = "time";

// Whether an error speaks of the store and not of the order. What is damaged under one cohort is
// that cohort's alone.
bool IsOfStore(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kAborted;
}

std::set<uint32_t> EverybodyIn(const workflows::CohortImage& image) {
  std::set<uint32_t> everybody;
  for (const auto& [ordinal, enrolment] : image.enrolments) everybody.insert(ordinal);
  return everybody;
}

absl::StatusOr<WideDecision> DecisionOf(const Order& order, const WorkingCohort& cohort,
                                        absl::Time now) {
  if (order.decide) return order.decide(cohort.At(now));
  KASVU_ASSIGN_OR_RETURN(workflows::Decision decision,
                         workflows::Decide(cohort.At(now), *order.command, order.doer));
  WideDecision decided{std::move(decision.events), {}};
  if (!decision.results.empty()) {
    decided.remembered = RememberedResults(order.cohort, decision.results);
  }
  return decided;
}

void AddEvents(WorkingCohort::Events events, HistoryRecord& record) {
  for (auto& event : events) *record.add_events() = std::move(event);
}

}  // namespace

absl::Status Batch::Decide(const storage::Reader& store, CohortCache& cache, Requests& requests) {
  KASVU_RETURN_IF_ERROR(DecideAll(store, cache, requests));
  // Now, for later batches change the cohorts.
  FillAnswers();
  return absl::OkStatus();
}

absl::Status Batch::CarryOut(storage::Store& store, storage::Vault& vault, CohortCache& cache,
                             Requests& requests) {
  shared_ = true;
  std::set<std::string> heads, wanted;
  held_.clear();
  for (const Order& order : orders_) held_.insert(order.cohort);
  held_.insert(requests.ToHold().begin(), requests.ToHold().end());
  for (const std::string& cohort : held_) heads.insert(kHeadTable.BytesOf({cohort}));
  for (const Order& order : orders_) {
    if (order.request_id.empty()) continue;
    wanted.insert(kRequestTable.BytesOf({order.cohort, order.request_id}));
  }
  wanted.insert(heads.begin(), heads.end());
  const auto transaction = store.Begin();
  KASVU_ASSIGN_OR_RETURN(const storage::Writes known, transaction->LockAndGet(heads, wanted));
  KASVU_RETURN_IF_ERROR(DecideAll(storage::WritesOver(known, *transaction), cache, requests));
  KASVU_RETURN_IF_ERROR(vault.KeepKeys());
  KASVU_RETURN_IF_ERROR(transaction->CommitWith(writes_));
  FillAnswers();
  return absl::OkStatus();
}

absl::Status Batch::DecideAll(const storage::Reader& store, CohortCache& cache,
                              Requests& requests) {
  results_.clear();
  open_.clear();
  purged_.clear();
  grown_.clear();
  wake_ = absl::InfiniteFuture();
  storage::Overlay changed(store);
  for (Order& order : orders_) {
    failed_ = order.cohort;
    KASVU_RETURN_IF_ERROR(Carry({changed, cache, requests}, order, results_.emplace_back()));
  }
  for (const auto& [id, cohort] : open_) {
    failed_ = id;
    KASVU_RETURN_IF_ERROR(cohort->Write(changed, now_));
    wake_ = std::min(wake_, cohort->wake());
  }
  failed_.clear();
  KASVU_RETURN_IF_ERROR(requests.Tidy(changed, now_, shared_ ? &held_ : nullptr));
  writes_ = changed.TakeWrites();
  return absl::OkStatus();
}

void Batch::FillAnswers() {
  for (size_t i = 0; i < orders_.size(); ++i) {
    answers_.push_back(AnswerOf(orders_[i], results_[i]));
  }
}

absl::Status Batch::Commit(storage::Store& store, storage::Vault& vault) const {
  KASVU_RETURN_IF_ERROR(vault.KeepKeys());
  return store.Begin()->CommitWith(writes_);
}

absl::Status Batch::Carry(const Desk& desk, Order& order, Result& result) {
  const absl::Status executed = Execute(desk, order, result);
  if (IsOfStore(executed) || (result.is_ahead && !executed.ok())) return executed;
  result.status.Update(executed);
  return absl::OkStatus();
}

absl::StatusOr<WorkingCohort*> Batch::Open(const Desk& desk, const Order& order) {
  if (const auto found = open_.find(order.cohort); found != open_.end()) return found->second;
  absl::StatusOr<WorkingCohort*> cohort = desk.cache.Get(desk.changed, order.cohort);
  if (cohort.ok()) open_[order.cohort] = *cohort;
  return cohort;
}

absl::Status Batch::Execute(const Desk& desk, Order& order, Result& result) {
  absl::StatusOr<WorkingCohort*> open = Open(desk, order);
  const bool creates = order.program != nullptr;
  if (!open.ok() && creates && ReasonOf(open.status()) == "COHORT_PURGED") {
    return CohortExists(CohortName(order.cohort));
  }
  if (!open.ok() && !(creates && ReasonOf(open.status()) == "COHORT_NOT_FOUND")) {
    return open.status();
  }
  if (order.purge) return Purge(desk, order, result);
  bool known = !order.request_id.empty();
  // Most requests are new, and a cohort knows that without looking.
  if (known && !shared_ && open.ok()) {
    KASVU_ASSIGN_OR_RETURN(known, (*open)->MayHaveCarriedOut(desk.changed, order.request_id));
  }
  if (known) {
    KASVU_ASSIGN_OR_RETURN(
        std::optional<RequestRecord> before,
        desk.requests.Find(desk.changed, order.cohort, order.request_id, order.fingerprint, now_));
    if (before) {
      result.cohort = *open;
      result.remembered = std::move(*before->mutable_answer());
      if (before->position() == 0) return absl::OkStatus();
      KASVU_ASSIGN_OR_RETURN(result.record,
                             ReadRecord(desk.changed, order.cohort, before->position()));
      return absl::OkStatus();
    }
  }
  if (creates && open.ok()) return CohortExists(CohortName(order.cohort));
  std::unique_ptr<WorkingCohort> created;
  if (creates) created = std::make_unique<WorkingCohort>(order.cohort, order.program);
  WorkingCohort& cohort = creates ? *created : **open;

  std::set<uint32_t> touched;
  if (order.command) touched = workflows::Touched(cohort.image(), *order.command);
  if (order.decide) touched = EverybodyIn(cohort.image());
  result.is_ahead = true;
  if (!creates) KASVU_RETURN_IF_ERROR(SettleFirst(desk, cohort, touched));
  result.is_ahead = false;
  result.cohort = &cohort;
  if (!order.command && !order.decide) return absl::OkStatus();

  KASVU_ASSIGN_OR_RETURN(WideDecision decision, DecisionOf(order, cohort, now_));
  if (order.seal) {
    const auto sealed = order.seal(cohort.image());
    // The keys lie in a store of their own: what cannot be read there harms this order alone.
    if (!sealed.ok()) {
      result.status = sealed.status();
      return absl::OkStatus();
    }
    PutWords(*sealed, decision.events);
  }
  // From here on nothing refuses any more.
  result.is_ahead = true;
  if (creates) {
    open_[order.cohort] = result.cohort = desk.cache.Put(std::move(created));
  }
  result.remembered = std::move(decision.remembered);
  RequestRecord request;
  if (!decision.events.empty()) {
    if (order.command) touched.merge(workflows::Touched(cohort.image(), *order.command));
    if (order.target != nullptr) cohort.AddPin(order.target_digest, order.target);
    cohort.Apply(now_, touched, decision.events);
    HistoryRecord& record = result.record.emplace();
    record.set_actor(order.actor);
    record.set_request_id(order.request_id);
    record.set_command(order.rpc);
    AddEvents(std::move(decision.events), record);
    KASVU_RETURN_IF_ERROR(Record(desk, cohort, record));
    request.set_position(record.position());
  }
  if (order.request_id.empty()) return absl::OkStatus();
  request.set_fingerprint(order.fingerprint);
  request.set_recorded_at(absl::ToUnixMicros(now_));
  request.set_answer(result.remembered);
  cohort.CarriedOut(order.request_id);
  return desk.requests.Add(desk.changed, order.cohort, order.request_id, request);
}

absl::Status Batch::Purge(const Desk& desk, Order& order, Result& result) {
  KASVU_RETURN_IF_ERROR(order.purge(*open_.at(order.cohort), desk.changed));
  // Not written any more, and not found by who comes after it; orders before it may hold it still.
  open_.erase(order.cohort);
  purged_.push_back(desk.cache.Take(order.cohort));
  result.cohort = purged_.back().get();
  // Who watches it has to hear of it.
  grown_.insert(order.cohort);
  return absl::OkStatus();
}

absl::Status Batch::SettleFirst(const Desk& desk, WorkingCohort& cohort,
                                const std::set<uint32_t>& enrolments) {
  WorkingCohort::Events events = cohort.Settle(now_, enrolments);
  if (events.empty()) return absl::OkStatus();
  HistoryRecord record;
  record.set_actor(kTimeActor);
  AddEvents(std::move(events), record);
  return Record(desk, cohort, record);
}

absl::Status Batch::Record(const Desk& desk, WorkingCohort& cohort, HistoryRecord& record) {
  record.set_recorded_at(absl::ToUnixMicros(now_));
  grown_.insert(cohort.id());
  return cohort.Append(desk.changed, record);
}

absl::Status Batch::AnswerOf(Order& order, const Result& result) {
  KASVU_RETURN_IF_ERROR(result.status);
  if (!order.answer) return absl::OkStatus();
  return order.answer({.cohort = result.cohort->id(),
                       .record = result.record ? &*result.record : nullptr,
                       .remembered = result.remembered,
                       .position = result.cohort->head().position(),
                       .view = result.cohort->At(now_)});
}

void Batch::Answer(const absl::Status& committed) {
  const services::CallQueue::Together together;
  for (size_t i = 0; i < orders_.size(); ++i) {
    orders_[i].done(committed.ok() ? answers_[i] : committed);
  }
}

}  // namespace kasvu::engine

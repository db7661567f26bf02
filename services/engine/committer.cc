#include "services/engine/committer.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "services/common/errors.h"
#include "services/engine/errors.h"
#include "storage/give_way.h"
#include "storage/overlay.h"

namespace kasvu::engine {

Committer::Committer(storage::Store& store, storage::Vault& vault, Programs& programs,
                     const services::Clock& clock, Committed committed, services::SteadyNow steady)
    : store_(store),
      vault_(vault),
      clock_(clock),
      committed_(std::move(committed)),
      steady_(std::move(steady)),
      cache_(programs),
      deciding_([this] { Decide(); }),
      writing_([this] { Write(); }) {}

void Committer::Submit(Order order) {
  std::vector<Order> one;
  one.push_back(std::move(order));
  Submit(std::move(one));
}

void Committer::Submit(std::vector<Order> orders) {
  if (orders.empty()) return;
  const std::optional<uint64_t> connection = orders.front().connection;
  bool stopping = false;
  {
    const std::lock_guard lock(mutex_);
    stopping = stopping_;
    const services::Instant now = steady_();
    if (!stopping && (!connection || admission_.HasRoom(*connection, now))) {
      if (admission_.present() == 0) rounds_end_ = now;
      for (size_t i = 0; i < orders.size(); ++i) admission_.Enter(connection.value_or(0), now);
      if (queue_.empty()) waiting_.notify_one();
      std::move(orders.begin(), orders.end(), std::back_inserter(queue_));
      return;
    }
  }
  const absl::Status refusal = stopping ? services::ShuttingDown() : Refuse();
  for (Order& order : orders) order.done(refusal);
}

bool Committer::HasRoom(uint64_t connection) const {
  const std::lock_guard lock(mutex_);
  return admission_.HasRoom(connection, steady_());
}

absl::Status Committer::Refuse() {
  const std::lock_guard lock(mutex_);
  admission_.Refuse();
  return services::Overloaded(admission_.RetryAfter());
}

Committer::Load Committer::load() const {
  const std::lock_guard lock(mutex_);
  return {.present = admission_.present(), .refused = admission_.refused()};
}

void Committer::Leave(const std::vector<Order>& orders) {
  const services::Instant now = steady_();
  const std::lock_guard lock(mutex_);
  for (const Order& order : orders) admission_.Leave(order.connection.value_or(0), now);
  admission_.Measure(orders.size(), now - rounds_end_);
  rounds_end_ = now;
}

std::vector<Order> Committer::WithoutExpired(std::vector<Order> orders) {
  const services::Instant now = steady_();
  const auto first = std::stable_partition(orders.begin(), orders.end(),
                                           [&](const Order& order) { return order.expires > now; });
  if (first == orders.end()) return orders;
  std::vector<Order> expired(std::make_move_iterator(first), std::make_move_iterator(orders.end()));
  orders.erase(first, orders.end());
  meters_.expired += expired.size();
  {
    const std::lock_guard lock(mutex_);
    for (const Order& order : expired) admission_.Leave(order.connection.value_or(0), now);
  }
  for (Order& order : expired) order.done(services::DeadlinePassed());
  return orders;
}

void Committer::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  if (deciding_.joinable()) deciding_.join();
  {
    const std::lock_guard lock(mutex_);
    all_decided_ = true;
  }
  handed_over_.notify_one();
  if (writing_.joinable()) writing_.join();
}

std::vector<Order> Committer::Take() {
  std::unique_lock lock(mutex_);
  waiting_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  if (queue_.size() <= kOrdersAtOnce) return std::exchange(queue_, {});
  std::vector<Order> taken;
  const auto end = queue_.begin() + kOrdersAtOnce;
  std::move(queue_.begin(), end, std::back_inserter(taken));
  queue_.erase(queue_.begin(), end);
  return taken;
}

void Committer::Decide() {
  storage::GiveWay(storage::kDecides);
  while (true) {
    std::vector<Order> orders = Take();
    if (orders.empty()) return;
    orders = WithoutExpired(std::move(orders));
    if (orders.empty()) continue;
    meters_.batch.Note(static_cast<int64_t>(orders.size()));
    if (store_.IsShared()) {
      Batch batch(std::move(orders), clock_.Now());
      CarryOut(batch);
    } else {
      DecideTogether(std::move(orders));
    }
    cache_.Trim();
  }
}

void Committer::DecideTogether(std::vector<Order> orders) {
  while (!orders.empty()) {
    ForgetIfFailed().IgnoreError();
    auto batch = std::make_shared<Batch>(std::move(orders), clock_.Now());
    const services::Instant began = steady_();
    const absl::Status decided = Decide(*batch);
    meters_.decided.Note(steady_() - began);
    if (decided.ok()) return HandOver(std::move(batch));
    Forget();
    orders = WithoutFailed(*batch, decided);
  }
}

std::vector<Order> Committer::WithoutFailed(Batch& batch, const absl::Status& error) {
  std::vector<Order> others = batch.TakeOrders();
  const auto first = std::stable_partition(others.begin(), others.end(), [&](const Order& order) {
    return !batch.failed().empty() && order.cohort != batch.failed();
  });
  std::vector<Order> blamed(std::make_move_iterator(first), std::make_move_iterator(others.end()));
  others.erase(first, others.end());
  Leave(blamed);
  for (Order& order : blamed) order.done(error);
  return others;
}

void Committer::NoteDamaged() {
  const std::lock_guard lock(mutex_);
  if (damaged_ != cache_.damaged()) damaged_ = cache_.damaged();
}

std::set<std::string> Committer::damaged() const {
  const std::lock_guard lock(mutex_);
  return damaged_;
}

absl::Status Committer::Decide(Batch& batch) {
  const auto committed = store_.Begin();
  const std::shared_ptr<const Batch> before = UnderWay();
  const absl::Status decided =
      before == nullptr
          ? batch.Decide(*committed, cache_, requests_)
          : batch.Decide(storage::WritesOver(before->writes(), *committed), cache_, requests_);
  NoteDamaged();
  return decided;
}

void Committer::CarryOut(Batch& batch) {
  const services::Instant began = steady_();
  absl::Status status = absl::AbortedError("");
  for (int attempt = 0; attempt < kAttempts && absl::IsAborted(status); ++attempt) {
    const Requests::Walk walk = requests_.walk();
    status = batch.CarryOut(store_, vault_, cache_, requests_);
    if (status.ok()) break;
    // What is in memory is ahead of the store.
    cache_.Clear();
    requests_.Resume(walk);
  }
  meters_.committed.Note(steady_() - began);
  Leave(batch.orders());
  NoteDamaged();
  if (status.ok()) committed_(batch.grown(), batch.wake());
  batch.Answer(status);
}

std::shared_ptr<const Batch> Committer::UnderWay() {
  const std::lock_guard lock(mutex_);
  return under_way_;
}

absl::Status Committer::ForgetIfFailed() {
  absl::Status failed;
  {
    const std::lock_guard lock(mutex_);
    failed = std::exchange(failed_, absl::OkStatus());
  }
  if (!failed.ok()) Forget();
  return failed;
}

void Committer::Forget() {
  cache_.Clear();
  requests_.Resume({});
}

void Committer::HandOver(std::shared_ptr<Batch> batch) {
  {
    std::unique_lock lock(mutex_);
    written_.wait(lock, [this] { return under_way_ == nullptr; });
  }
  // It was decided over what did not come to be.
  if (const absl::Status failed = ForgetIfFailed(); !failed.ok()) {
    Leave(batch->orders());
    return batch->Answer(failed);
  }
  {
    const std::lock_guard lock(mutex_);
    under_way_ = batch;
    if (!queue_.empty()) {
      handed_over_.notify_one();
      return;
    }
    // Nobody waits for a decision: this thread may as well write itself.
    here_ = true;
  }
  Write(*batch);
}

void Committer::Write() {
  storage::GiveWay(storage::kDecides);
  while (true) {
    std::shared_ptr<Batch> batch;
    {
      std::unique_lock lock(mutex_);
      handed_over_.wait(lock, [this] { return all_decided_ || (under_way_ != nullptr && !here_); });
      if (under_way_ == nullptr) return;
      batch = under_way_;
    }
    Write(*batch);
  }
}

void Committer::Write(Batch& batch) {
  const services::Instant began = steady_();
  const absl::Status status = batch.Commit(store_, vault_);
  meters_.committed.Note(steady_() - began);
  Leave(batch.orders());
  if (status.ok()) committed_(batch.grown(), batch.wake());
  {
    const std::lock_guard lock(mutex_);
    under_way_ = nullptr;
    here_ = false;
    failed_ = status;
  }
  written_.notify_one();
  batch.Answer(status);
}

}  // namespace kasvu::engine

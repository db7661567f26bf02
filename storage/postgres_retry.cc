#include "storage/postgres_retry.h"

#include <chrono>
#include <random>
#include <thread>

namespace kasvu::storage {
namespace {

constexpr int kAttempts = 10;
constexpr std::chrono::microseconds kFirstWait{500};

}  // namespace

absl::Status WhileConflicting(absl::FunctionRef<absl::Status()> attempt) {
  thread_local std::minstd_rand random{std::random_device()()};
  absl::Status status = attempt();
  auto longest = kFirstWait;
  for (int again = 1; again < kAttempts && status.code() == absl::StatusCode::kAborted; ++again) {
    std::uniform_int_distribution<int64_t> wait(longest.count() / 2, longest.count());
    std::this_thread::sleep_for(std::chrono::microseconds(wait(random)));
    longest *= 2;
    status = attempt();
  }
  return status;
}

}  // namespace kasvu::storage

// Clients that record what people did and go on, by request_id, through whatever happens to the
// server or its database meanwhile; and what they and those who looked on saw of it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/population.h"
#include "tests/testing/counter_history.h"

namespace kasvu::tests {

class RecordingClients {
 public:
  // Everything that `population` can record is recorded at `address`; it outlives this. Each call
  // waits for its answer for `patience` at first, and longer when it is made again.
  RecordingClients(const bench::Population& population, const std::string& address,
                   std::chrono::milliseconds patience = std::chrono::seconds(3));
  // Gives up what is not recorded yet.
  ~RecordingClients();

  // Begins, with so many clients and so many who look on.
  void Start(int clients, int readers);
  // Waits until so many calls have been answered.
  void AwaitAnswers(int answers);
  // Waits until everything has been recorded. Those that are not well by then, in sentences.
  std::vector<std::string> Finish();

  // Asks once more for everything that was answered, which changes nothing: what was lost, done
  // again, or left out of the histories, in sentences.
  std::vector<std::string> FindFaults();

  // How often a call had to be made again.
  int repeats() const { return repeats_; }

 private:
  struct Answer {
    bool was_given = false;
    uint64_t position = 0;
  };
  void Record(int client);
  // Waits until the step that has to come before has been answered.
  void AwaitTurn(int index);
  void GiveUp();
  void Look(int reader);
  // How many of the person's steps are done; negative when the server did not tell.
  int StepsDone(int client, const std::string& owner) const;
  void Fault(const std::string& fault);

  const bench::Population& population_;
  const bench::Stubs<kasvu::v1::ProgressService> stubs_;
  const std::string address_;
  const std::chrono::milliseconds patience_;
  std::vector<std::string> owners_;
  std::map<std::string, CounterHistory> histories_;
  std::vector<Answer> answers_;  // by recording
  std::atomic<int> next_ = 0;
  std::atomic<int> answered_ = 0;
  std::atomic<int> repeats_ = 0;
  std::atomic<bool> recorded_ = false;
  std::atomic<bool> given_up_ = false;
  std::mutex mutex_;
  std::condition_variable given_;  // an answer, or up
  std::vector<std::string> faults_;
  std::vector<std::thread> clients_;
  std::vector<std::thread> readers_;
};

}  // namespace kasvu::tests

#include "tests/e2e/recording_clients.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"

namespace kasvu::tests {
namespace {

using kasvu::v1::RecordStepRequest;
using kasvu::v1::RecordStepResponse;

constexpr std::chrono::seconds kCallLasts(3);
constexpr std::chrono::milliseconds kBeforeRepeat(20);
// In all, of one call: a failover that takes longer is none.
constexpr int kRepeatsMost = 3'000;

// Whether the call may be made again.
bool IsWorthRepeating(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::DEADLINE_EXCEEDED ||
         code == grpc::StatusCode::RESOURCE_EXHAUSTED || code == grpc::StatusCode::ABORTED ||
         code == grpc::StatusCode::CANCELLED;
}

}  // namespace

RecordingClients::RecordingClients(const bench::Population& population, const std::string& address,
                                   std::chrono::milliseconds patience)
    : population_(population), stubs_(address), address_(address), patience_(patience) {
  std::set<std::string> owners;
  for (int i = 0; i < population.recordings(); ++i) owners.insert(population.Recording(i).owner());
  owners_.assign(owners.begin(), owners.end());
  for (const std::string& owner : owners_) histories_[owner];
  answers_.resize(population.recordings());
}

RecordingClients::~RecordingClients() {
  GiveUp();
  Finish();
}

void RecordingClients::Start(int clients, int readers) {
  for (int i = 0; i < clients; ++i) clients_.emplace_back([this, i] { Record(i); });
  for (int i = 0; i < readers; ++i) readers_.emplace_back([this, i] { Look(i); });
}

void RecordingClients::AwaitAnswers(int answers) {
  while (answered_ < answers && answered_ < population_.recordings() && !given_up_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

std::vector<std::string> RecordingClients::Finish() {
  for (std::thread& client : clients_) client.join();
  clients_.clear();
  recorded_ = true;
  for (std::thread& reader : readers_) reader.join();
  readers_.clear();
  const std::lock_guard lock(mutex_);
  return faults_;
}

void RecordingClients::GiveUp() {
  {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
  }
  given_.notify_all();
}

void RecordingClients::AwaitTurn(int index) {
  const int before = index - population_.enrolments();
  if (before < (bench::Population::kInAnyOrder - 1) * population_.enrolments()) return;
  std::unique_lock lock(mutex_);
  given_.wait(lock, [&] { return answers_[before].was_given || given_up_; });
}

void RecordingClients::Record(int client) {
  for (int index = next_++; index < population_.recordings() && !given_up_; index = next_++) {
    AwaitTurn(index);
    if (given_up_) return;
    const RecordStepRequest request = population_.Recording(index);
    CounterHistory& history = histories_.at(request.owner());
    const size_t write = history.BeginWrite();
    for (int again = 0;; ++again) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() +
                           (again == 0 ? patience_ : std::chrono::milliseconds(kCallLasts)));
      RecordStepResponse response;
      const grpc::Status status = stubs_.Of(client).RecordStep(&context, request, &response);
      if (status.ok()) {
        history.EndWrite(write, CounterHistory::Outcome::kDone);
        {
          const std::lock_guard lock(mutex_);
          answers_[index] = {true, response.position()};
        }
        given_.notify_all();
        ++answered_;
        break;
      }
      if (!IsWorthRepeating(status.error_code()) || again == kRepeatsMost) {
        Fault(absl::StrCat("recording ", index, ": ", status.error_message()));
        GiveUp();
      }
      if (given_up_) return;
      ++repeats_;
      std::this_thread::sleep_for(kBeforeRepeat);
    }
  }
}

void RecordingClients::Look(int reader) {
  for (size_t i = reader; !recorded_; i += 7) {
    const std::string& owner = owners_[i % owners_.size()];
    CounterHistory& history = histories_.at(owner);
    const size_t read = history.BeginRead();
    const int done = StepsDone(reader, owner);
    if (done >= 0) history.EndRead(read, done);
  }
}

int RecordingClients::StepsDone(int client, const std::string& owner) const {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallLasts);
  kasvu::v1::GetProgressRequest request;
  request.set_name(owner);
  kasvu::v1::EnrolmentProgress progress;
  if (!stubs_.Of(client).GetProgress(&context, request, &progress).ok()) return -1;
  int done = 0;
  for (const auto& step : progress.steps()) done += step.state() == kasvu::v1::STATE_DONE;
  return done;
}

std::vector<std::string> RecordingClients::FindFaults() {
  std::map<std::string, int> recorded;
  std::map<std::string, std::set<uint64_t>> positions;
  for (int index = 0; index < population_.recordings(); ++index) {
    if (!answers_[index].was_given) continue;
    const RecordStepRequest request = population_.Recording(index);
    ++recorded[request.owner()];
    positions[request.owner().substr(0, request.owner().find("/enrolments/"))].insert(
        answers_[index].position);
    grpc::ClientContext context;
    RecordStepResponse response;
    const grpc::Status status = stubs_.Of(index).RecordStep(&context, request, &response);
    if (!status.ok() || response.position() != answers_[index].position) {
      Fault(absl::StrCat("recording ", index, " had position ", answers_[index].position,
                         " and has now ", response.position(), " ", status.error_message()));
    }
  }
  for (const auto& [owner, count] : recorded) {
    CounterHistory& history = histories_.at(owner);
    const size_t read = history.BeginRead();
    const int done = StepsDone(0, owner);
    history.EndRead(read, done);
    if (done != count) Fault(absl::StrCat(owner, ": ", count, " recorded, ", done, " done"));
    for (const std::string& fault : history.Faults()) Fault(owner + ": " + fault);
  }
  const bench::Stubs<kasvu::v1::EnrolmentService> enrolments(address_);
  for (const auto& [cohort, answered] : positions) {
    kasvu::v1::VerifyHistoryRequest verify;
    verify.set_cohort(cohort);
    kasvu::v1::VerifyHistoryResponse verified;
    grpc::ClientContext verifying;
    const grpc::Status status = enrolments.Of(0).VerifyHistory(&verifying, verify, &verified);
    if (!status.ok()) Fault(cohort + ": " + status.error_message());
    // The recordings in the history are those that were answered, each once.
    std::set<uint64_t> found;
    kasvu::v1::ListHistoryRequest list;
    list.set_cohort(cohort);
    do {
      kasvu::v1::ListHistoryResponse page;
      grpc::ClientContext listing;
      if (!enrolments.Of(0).ListHistory(&listing, list, &page).ok()) break;
      for (const auto& change : page.changes()) {
        if (change.command().ends_with("RecordStep")) found.insert(change.position());
      }
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    if (found != answered) {
      Fault(absl::StrCat(cohort, ": ", answered.size(), " recordings were answered and ",
                         found.size(), " are in its history"));
    }
  }
  const std::lock_guard lock(mutex_);
  return faults_;
}

void RecordingClients::Fault(const std::string& fault) {
  const std::lock_guard lock(mutex_);
  faults_.push_back(fault);
}

}  // namespace kasvu::tests

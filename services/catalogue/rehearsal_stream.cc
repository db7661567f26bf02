#include "services/catalogue/rehearsal_stream.h"

#include <mutex>
#include <optional>
#include <utility>

#include "errors/error.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::SimulateTemplateResponse;

constexpr int kRunsAtATime = 4;
constexpr int kThreads = 2;  // that play one rehearsal

// Held by whoever plays it and by its stream.
class PlayedRehearsal : public std::enable_shared_from_this<PlayedRehearsal> {
 public:
  using Prepare = std::function<absl::StatusOr<NamedRehearsal>()>;

  PlayedRehearsal(const Stage& stage, Prepare prepare)
      : stage_(stage), prepare_(std::move(prepare)) {}

  void Begin() {
    stage_.players.Run([self = shared_from_this()] { self->MakeReady(); });
  }

  // Nobody waits for it any more.
  void Abandon() { abandoned_ = true; }

  // As of services::Watch.
  absl::StatusOr<bool> Next(SimulateTemplateResponse& response) {
    const std::lock_guard lock(mutex_);
    if (!failed_.ok()) return failed_;
    if (told_all_) return false;
    if (answer_) {
      told_all_ = true;
      response = std::move(*answer_);
      return true;
    }
    if (runs_done_ == runs_told_) return false;
    runs_told_ = runs_done_;
    response.set_runs_done(runs_done_);
    return true;
  }
  bool HasToldAll() {
    const std::lock_guard lock(mutex_);
    return told_all_;
  }

 private:
  void MakeReady() {
    if (abandoned_) return;
    absl::StatusOr<NamedRehearsal> prepared = prepare_();
    {
      const std::lock_guard lock(mutex_);
      failed_ = prepared.status();
    }
    if (!prepared.ok()) return stage_.changed.Raise();
    named_ = *std::move(prepared);
    for (int i = 0; i < kThreads; ++i) {
      stage_.players.Run([self = shared_from_this()] { self->PlaySome(); });
    }
  }

  void PlaySome() {
    workflows::Tally played;
    int done = 0;
    for (; done < kRunsAtATime && !abandoned_; ++done) {
      const int run = next_run_++;
      if (run >= named_.rehearsal->runs()) break;
      played.Add(named_.rehearsal->Play(run));
    }
    if (abandoned_) return;
    if (done > 0 && Add(played, done)) Conclude();
    stage_.changed.Raise();
    if (next_run_ >= named_.rehearsal->runs()) return;
    stage_.players.Run([self = shared_from_this()] { self->PlaySome(); });
  }

  // Whether those were the last.
  bool Add(const workflows::Tally& played, int done) {
    const std::lock_guard lock(mutex_);
    tally_.Add(played);
    runs_done_ += done;
    return runs_done_ == named_.rehearsal->runs();
  }

  void Conclude() {
    SimulateTemplateResponse answer;
    answer.set_runs_done(named_.rehearsal->runs());
    *answer.mutable_rehearsal() = named_.rehearsal->Told(tally_);
    answer.mutable_rehearsal()->set_template_(named_.name);
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }

  const Stage stage_;
  const Prepare prepare_;
  NamedRehearsal named_;
  std::atomic<bool> abandoned_ = false;
  std::atomic<int> next_run_ = 0;

  std::mutex mutex_;
  absl::Status failed_;
  workflows::Tally tally_;
  int runs_done_ = 0;
  int runs_told_ = 0;
  std::optional<SimulateTemplateResponse> answer_;
  bool told_all_ = false;
};

// What the stream holds of it: the rehearsal is played no further once this has gone.
class Listener {
 public:
  Listener(const Stage& stage, std::function<absl::StatusOr<NamedRehearsal>()> prepare)
      : playing_(stage.playing),
        played_(std::make_shared<PlayedRehearsal>(stage, std::move(prepare))) {
    played_->Begin();
  }
  ~Listener() {
    played_->Abandon();
    --playing_;
  }

  PlayedRehearsal& played() { return *played_; }

 private:
  std::atomic<int>& playing_;
  const std::shared_ptr<PlayedRehearsal> played_;
};

}  // namespace

services::Watch<SimulateTemplateResponse> PlayRehearsal(
    const Stage& stage, std::function<absl::StatusOr<NamedRehearsal>()> prepare) {
  ++stage.playing;
  const auto listener = std::make_shared<Listener>(stage, std::move(prepare));
  return {
      stage.changed,
      [listener](SimulateTemplateResponse& response) { return listener->played().Next(response); },
      [listener] { return listener->played().HasToldAll(); }};
}

}  // namespace kasvu::catalogue

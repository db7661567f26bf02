// Several servers over one store: any of them answers, and together they keep one history.

#include <gmock/gmock.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "tests/services/engine/season.h"
#include "tests/services/engine/second_engine.h"

namespace kasvu::engine {
namespace {

class SeveralServersTest : public SeasonTest {
 protected:
  SeveralServersTest() {
    store_->PretendToBeShared();
    Restart();
    EnrolInGroups("a", kPeople, 3);
    other_ =
        std::make_unique<SecondEngine>(*store_, *vault_, clock_, mandates_, *catalogue_server_);
  }
  ~SeveralServersTest() override { other_.reset(); }

  // Records through `progress` and returns the position of the record; 0 when it was refused.
  static uint64_t Record(Progress& progress, kasvu::v1::RecordStepRequest request,
                         const std::string& request_id) {
    request.set_request_id(request_id);
    const auto response = services::CallAs("", progress, &Progress::RecordStep, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->position() : 0;
  }

  static constexpr int kPeople = 30;
  static constexpr int kThreads = 8;
  std::unique_ptr<SecondEngine> other_;
};

TEST_F(SeveralServersTest, KeepOneHistoryWithoutGaps) {
  const uint64_t before = GetCohort("a").position();
  std::mutex mutex;
  std::vector<uint64_t> positions;
  // Each records its share, by turns with the others.
  const auto record = [&](Progress& progress, int number) {
    for (int i = 1 + number; i <= kPeople; i += kThreads) {
      const std::string name = Name("a", i);
      for (const auto& request :
           {Answering(name, "needs", "needs"), Signing(name, "joining.ground-rules"),
            Answering(name, "before", "wellbeing")}) {
        const uint64_t position = Record(progress, request, request.step() + std::to_string(i));
        const std::lock_guard lock(mutex);
        positions.push_back(position);
      }
    }
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    Progress& progress = number % 2 == 0 ? *progress_ : *other_->progress;
    threads.emplace_back([&, number] { record(progress, number); });
  }
  for (std::thread& thread : threads) thread.join();

  std::sort(positions.begin(), positions.end());
  ASSERT_EQ(positions.size(), 3u * kPeople);
  for (size_t i = 0; i < positions.size(); ++i) EXPECT_EQ(positions[i], before + 1 + i);
  EXPECT_EQ(Verify("a"), before + 3 * kPeople);
}

TEST_F(SeveralServersTest, AnswerWhatAnotherHasCarriedOut) {
  const auto signing = Signing(Name("a", 1), "joining.ground-rules");
  // The second has the cohort in memory before the first changes it.
  Record(*other_->progress, Answering(Name("a", 2), "needs", "needs"), "r-needs");
  const uint64_t position = Record(*progress_, signing, "r-signing");
  EXPECT_EQ(Record(*other_->progress, signing, "r-signing"), position);
  EXPECT_EQ(GetCohort("a").position(), position);
}

TEST_F(SeveralServersTest, RefuseWhatAnotherHasMadeImpossible) {
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  auto create = NewCohort("b");
  EXPECT_EQ(
      ReasonOf(
          services::CallAs("", *other_->enrolments, &Enrolments::CreateCohort, create).status()),
      "COHORT_EXISTS");
  EXPECT_EQ(Verify("b"), 1u);
}

TEST_F(SeveralServersTest, TellWatchersWhatAnotherHasChanged) {
  const uint64_t before = GetCohort("a").position();
  grpc::ClientContext context;
  // A stream that stays silent fails the test and does not hold it up.
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  kasvu::v1::WatchCohortRequest request;
  request.set_cohort("cohorts/a");
  request.set_position(before);
  const auto reader = other_->enrolments->WatchCohort(&context, request);
  for (int i = 1; i <= kPeople; ++i) {
    Record(i % 2 == 0 ? *progress_ : *other_->progress,
           Signing(Name("a", i), "joining.ground-rules"), "r-" + std::to_string(i));
    kasvu::v1::CohortChange change;
    ASSERT_TRUE(reader->Read(&change));
    EXPECT_EQ(change.position(), before + i);
  }
  context.TryCancel();
}

}  // namespace
}  // namespace kasvu::engine

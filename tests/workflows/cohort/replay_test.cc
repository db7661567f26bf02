#include "workflows/cohort/replay.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace kasvu::workflows {
namespace {

using storage::v1::Event;

Event AnyEvent(std::mt19937_64& random) {
  const auto* kinds = Event::descriptor()->FindOneofByName("kind");
  Event event;
  const int kind = static_cast<int>(random() % kinds->field_count());
  event.GetReflection()->MutableMessage(&event, kinds->field(kind));
  event.set_owner(static_cast<storage::v1::Owner>(random() % 4));
  event.set_ordinal(1 + random() % 3);
  event.set_occurred_at(static_cast<int64_t>(random() % 1000));
  if (event.has_step_recorded()) event.mutable_step_recorded()->set_key("session/goals");
  if (event.has_member_added()) event.mutable_member_added()->set_enrolment(random() % 5);
  return event;
}

// The image as it would lie on disk.
std::string Bytes(const CohortImage& image) {
  std::string bytes = image.cohort.SerializeAsString();
  const auto add = [&](const auto& states) {
    for (const auto& [ordinal, state] : states) {
      bytes += std::to_string(ordinal) + ":" + state.SerializeAsString() + ";";
    }
  };
  add(image.groups);
  add(image.links);
  add(image.enrolments);
  return bytes;
}

template <typename States>
void ThroughDisk(States& states) {
  for (auto& [ordinal, state] : states) state.ParseFromString(state.SerializeAsString());
}

TEST(ReplayTest, EqualsTheStatesThatWereWrittenAndReadOnTheWay) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 50; ++run) {
    std::vector<Event> events;
    CohortImage live;
    for (int i = 0; i < 60; ++i) {
      events.push_back(AnyEvent(random));
      Apply(live, events.back());
      live.cohort.ParseFromString(live.cohort.SerializeAsString());
      ThroughDisk(live.groups);
      ThroughDisk(live.links);
      ThroughDisk(live.enrolments);
      ASSERT_EQ(Bytes(live), Bytes(Replay(events))) << "after event " << i;
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows

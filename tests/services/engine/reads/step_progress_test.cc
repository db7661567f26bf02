#include "services/engine/reads/step_progress.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace kasvu::engine {
namespace {

TEST(StepProgress, HasAWordForEveryWayToSettle) {
  std::set<std::string> words;
  const auto* ways = storage::v1::Via_descriptor();
  for (int i = 0; i < ways->value_count(); ++i) {
    words.insert(WordFor(static_cast<storage::v1::Via>(ways->value(i)->number())));
  }
  EXPECT_EQ(words,
            (std::set<std::string>{"", "work", "earlier-credit", "make-up", "correction", "time"}));
}

}  // namespace
}  // namespace kasvu::engine

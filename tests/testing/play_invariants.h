// What must hold whoever plays: looked at for every single event of a cohort.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "workflows/cohort/replay.h"

namespace kasvu::workflows {

// Applies events one after the other to an image of its own and says what they broke: stages that
// follow each other against the tables, a step that was done and no longer is, a second end, a fact
// written twice. `corrects` lets a correction do what it is for.
class PlayInvariants {
 public:
  void Watch(const storage::v1::Event& event, bool corrects);

  // The image that the events so far lead to.
  const CohortImage& image() const { return image_; }

  // One sentence per fault; empty as long as everything holds.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void WatchStages(const CohortImage& before, const storage::v1::Event& event);
  void WatchSteps(const storage::v1::Event& event, bool corrects);

  CohortImage image_;
  std::set<std::pair<int, uint32_t>> corrected_;  // owners, by kind and ordinal
  std::vector<std::string> faults_;
};

// Where two images differ, for people; empty when they are the same.
std::string Difference(const CohortImage& a, const CohortImage& b);

}  // namespace kasvu::workflows

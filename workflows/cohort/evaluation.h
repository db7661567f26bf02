// What is known of a cohort at one moment, worked out at most once: where slots stand, when they
// are, what facts say. Short-lived: made for a command or a read, thrown away when the image or the
// time changes.
#pragma once

#include <memory>
#include <vector>

#include "workflows/cohort/view.h"

namespace kasvu::workflows {

class Boards;

// The functions of slots.h, facts.h, conditions.h and timetable.h that take an evaluation share
// what it has worked out; those that take a view make one of their own. Not for two threads.
class Evaluation {
 public:
  // `view` and what it refers to must outlive the evaluation and not change meanwhile.
  explicit Evaluation(const View& view);
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  const View& view() const { return view_; }
  // Those of the version that governs `owner`.
  Boards& boards(OwnerRef owner);

 private:
  struct Seen;

  View view_;
  std::vector<std::unique_ptr<Seen>> seen_;  // one for each version that was asked for
};

}  // namespace kasvu::workflows

// A run told from its beginning: what the people in it did, and what came of it.
#pragma once

#include <vector>

#include "workflows/proof/run_model.h"
#include "workflows/template/finding.h"

namespace kasvu::workflows {

class RunStory {
 public:
  // `answers` says how the run goes where it matters; elsewhere everybody does what there is to do.
  RunStory(RunModel& model, const RunAnswers& answers) : model_(model), answers_(answers) {}

  // Whether the run is one of `runs`.
  bool IsIn(RunSet runs) const;

  // She is accepted, and every answer that is not as usual.
  std::vector<RunEvent> Beginning() const;

  // An event that is about `place` alone.
  RunEvent About(std::string code, size_t place) const;

  // Why `place` does not settle, the root first; or nothing when it does.
  std::vector<RunEvent> WhyPending(size_t place);

  // Why `end` is not reached: a place that completion waits for, or a requirement. `path` becomes
  // where in the template that is said, `cause` the place or requirement.
  struct Reason {
    std::vector<RunEvent> events;
    std::string path;
    std::string cause;
  };
  Reason WhyNotReached(const kasvu::v1::End& end, const std::string& end_path);

  // The first thing that `place` waits for: another place, or all().size().
  size_t Blocker(size_t place);

 private:
  void AddPending(size_t place, std::vector<RunEvent>& events, int depth);
  void AddCause(size_t place, std::vector<RunEvent>& events, int depth);
  bool AddUnread(size_t place, std::vector<RunEvent>& events, int depth);
  const kasvu::v1::Condition* Unread(const kasvu::v1::Condition& condition, std::string& fact);
  size_t WriterOf(const std::string& fact);

  RunModel& model_;
  const RunAnswers& answers_;
};

}  // namespace kasvu::workflows

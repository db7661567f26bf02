#include "workflows/cohort/evaluation.h"

#include "workflows/cohort/boards.h"
#include "workflows/cohort/pins.h"

namespace kasvu::workflows {

struct Evaluation::Seen {
  explicit Seen(const View& through) : view(through), boards(view) {}

  const View view;
  Boards boards;
};

Evaluation::Evaluation(const View& view) : view_(view) {}

Evaluation::~Evaluation() = default;

Boards& Evaluation::boards(OwnerRef owner) {
  const Program& program = Governing(view_, owner);
  for (const auto& seen : seen_) {
    if (&seen->view.program == &program) return seen->boards;
  }
  seen_.push_back(std::make_unique<Seen>(SeenBy(view_, owner)));
  return seen_.back()->boards;
}

}  // namespace kasvu::workflows

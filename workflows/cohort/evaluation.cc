#include "workflows/cohort/evaluation.h"

#include "workflows/cohort/boards.h"

namespace kasvu::workflows {

Evaluation::Evaluation(const View& view) : view_(view), boards_(std::make_unique<Boards>(view_)) {}

Evaluation::~Evaluation() = default;

}  // namespace kasvu::workflows

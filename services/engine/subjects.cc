#include "services/engine/subjects.h"

namespace kasvu::engine {
namespace {

// About 10 MB; when it is full it starts anew, which costs one read per enrolment.
constexpr size_t kSubjectsMax = 1 << 16;

}  // namespace

std::optional<std::string> Subjects::Find(const std::string& enrolment) const {
  const std::lock_guard lock(mutex_);
  const auto found = persons_.find(enrolment);
  if (found == persons_.end()) return std::nullopt;
  return found->second;
}

void Subjects::Remember(const std::string& enrolment, const std::string& person) {
  const std::lock_guard lock(mutex_);
  if (persons_.size() >= kSubjectsMax) persons_.clear();
  persons_.insert_or_assign(enrolment, person);
}

}  // namespace kasvu::engine

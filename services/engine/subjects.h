// Whose keys seal the words on enrolments' steps: kept in memory, because an enrolment never
// changes its person and reading it whole for her name costs more than sealing.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace kasvu::engine {

// Safe for use by several threads.
class Subjects {
 public:
  // The person of an enrolment, by its name, when she is known here.
  std::optional<std::string> Find(const std::string& enrolment) const;
  void Remember(const std::string& enrolment, const std::string& person);

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::string> persons_;
};

}  // namespace kasvu::engine

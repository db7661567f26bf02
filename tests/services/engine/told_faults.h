#pragma once

#include <string>
#include <vector>

#include "services/common/faults.h"

namespace kasvu::engine {

// Faults as "REASON kTable key".
class ToldFaults : public services::Faults {
 public:
  void Add(services::Fault fault) override {
    told_.push_back(fault.reason + " " + fault.table + " " + fault.key);
  }
  const std::vector<std::string>& told() const { return told_; }

 private:
  std::vector<std::string> told_;
};

}  // namespace kasvu::engine

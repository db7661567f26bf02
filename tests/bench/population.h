// Cohorts, people and enrolments to measure with, made through the public API.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::bench {

inline constexpr char kProgramme[] = "kasvu/ekollega";

// Nothing can be measured. Thrown, so that the servers that were started for it are ended.
struct GivenUp : std::runtime_error {
  using std::runtime_error::runtime_error;
};
[[noreturn]] void GiveUp(const std::string& why);

// Cohorts of kasvu/ekollega that have begun, with everyone accepted.
class Population {
 public:
  // Ids of cohorts and people begin with `prefix`, so that several populations fit one server.
  Population(std::string address, std::string prefix);

  // Adds cohorts of so many participants each.
  void Grow(int cohorts, int participants);

  int enrolments() const { return static_cast<int>(enrolments_.size()); }
  int recordings() const;

  // How many steps of each can be recorded in any order: the second connection has to come after
  // the first, and so on.
  static constexpr int kInAnyOrder = 8;

  // The recordings of all enrolments in turn: first everybody's first step, then their second. Each
  // fits its step and can be made once.
  kasvu::v1::RecordStepRequest Recording(int index) const;

 private:
  std::vector<std::string> MakePersons(int first, int count) const;
  void MakeCohort(const std::string& id, const std::vector<std::string>& persons);

  std::string address_;
  std::string prefix_;
  int cohorts_ = 0;
  std::vector<std::string> enrolments_;
};

}  // namespace kasvu::bench

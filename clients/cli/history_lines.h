#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {

// Tells the changes of a cohort to people. Names of those who acted are asked for once each.
class HistoryTeller {
 public:
  HistoryTeller(Frame& frame, const absl::TimeZone& zone) : frame_(frame), zone_(zone) {}

  // Fetches the names of all who acted at once; without it each is asked for when it first comes.
  void Know(const std::vector<std::string>& actors);

  // One change: a line for each event, with position, time, actor, event, whom it is about, the
  // step and the details by key. English keeps the names that history is stored under.
  std::vector<std::string> LinesOf(const kasvu::v1::CohortChange& change);

 private:
  std::string ActorOf(const std::string& actor);

  Frame& frame_;
  absl::TimeZone zone_;
  std::map<std::string, std::string> names_;
};

}  // namespace kasvu::cli

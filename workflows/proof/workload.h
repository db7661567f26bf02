// Minutes a week of the participant, of one person in each role and of the coordinator.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "kasvu/v1/template_service.pb.h"
#include "workflows/proof/calendar_run.h"
#include "workflows/proof/param_corners.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

class Workload {
 public:
  // Adds the work of one participant's dates. A session's minutes fall on its day; other work is
  // spread evenly from the day on which it can begin to the one on which it is due. A person in a
  // role has as many participants as its capacity says, or one; a coordinator has one group.
  void Add(const ProgrammePlaces& places, CalendarRun& run, const ParamValues& params);

  // Reports whose busiest week is over the limit, and writes everybody's into `proof`.
  void Tell(const TemplateIndex& index, Report& report, kasvu::v1::Proof& proof) const;

 private:
  // Thousandths of minutes by step, in one week.
  using ByStep = std::map<std::string, int64_t>;

  struct Peak {
    int64_t sum = 0;
    int week = 0;
    ByStep steps;
    absl::CivilDay start;
    ParamValues params;
  };

  std::map<std::string, Peak> peaks_;  // by who
};

}  // namespace kasvu::workflows

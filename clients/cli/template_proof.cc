#include "clients/cli/template_proof.h"

#include "absl/strings/str_join.h"
#include "clients/cli/states.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

void PrintCounterexample(std::ostream& out, const v1::Finding& finding, const std::string& indent) {
  for (int i = 0; i < finding.counterexample_size(); ++i) {
    out << indent << i + 1 << ". " << Printable(finding.counterexample(i)) << '\n';
  }
}

void PrintProof(Frame& frame, const v1::Proof& proof) {
  for (const v1::AbsenceLimit& limit : proof.absences()) {
    const std::string series =
        limit.track().empty() ? limit.series() : limit.series() + " (" + limit.track() + ")";
    frame.PrintLine(frame.Say({"{series}: {sessions} kerrasta saa puuttua enintään {may_miss}.",
                               "{series}: man får utebli från högst {may_miss} av {sessions}.",
                               "{series}: at most {may_miss} of {sessions} may be missed."},
                              {{"series", series},
                               {"may_miss", std::to_string(limit.may_miss())},
                               {"sessions", std::to_string(limit.sessions())}}));
  }
  for (const v1::PeakWorkload& peak : proof.workloads()) {
    std::string line = frame.Say({"{who}: kiireisin viikko on {week}, {minutes} min",
                                  "{who}: mest att göra vecka {week}, "
                                  "{minutes} min",
                                  "{who}: busiest in week {week}, {minutes} min"},
                                 {{"who", RoleWord(peak.who(), frame.language())},
                                  {"week", std::to_string(peak.week())},
                                  {"minutes", std::to_string(peak.minutes())}});
    if (peak.limit() > 0) {
      line += frame.Say({" (enintään {limit})", " (högst {limit})", " (at most {limit})"},
                        {{"limit", std::to_string(peak.limit())}});
    }
    if (peak.steps_size() > 0) line += ": " + absl::StrJoin(peak.steps(), ", ");
    frame.PrintLine(line);
  }
}

}  // namespace kasvu::cli

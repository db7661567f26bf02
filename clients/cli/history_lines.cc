#include "clients/cli/history_lines.h"

#include <map>

#include "clients/cli/dates.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/table.h"

namespace kasvu::cli {

std::vector<std::string> HistoryLines(const kasvu::v1::CohortChange& change,
                                      const absl::TimeZone& zone, const std::string& language) {
  std::vector<std::string> lines;
  const std::string head = std::to_string(change.position()) + "  " +
                           ShortTime(TimeOf(change.record_time()), zone, language) + "  " +
                           LastPart(change.actor()) + "  " +
                           change.command().substr(change.command().find('.') + 1);
  for (const kasvu::v1::HistoryEvent& event : change.events()) {
    std::string line = head + "  " + event.kind() + "  " + ShortName(event.subject());
    if (!event.step().empty()) line += "  " + event.step();
    if (event.has_occur_time() && TimeOf(event.occur_time()) != TimeOf(change.record_time())) {
      line += "  @ " + ShortTime(TimeOf(event.occur_time()), zone, language);
    }
    for (const auto& [key, value] :
         std::map<std::string, std::string>(event.details().begin(), event.details().end())) {
      // Digests are for programs; people compare their beginnings.
      line += "  " + key + "=" + (key == "digest" ? value.substr(0, 12) : value);
    }
    lines.push_back(Printable(line));
  }
  if (lines.empty()) lines.push_back(Printable(head));
  return lines;
}

}  // namespace kasvu::cli

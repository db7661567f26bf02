#include "clients/cli/history_lines.h"

#include "clients/cli/dates.h"
#include "clients/cli/event_words.h"
#include "clients/cli/participants.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/states.h"
#include "clients/cli/table.h"

namespace kasvu::cli {

void HistoryTeller::Know(const std::vector<std::string>& actors) {
  const auto persons = PersonsNamed(frame_, actors);
  for (const std::string& actor : actors) names_[actor] = DisplayName(persons, actor);
}

std::string HistoryTeller::ActorOf(const std::string& actor) {
  if (!actor.starts_with("persons/")) {
    if (actor == "time") return frame_.Say({"aika", "tiden", "time"});
    return RoleWord(actor, frame_.language());
  }
  if (!names_.contains(actor)) Know({actor});
  return names_[actor];
}

std::vector<std::string> HistoryTeller::LinesOf(const kasvu::v1::CohortChange& change) {
  const std::string& language = frame_.language();
  std::vector<std::string> lines;
  std::string head = std::to_string(change.position()) + "  " +
                     ShortTime(TimeOf(change.record_time()), zone_, language) + "  " +
                     ActorOf(change.actor());
  // Commands have their names in the API alone.
  if (language == "en") {
    head += "  " + change.command().substr(change.command().find('.') + 1);
  }
  for (const kasvu::v1::HistoryEvent& event : change.events()) {
    std::string line =
        head + "  " + EventWord(event.kind(), language) + "  " + ShortName(event.subject());
    if (!event.step().empty()) line += "  " + event.step();
    if (event.has_occur_time() && TimeOf(event.occur_time()) != TimeOf(change.record_time())) {
      line += "  @ " + ShortTime(TimeOf(event.occur_time()), zone_, language);
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

#include "clients/cli/hints.h"

#include "clients/cli/resource_names.h"

namespace kasvu::cli {

void PrintNothingStored(Frame& frame) {
  frame.PrintLine(
      frame.Say({"Tämä oli kokeilu; mitään ei tallennettu.", "Detta var ett prov; inget sparades.",
                 "This was a dry run; nothing was stored."}));
}

void PrintNoGroups(Frame& frame, const std::string& cohort) {
  frame.PrintLine(frame.Say({"Ryhmiä ei ole vielä; muodosta ne komennolla kasvu group form {id}.",
                             "Det finns inga grupper än; bilda dem med kasvu group form {id}.",
                             "There are no groups yet; form them with kasvu group form {id}."},
                            {{"id", ShortName(cohort)}}));
}

}  // namespace kasvu::cli

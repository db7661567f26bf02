#include "clients/cli/event_words.h"

#include <map>
#include <string_view>

#include "clients/cli/words.h"

namespace kasvu::cli {

std::string EventWord(const std::string& kind, const std::string& language) {
  static const auto& words = *new std::map<std::string_view, Words>{
      {"AggregateChanged", {"keskiarvo muuttui", "medelvärdet ändrades", "AggregateChanged"}},
      {"CohortCancelled", {"toteutus peruttu", "genomförandet ställdes in", "CohortCancelled"}},
      {"CohortClosed", {"toteutus päättyi", "genomförandet avslutades", "CohortClosed"}},
      {"CohortCreated", {"toteutus perustettu", "genomförandet skapades", "CohortCreated"}},
      {"CohortRescheduled",
       {"alkamispäivää siirretty", "startdagen flyttades", "CohortRescheduled"}},
      {"CohortStarted", {"toteutus alkoi", "genomförandet började", "CohortStarted"}},
      {"ConsentGiven", {"suostumus annettu", "samtycke gavs", "ConsentGiven"}},
      {"EnrolmentAccepted", {"hyväksytty", "godkändes", "EnrolmentAccepted"}},
      {"EnrolmentApplied", {"haki mukaan", "ansökte", "EnrolmentApplied"}},
      {"EnrolmentEnded", {"osallistuminen päättyi", "deltagandet avslutades", "EnrolmentEnded"}},
      {"EnrolmentGrouped", {"sai ryhmän", "fick en grupp", "EnrolmentGrouped"}},
      {"EnrolmentJoined", {"aloitti", "började", "EnrolmentJoined"}},
      {"EnrolmentPaused", {"tauolle", "pausades", "EnrolmentPaused"}},
      {"EnrolmentResumed", {"jatkoi tauolta", "fortsatte efter pausen", "EnrolmentResumed"}},
      {"EnrolmentReturned", {"palasi mukaan", "kom tillbaka", "EnrolmentReturned"}},
      {"EnrolmentWaitlisted", {"laitettu jonoon", "sattes i kö", "EnrolmentWaitlisted"}},
      {"FactWritten", {"tieto kirjattu", "uppgiften antecknades", "FactWritten"}},
      {"GroupFormed", {"ryhmä muodostettu", "gruppen bildades", "GroupFormed"}},
      {"LinkAttached", {"liitetty sidokseen", "kopplad till en länk", "LinkAttached"}},
      {"LinkBound", {"sidos tuli voimaan", "länken började gälla", "LinkBound"}},
      {"LinkDetached", {"irrotettu sidoksesta", "lösgjord från en länk", "LinkDetached"}},
      {"LinkEnded", {"sidos päättyi", "länken avslutades", "LinkEnded"}},
      {"LinkMade", {"sidos ehdotettu", "länken föreslogs", "LinkMade"}},
      {"LinkPaused", {"sidos tauolle", "länken pausades", "LinkPaused"}},
      {"LinkResumed", {"sidos jatkui", "länken fortsatte", "LinkResumed"}},
      {"MemberAdded", {"jäsen lisätty", "medlem tillagd", "MemberAdded"}},
      {"MemberRemoved", {"jäsen poistettu", "medlem borttagen", "MemberRemoved"}},
      {"Migrated", {"siirretty versioon", "flyttad till version", "Migrated"}},
      {"OrdinalsGiven", {"tunnuksia annettu", "id:n gavs", "OrdinalsGiven"}},
      {"SessionCancelled", {"tapaaminen peruttu", "träffen ställdes in", "SessionCancelled"}},
      {"SessionHeld", {"tapaaminen pidetty", "träffen hölls", "SessionHeld"}},
      {"SessionMoved", {"tapaaminen siirretty", "träffen flyttades", "SessionMoved"}},
      {"SessionsPlanned", {"tapaamiset suunniteltu", "träffarna planerades", "SessionsPlanned"}},
      {"StepCorrected", {"kirjausta korjattu", "anteckningen rättades", "StepCorrected"}},
      {"StepEscalated", {"siirtyi koordinaattorille", "gick till koordinatorn", "StepEscalated"}},
      {"StepMadeUp", {"askel korvattu", "steget ersattes", "StepMadeUp"}},
      {"StepMissed", {"askel jäi väliin", "steget missades", "StepMissed"}},
      {"StepRecorded", {"askel kirjattu", "steget antecknades", "StepRecorded"}},
      {"StepRescheduled", {"määräpäivää siirretty", "tidsfristen flyttades", "StepRescheduled"}},
      {"StepReturned", {"palautettu täydennettäväksi", "skickades tillbaka", "StepReturned"}},
      {"StepSigned", {"allekirjoitettu", "undertecknades", "StepSigned"}},
      {"StepWaived", {"vapautettu askeleesta", "befriades från steget", "StepWaived"}},
  };
  const auto found = words.find(kind);
  return found == words.end() ? kind : std::string(found->second.In(language));
}

}  // namespace kasvu::cli

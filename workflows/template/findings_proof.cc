#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"never-completes", Severity::kError,
     "Nobody can ever complete: “{end}” is out of reach because of “{id}”, even if everybody does "
     "everything. Let “{id}” settle, or do not ask for it.",
     "Kukaan ei voi koskaan suorittaa ohjelmaa: “{end}” ei toteudu kohdan “{id}” takia, vaikka "
     "kaikki tekisivät kaiken. Anna kohdan “{id}” ratketa tai älä vaadi sitä.",
     "Ingen kan någonsin slutföra: ”{end}” nås inte på grund av ”{id}”, fast alla gör allt. Låt "
     "”{id}” avgöras eller kräv det inte."},
    {"cannot-complete", Severity::kError,
     "Somebody who does her part may still not complete “{end}”, because of “{id}”. Let “{id}” "
     "settle on those answers too, or add an end for them.",
     "Osansa tehnyt ei ehkä silti saavuta päätöstä “{end}” kohdan “{id}” takia. Anna kohdan “{id}” "
     "ratketa myös näillä vastauksilla tai lisää niille oma päätös.",
     "Den som gör sin del når ändå kanske inte ”{end}”, på grund av ”{id}”. Låt ”{id}” avgöras "
     "också med de svaren, eller lägg till ett slut för dem."},
    {"silence-strands", Severity::kError,
     "If somebody else stays silent, whoever does her part cannot complete “{end}”, because of "
     "“{id}”. Write “else: escalate” or “else: waived”, or do not ask for it.",
     "Jos joku muu vaikenee, osansa tehnyt ei saavuta päätöstä “{end}” kohdan “{id}” takia. "
     "Kirjoita “else: escalate” tai “else: waived”, tai älä vaadi sitä.",
     "Om någon annan tiger når den som gör sin del inte ”{end}”, på grund av ”{id}”. Skriv ”else: "
     "escalate” eller ”else: waived”, eller kräv det inte."},
    {"track-without-completion", Severity::kError,
     "No end of the kind completed is open to the track “{track}”. Add one for it, or an end for "
     "everybody.",
     "Polulla “{track}” ei ole päätöstä, jonka laji on completed. Lisää sille sellainen tai päätös "
     "kaikille.",
     "Spåret ”{track}” har inget slut av slaget completed. Lägg till ett för det eller ett slut "
     "för alla."},
    {"dead-step", Severity::kError,
     "Nobody can ever come to “{id}”: in no run does it open. Change what it waits for, or remove "
     "it.",
     "Kukaan ei voi koskaan päästä askeleeseen “{id}”: se ei avaudu missään kulussa. Muuta sitä, "
     "mitä se odottaa, tai poista se.",
     "Ingen kan någonsin komma till ”{id}”: det öppnas i inget förlopp. Ändra vad det väntar på "
     "eller ta bort det."},
    {"stuck", Severity::kError,
     "“{id}” can wait for ever, and then nothing is left to do and no end is reached. Use “after” "
     "instead of “needs”, or give it “close” and “else”.",
     "“{id}” voi odottaa ikuisesti, eikä silloin ole mitään tehtävää eikä päätöstä. Käytä kohtaa "
     "“after” kohdan “needs” sijaan tai anna close ja else.",
     "”{id}” kan vänta för evigt, och då finns inget kvar att göra och inget slut nås. Använd "
     "”after” i stället för ”needs” eller ge det close och else."},
    {"gate-waits-behind", Severity::kError,
     "“{id}” waits for “{other}”, which opens only after “{anchor}”: the gate waits for something "
     "behind it. Open “{other}” earlier, or take it out of “needs”.",
     "“{id}” odottaa askelta “{other}”, joka avautuu vasta kohdan “{anchor}” jälkeen: portti "
     "odottaa "
     "takanaan olevaa. Avaa “{other}” aiemmin tai poista se kohdasta “needs”.",
     "”{id}” väntar på ”{other}”, som öppnas först efter ”{anchor}”: grinden väntar på något bakom "
     "sig. Öppna ”{other}” tidigare eller ta bort det ur ”needs”."},
    {"session-too-early", Severity::kError,
     "“{id}” can take place before “{other}”, which it waits for, can be settled. Move the "
     "session, "
     "or open “{other}” earlier.",
     "“{id}” voi olla ennen kuin “{other}”, jota se odottaa, voi ratketa. Siirrä tapaamista tai "
     "avaa “{other}” aiemmin.",
     "”{id}” kan äga rum innan ”{other}”, som det väntar på, kan avgöras. Flytta träffen eller "
     "öppna ”{other}” tidigare."},
    {"deadline-too-early", Severity::kError,
     "On some start dates “{id}” is over before it can be done: look at “{key}”. Move one of the "
     "dates.",
     "Joinakin alkupäivinä “{id}” on ohi ennen kuin sen voi tehdä: katso kohtaa “{key}”. Siirrä "
     "toista päivää.",
     "Vissa startdagar är ”{id}” över innan det kan göras: se ”{key}”. Flytta ett av datumen."},
    {"too-few-people", Severity::kError,
     "This asks for {asked} of “{role}”, but a cohort need only have {min}. Raise its min, or ask "
     "for fewer.",
     "Tämä tarvitsee {asked} roolissa “{role}”, mutta toteutuksessa on ehkä vain {min}. Nosta min "
     "tai vaadi vähemmän.",
     "Detta kräver {asked} i rollen ”{role}”, men en omgång behöver bara ha {min}. Höj min eller "
     "kräv färre."},
    {"too-much-work", Severity::kWarning,
     "In week {week} “{who}” has {minutes} minutes of work, more than {limit}; most of it is "
     "“{id}”. "
     "Spread it out, or raise the limit under “workload”.",
     "Viikolla {week} roolilla “{who}” on {minutes} minuuttia työtä, yli {limit}; eniten vie "
     "“{id}”. Jaa se pidemmälle tai nosta rajaa kohdassa “workload”.",
     "Vecka {week} har ”{who}” {minutes} minuter arbete, mer än {limit}; mest tar ”{id}”. Sprid ut "
     "det eller höj gränsen under ”workload”."},
    {"proof-incomplete", Severity::kWarning,
     "The proof stopped at its limit of {limit} {what}; whether everybody can complete was not "
     "shown. Make conditions or counted series smaller.",
     "Todistus pysähtyi rajaansa ({limit} {what}); sitä, voivatko kaikki suorittaa ohjelman, ei "
     "osoitettu. Pienennä ehtoja tai laskettuja sarjoja.",
     "Beviset stannade vid sin gräns på {limit} {what}; om alla kan slutföra visades inte. Gör "
     "villkor eller räknade serier mindre."},
};

}  // namespace

std::span<const FindingText> ProofFindings() { return kTexts; }

}  // namespace kasvu::workflows

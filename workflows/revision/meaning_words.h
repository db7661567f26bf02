// The sentences of meaning.h.
#pragma once

#include "workflows/revision/sentences.h"

namespace kasvu::workflows {

inline constexpr Wording kNothing = {"Osallistujan kannalta mikään ei muutu.",
                                     "För en deltagare ändras ingenting.",
                                     "For a participant nothing changes."};
inline constexpr Wording kWordings = {"Muuttuneita sanamuotoja: {count}.",
                                      "Ändrade formuleringar: {count}.",
                                      "Changed wordings: {count}."};
inline constexpr Wording kStepRequired = {"Uutta tehtävää: {title}.", "Nytt att göra: {title}.",
                                          "New to do: {title}."};
inline constexpr Wording kStepVoluntary = {"Uutta ja vapaaehtoista: {title}.",
                                           "Nytt och frivilligt: {title}.",
                                           "New and voluntary: {title}."};
inline constexpr Wording kStepOfOthers = {"Uutta, muut tekevät: {title}.",
                                          "Nytt, görs av andra: {title}.",
                                          "New, done by others: {title}."};
inline constexpr Wording kSessionsAdded = {"Uusia tapaamisia: {title}.", "Nya träffar: {title}.",
                                           "New sessions: {title}."};
inline constexpr Wording kStepRemoved = {"Ei enää kysytä: {title}.", "Begärs inte längre: {title}.",
                                         "No longer asked: {title}."};
inline constexpr Wording kStepMoved = {
    "{title} on nyt vaiheessa “{phase}” tai siinä eri kohdassa.",
    "{title} finns nu i skedet ”{phase}” eller på en annan plats "
    "där.",
    "{title} is now in “{phase}”, or elsewhere in it."};
inline constexpr Wording kNowRequired = {"{title} on nyt pakollinen.",
                                         "{title} är nu obligatorisk.", "{title} is required now."};
inline constexpr Wording kNowVoluntary = {"{title} on nyt vapaaehtoinen.",
                                          "{title} är nu frivillig.", "{title} is voluntary now."};
inline constexpr Wording kLonger = {"{title} kestää {count} minuuttia pidempään.",
                                    "{title} är {count} minuter längre.",
                                    "{title} takes {count} minutes longer."};
inline constexpr Wording kShorter = {"{title} on {count} minuuttia lyhyempi.",
                                     "{title} är {count} minuter kortare.",
                                     "{title} is {count} minutes shorter."};
inline constexpr Wording kMoreOf = {"{title}: {count} enemmän.", "{title}: {count} fler.",
                                    "{title}: {count} more."};
inline constexpr Wording kFewerOf = {"{title}: {count} vähemmän.", "{title}: {count} färre.",
                                     "{title}: {count} fewer."};
inline constexpr Wording kBegins = {"{title} alkaa nyt kello {to}.",
                                    "{title} börjar nu klockan {to}.",
                                    "{title} begins at {to} now."};
inline constexpr Wording kUsualTime = {"{title} alkaa nyt ohjelman tavalliseen aikaan.",
                                       "{title} börjar nu vid programmets vanliga tid.",
                                       "{title} begins at the programme's usual time now."};
inline constexpr Wording kMode = {"{title} pidetään nyt {mode}.", "{title} hålls nu {mode}.",
                                  "{title} is held {mode} now."};
inline constexpr Wording kOnline = {"verkossa", "på nätet", "online"};
inline constexpr Wording kHybrid = {"sekä paikan päällä että verkossa",
                                    "både på plats och på nätet", "both on site and online"};
inline constexpr Wording kOnsite = {"paikan päällä", "på plats", "on site"};
inline constexpr Wording kEffort = {"{title} vie {to} minuuttia, ennen {from}.",
                                    "{title} tar {to} minuter, förut {from}.",
                                    "{title} takes {to} minutes, before {from}."};
inline constexpr Wording kRhythm = {"{title}: ajat tulevat toisessa rytmissä.",
                                    "{title}: tiderna kommer i en annan takt.",
                                    "{title}: the dates follow another rhythm."};
inline constexpr Wording kOpens = {"{title} avautuu eri ehdoin.",
                                   "{title} öppnas på andra villkor.",
                                   "{title} opens on other conditions."};
inline constexpr Wording kOtherKind = {"{title} on nyt toisenlainen askel.",
                                       "{title} är nu ett annat slags steg.",
                                       "{title} is another kind of step now."};
inline constexpr Wording kItemChanged = {"{title}: jokin kerta muuttuu.",
                                         "{title}: någon gång ändras.",
                                         "{title}: one of them changes."};
inline constexpr Wording kSessionMore = {"Yksi tapaaminen lisää: {item} ({title}).",
                                         "En träff till: {item} ({title}).",
                                         "One session more: {item} ({title})."};
inline constexpr Wording kSessionLess = {"Yksi tapaaminen vähemmän: {item} ({title}).",
                                         "En träff mindre: {item} ({title}).",
                                         "One session less: {item} ({title})."};
inline constexpr Wording kItemMore = {"Yksi lisää: {item} ({title}).", "En till: {item} ({title}).",
                                      "One more: {item} ({title})."};
inline constexpr Wording kItemLess = {"Yksi vähemmän: {item} ({title}).",
                                      "En mindre: {item} ({title}).",
                                      "One less: {item} ({title})."};
inline constexpr Wording kQuestionMore = {"Uusi kysymys lomakkeessa {form}: {question}.",
                                          "En ny fråga i {form}: {question}.",
                                          "A new question in {form}: {question}."};
inline constexpr Wording kQuestionLess = {"Lomakkeessa {form} ei enää kysytä: {question}.",
                                          "I {form} frågas inte längre: {question}.",
                                          "{form} no longer asks: {question}."};
inline constexpr Wording kRequirementMore = {"{end} vaatii nyt myös: {requirement}.",
                                             "{end} kräver nu också: {requirement}.",
                                             "{end} now also requires: {requirement}."};
inline constexpr Wording kRequirementLess = {"{end} ei enää vaadi: {requirement}.",
                                             "{end} kräver inte längre: {requirement}.",
                                             "{end} no longer requires: {requirement}."};
inline constexpr Wording kRequirementOther = {"{end} vaatii muuta kuin ennen: {requirement}.",
                                              "{end} kräver något annat än förut: {requirement}.",
                                              "{end} requires something else than before: "
                                              "{requirement}."};
inline constexpr Wording kMissMore = {"{title}: nyt saa jäädä väliin enemmän, {count}.",
                                      "{title}: nu får fler utebli, {count}.",
                                      "{title}: more may be missed now, {count}."};
inline constexpr Wording kMissLess = {"{title}: nyt saa jäädä väliin vähemmän, {count}.",
                                      "{title}: nu får färre utebli, {count}.",
                                      "{title}: fewer may be missed now, {count}."};
inline constexpr Wording kCalendarTime = {"Tapaamiset alkavat kello {to}, ellei toisin sanota.",
                                          "Träffarna börjar klockan {to} om inget annat sägs.",
                                          "Sessions begin at {to} unless something else is said."};
inline constexpr Wording kGroupSize = {"Ryhmien koko muuttuu.", "Gruppernas storlek ändras.",
                                       "The size of groups changes."};

// Of a date: it moves, goes, comes, or is reckoned otherwise.
struct DateWords {
  Wording earlier;
  Wording later;
  Wording gone;
  Wording fresh;
  Wording anew;
};

inline constexpr DateWords kDue = {
    {"{title}: määräaika on {days} päivää aiemmin.", "{title}: ska göras {days} dagar tidigare.",
     "{title} is due {days} days earlier."},
    {"{title}: määräaika on {days} päivää myöhemmin.", "{title}: ska göras {days} dagar senare.",
     "{title} is due {days} days later."},
    {"{title}: määräaikaa ei enää ole.", "{title}: har ingen förfallodag längre.",
     "{title} has no due date any more."},
    {"{title}: sille tulee määräaika.", "{title}: får en förfallodag.", "{title} gets a due date."},
    {"{title}: määräaika lasketaan toisin.", "{title}: förfallodagen räknas på annat sätt.",
     "{title}: the due date is reckoned otherwise."}};

inline constexpr DateWords kClose = {
    {"{title} sulkeutuu {days} päivää aiemmin.", "{title} stängs {days} dagar tidigare.",
     "{title} closes {days} days earlier."},
    {"{title} sulkeutuu {days} päivää myöhemmin.", "{title} stängs {days} dagar senare.",
     "{title} closes {days} days later."},
    {"{title} ei enää sulkeudu.", "{title} stängs inte längre.",
     "{title} does not close any more."},
    {"{title} sulkeutuu nyt jonakin päivänä.", "{title} stängs nu en viss dag.",
     "{title} closes on a certain day now."},
    {"{title} sulkeutuu eri perustein.", "{title} stängs på andra grunder.",
     "{title} closes by another reckoning."}};

}  // namespace kasvu::workflows

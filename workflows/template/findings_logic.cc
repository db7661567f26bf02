#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"moment-without-anchor", Severity::kError,
     "This moment has no anchor. Write at, before or after.",
     "Hetkeltä puuttuu ankkuri. Kirjoita at, before tai after.",
     "Ögonblicket saknar ankare. Skriv at, before eller after."},
    {"two-anchors", Severity::kError, "A moment has one anchor. Keep one of at, before and after.",
     "Hetkellä on yksi ankkuri. Jätä yksi kohdista at, before ja after.",
     "Ett ögonblick har ett ankare. Behåll ett av at, before och after."},
    {"at-with-distance", Severity::kError,
     "“at” takes no days, weeks or months. Write after or before instead.",
     "Kohtaan “at” ei kuulu days, weeks eikä months. Kirjoita sen sijaan after tai before.",
     "”at” tar inga days, weeks eller months. Skriv after eller before i stället."},
    {"too-far-away", Severity::kError,
     "This lies {count} days away; at most {limit} are possible. Choose a nearer moment.",
     "Tämä on {count} päivän päässä; enintään {limit} on mahdollista. Valitse lähempi hetki.",
     "Detta ligger {count} dagar bort; högst {limit} är möjligt. Välj ett närmare ögonblick."},
    {"this-without-series", Severity::kError,
     "“this” is an item of a series; the step has none. Name the anchor.",
     "“this” on sarjan osa; askeleella ei ole osia. Nimeä ankkuri.",
     "”this” är en del av en serie; steget har inga. Namnge ankaret."},
    {"end-before-aftercare", Severity::kError,
     "“end” is known only after it. Use another anchor, or make this aftercare with on_end.",
     "“end” tiedetään vasta sen jälkeen. Käytä toista ankkuria tai tee tästä jälkihoitoa kohdalla "
     "on_end.",
     "”end” är känt först efteråt. Använd ett annat ankare eller gör detta till eftervård med "
     "on_end."},
    {"before-unscheduled", Severity::kError,
     "Nobody knows beforehand when “{anchor}” will be. “before” needs something scheduled, such as "
     "session/last.",
     "Kukaan ei tiedä etukäteen, milloin “{anchor}” on. “before” tarvitsee jotain aikataulussa "
     "olevaa, kuten session/last.",
     "Ingen vet på förhand när ”{anchor}” blir. ”before” kräver något schemalagt, som "
     "session/last."},
    {"anchor-without-item", Severity::kError,
     "“{anchor}” is a series with several dates. Say which: {anchor}/first, {anchor}/last or an "
     "item.",
     "“{anchor}” on sarja, jolla on monta päivää. Kerro mikä: {anchor}/first, {anchor}/last tai "
     "jokin osa.",
     "”{anchor}” är en serie med flera datum. Säg vilket: {anchor}/first, {anchor}/last eller en "
     "del."},
    {"last-of-rolling", Severity::kError,
     "“{anchor}” never comes: the series has no last item. Use /next or /first.",
     "“{anchor}” ei tule koskaan: sarjalla ei ole viimeistä osaa. Käytä /next tai /first.",
     "”{anchor}” kommer aldrig: serien har ingen sista del. Använd /next eller /first."},
    {"fixed-date-of-rolling", Severity::kError,
     "“{key}” of every “{id}” is counted from the same “{anchor}”, so the later ones come after "
     "it. "
     "Count it from “this”.",
     "Jokaisen “{id}” kohta “{key}” lasketaan samasta kohdasta “{anchor}”, joten myöhemmät tulevat "
     "vasta sen jälkeen. Laske se kohdasta “this”.",
     "”{key}” för varje ”{id}” räknas från samma ”{anchor}”, så de senare kommer efter det. Räkna "
     "det "
     "från ”this”."},
    {"opens-after-last", Severity::kError,
     "The one for “{item}” never opens: after the last of “{series}” there is no next. Use gap: "
     "{series}, or leave “{item}” out by only.",
     "Osa “{item}” ei avaudu koskaan: sarjan “{series}” viimeisen jälkeen ei ole seuraavaa. Käytä "
     "gap: {series} tai jätä “{item}” pois (only).",
     "Den för ”{item}” öppnas aldrig: efter den sista i ”{series}” finns ingen nästa. Använd gap: "
     "{series} eller lämna bort ”{item}” med only."},
    {"empty-condition", Severity::kError,
     "The condition says nothing. Write is, done, count, all, any or not.",
     "Ehto ei sano mitään. Kirjoita is, done, count, all, any tai not.",
     "Villkoret säger inget. Skriv is, done, count, all, any eller not."},
    {"mixed-condition", Severity::kError,
     "A condition has one form. Put several under “all” or “any”.",
     "Ehdolla on yksi muoto. Pane useat kohtaan “all” tai “any”.",
     "Ett villkor har en form. Sätt flera under ”all” eller ”any”."},
    {"refinement-without-count", Severity::kError,
     "at_least, all_but, at_most, state, window, sum and distinct refine a count. Add “count: "
     "a-series”.",
     "at_least, all_but, at_most, state, window, sum ja distinct tarkentavat laskentaa. Lisää "
     "“count: sarja”.",
     "at_least, all_but, at_most, state, window, sum och distinct preciserar en räkning. Lägg till "
     "”count: en-serie”."},
    {"count-without-amount", Severity::kError,
     "Count how many? Give exactly one of at_least, all_but and at_most.",
     "Montako? Anna täsmälleen yksi kohdista at_least, all_but ja at_most.",
     "Hur många? Ange exakt ett av at_least, all_but och at_most."},
    {"state-without-at-most", Severity::kError,
     "“state” says what at_most counts. Add at_most or remove it.",
     "“state” kertoo, mitä at_most laskee. Lisää at_most tai poista se.",
     "”state” säger vad at_most räknar. Lägg till at_most eller ta bort det."},
    {"malformed-window", Severity::kError,
     "A window is either the last n items or n months, n from 1 to {limit}.",
     "Ikkuna on joko viimeiset n osaa tai n kuukautta, n välillä 1–{limit}.",
     "Ett fönster är antingen de sista n delarna eller n månader, n från 1 till {limit}."},
    {"condition-reads-steps", Severity::kError,
     "What opens or is proposed may read facts only. Let a survey or decision write a fact, or use "
     "needs and after.",
     "Avautuminen ja ehdotus voivat lukea vain tosiasioita. Anna kyselyn tai päätöksen kirjoittaa "
     "tosiasia, tai käytä kohtia needs ja after.",
     "Det som öppnas eller föreslås får bara läsa fakta. Låt en enkät eller ett beslut skriva ett "
     "faktum, eller använd needs och after."},
    {"not-over-steps", Severity::kError,
     "“not” over steps could become untrue again. Put it over a fact, or use at_most with a state.",
     "“not” askelten yllä voisi muuttua takaisin epätodeksi. Käytä sitä tosiasiaan tai käytä "
     "kohtaa at_most.",
     "”not” över steg kunde bli osant igen. Sätt det över ett faktum eller använd at_most med ett "
     "tillstånd."},
    {"fact-without-writer", Severity::kError,
     "Nobody writes the fact “{fact}”. Add “step: a-step” or “link: a-link”.",
     "Kukaan ei kirjoita tosiasiaa “{fact}”. Lisää “step: askel” tai “link: linkki”.",
     "Ingen skriver faktumet ”{fact}”. Lägg till ”step: ett-steg” eller ”link: en-länk”."},
    {"two-writers", Severity::kError,
     "The fact “{fact}” has two writers, a step and a link. Keep one.",
     "Tosiasialla “{fact}” on kaksi kirjoittajaa, askel ja linkki. Jätä toinen.",
     "Faktumet ”{fact}” har två skribenter, ett steg och en länk. Behåll en."},
    {"fact-without-values", Severity::kError,
     "The fact “{fact}” has no values. List them: values: [a, b].",
     "Tosiasialla “{fact}” ei ole arvoja. Luettele ne: values: [a, b].",
     "Faktumet ”{fact}” har inga värden. Räkna upp dem: values: [a, b]."},
    {"repeated-value", Severity::kError, "The fact “{fact}” has a value twice. Keep one.",
     "Tosiasialla “{fact}” on sama arvo kahdesti. Jätä yksi.",
     "Faktumet ”{fact}” har ett värde två gånger. Behåll ett."},
    {"fact-without-default", Severity::kError,
     "The fact “{fact}” has no default, so a silent writer would leave it open. Add one.",
     "Tosiasialla “{fact}” ei ole oletusta, joten vaikeneva kirjoittaja jättäisi sen auki. Lisää "
     "default.",
     "Faktumet ”{fact}” saknar förval, så en tyst skribent lämnar det öppet. Lägg till default."},
    {"default-not-a-value", Severity::kError,
     "The default “{value}” is not a value of “{fact}”.{suggestion} Its values: {known}.",
     "Oletus “{value}” ei ole tosiasian “{fact}” arvo.{suggestion} Sen arvot: {known}.",
     "Förvalet ”{value}” är inget värde för ”{fact}”.{suggestion} Dess värden: {known}."},
    {"mean-and-bands", Severity::kError,
     "A mean needs bands and bands need a mean. Give “{fact}” both.",
     "Keskiarvo tarvitsee kohdan bands ja bands keskiarvon. Anna tosiasialle “{fact}” molemmat.",
     "Ett medelvärde kräver bands och bands ett medelvärde. Ge ”{fact}” båda."},
    {"malformed-band", Severity::kError,
     "“{value}” is no band. Write \"<4.0\", \">=4.0\" or \"2.5..4.0\".",
     "“{value}” ei ole väli. Kirjoita \"<4.0\", \">=4.0\" tai \"2.5..4.0\".",
     "”{value}” är inget intervall. Skriv \"<4.0\", \">=4.0\" eller \"2.5..4.0\"."},
    {"writer-writes-nothing", Severity::kError,
     "“{step}” writes no facts; a survey, a decision or an outcome does. Name one of those.",
     "“{step}” ei kirjoita tosiasioita; kysely, päätös tai tulos kirjoittaa. Nimeä sellainen.",
     "”{step}” skriver inga fakta; en enkät, ett beslut eller ett resultat gör det. Namnge ett "
     "sådant."},
    {"ask-without-survey", Severity::kError,
     "Only a survey has questions; “{step}” is none. Remove ask and bands, or name a survey.",
     "Vain kyselyssä on kysymyksiä; “{step}” ei ole kysely. Poista ask ja bands tai nimeä kysely.",
     "Bara en enkät har frågor; ”{step}” är ingen. Ta bort ask och bands eller namnge en enkät."},
    {"survey-without-ask", Severity::kError,
     "Which question of “{step}” writes “{fact}”? Add “ask: a-question”.",
     "Mikä askeleen “{step}” kysymys kirjoittaa tosiasian “{fact}”? Lisää “ask: kysymys”.",
     "Vilken fråga i ”{step}” skriver ”{fact}”? Lägg till ”ask: en-fråga”."},
    {"question-of-other-kind", Severity::kError,
     "“{word}” does not fit: a mean needs a scale or number, any other fact a choice.",
     "“{word}” ei käy: keskiarvo tarvitsee asteikon tai luvun, muu tosiasia valinnan.",
     "”{word}” passar inte: ett medelvärde kräver en skala eller ett tal, ett annat faktum ett "
     "val."},
    {"value-nobody-writes", Severity::kError,
     "“{step}” never writes “{value}”.{suggestion} It can write: {known}.",
     "“{step}” ei kirjoita koskaan arvoa “{value}”.{suggestion} Se voi kirjoittaa: {known}.",
     "”{step}” skriver aldrig ”{value}”.{suggestion} Det kan skriva: {known}."},
    {"mean-outside-suggest", Severity::kError,
     "The mean “{fact}” changes as answers come; only “suggest” of a decision may read it. Let the "
     "decision write a fact.",
     "Keskiarvo “{fact}” muuttuu vastausten tullessa; vain päätöksen “suggest” voi lukea sitä. "
     "Anna päätöksen kirjoittaa tosiasia.",
     "Medelvärdet ”{fact}” ändras när svar kommer; bara ett besluts ”suggest” får läsa det. Låt "
     "beslutet skriva ett faktum."},
    {"unused-fact", Severity::kWarning, "Nothing reads the fact “{fact}”. Use it or remove it.",
     "Mikään ei lue tosiasiaa “{fact}”. Käytä sitä tai poista se.",
     "Inget läser faktumet ”{fact}”. Använd det eller ta bort det."},
    {"fact-read-before-written", Severity::kError,
     "The fact is read before it can be written: {cycle}. Let its writer come earlier, or read "
     "another fact.",
     "Tosiasia luetaan ennen kuin se voidaan kirjoittaa: {cycle}. Siirrä kirjoittaja aiemmaksi tai "
     "lue toista tosiasiaa.",
     "Faktumet läses innan det kan skrivas: {cycle}. Låt skribenten komma tidigare eller läs ett "
     "annat faktum."},
    {"cycle", Severity::kError,
     "These wait for each other, so none can ever begin: {cycle}. Remove one of the edges.",
     "Nämä odottavat toisiaan, joten mikään ei voi alkaa: {cycle}. Poista yksi yhteys.",
     "Dessa väntar på varandra, så inget kan börja: {cycle}. Ta bort en av förbindelserna."},
    {"due-before-open", Severity::kError, "“{id}” is due before it opens. Move one of the dates.",
     "“{id}” on määrä tehdä ennen kuin se avautuu. Siirrä toista päivää.",
     "”{id}” ska vara klart innan det öppnas. Flytta ett av datumen."},
    {"close-before-open", Severity::kError, "“{id}” closes before it opens. Move one of the dates.",
     "“{id}” sulkeutuu ennen kuin se avautuu. Siirrä toista päivää.",
     "”{id}” stängs innan det öppnas. Flytta ett av datumen."},
    {"close-before-due", Severity::kError, "“{id}” closes before it is due. Move one of the dates.",
     "“{id}” sulkeutuu ennen määräpäiväänsä. Siirrä toista päivää.",
     "”{id}” stängs innan det ska vara klart. Flytta ett av datumen."},
    {"due-before-prerequisite", Severity::kError,
     "“{id}” has to be done before “{other}”, which must come first. Move one of the dates.",
     "“{id}” pitää tehdä ennen kuin “{other}”, jonka on tultava ensin. Siirrä toista päivää.",
     "”{id}” ska vara klart före ”{other}”, som måste komma först. Flytta ett av datumen."},
    {"end-without-kind", Severity::kError,
     "The end “{id}” has no kind. Add “as: completed”, declined, left or incomplete.",
     "Päätöksellä “{id}” ei ole lajia. Lisää “as: completed”, declined, left tai incomplete.",
     "Slutet ”{id}” har inget slag. Lägg till ”as: completed”, declined, left eller incomplete."},
    {"built-in-end", Severity::kError,
     "Withdrawn and cancelled happen by themselves. Give “{id}” another kind, or remove it.",
     "Keskeyttäminen ja peruminen tapahtuvat itsestään. Anna päätökselle “{id}” toinen laji tai "
     "poista se.",
     "Avbrutet och inställt sker av sig självt. Ge ”{id}” ett annat slag eller ta bort det."},
    {"end-without-requirements", Severity::kError,
     "The end “{id}” requires nothing, so everybody would reach it at once. Add requires.",
     "Päätös “{id}” ei vaadi mitään, joten kaikki saavuttaisivat sen heti. Lisää requires.",
     "Slutet ”{id}” kräver inget, så alla skulle nå det genast. Lägg till requires."},
    {"nobody-completes", Severity::kWarning,
     "No end is of the kind completed, and nobody counts as engaged. Add one of them.",
     "Mikään päätös ei ole lajia completed, eikä kukaan ole aktiivinen. Lisää jompikumpi.",
     "Inget slut är av slaget completed, och ingen räknas som aktiv. Lägg till ett av dem."},
    {"requirement-never-holds", Severity::kError,
     "This asks for {asked}, but there are at most {most}. Ask for less.",
     "Tämä vaatii {asked}, mutta niitä on enintään {most}. Vaadi vähemmän.",
     "Detta kräver {asked}, men det finns högst {most}. Kräv mindre."},
    {"requirement-asks-nothing", Severity::kError,
     "Counting “{word}” like this asks for nothing at all. Ask for more or remove it.",
     "Näin laskettuna “{word}” ei vaadi mitään. Vaadi enemmän tai poista se.",
     "Så räknat kräver ”{word}” ingenting. Kräv mer eller ta bort det."},
    {"requirement-of-other-track", Severity::kError,
     "“{word}” is for the track “{track}”, this end for “{own}”. Name a step of the same track.",
     "“{word}” on polulle “{track}”, tämä päätös polulle “{own}”. Nimeä saman polun askel.",
     "”{word}” är för spåret ”{track}”, detta slut för ”{own}”. Namnge ett steg på samma spår."},
    {"requirement-after-end", Severity::kError,
     "“{word}” opens only after an end, so it can never be required for one. Remove it.",
     "“{word}” avautuu vasta päätöksen jälkeen, joten sitä ei voi vaatia. Poista se.",
     "”{word}” öppnas först efter ett slut och kan aldrig krävas för ett. Ta bort det."},
    {"contradiction", Severity::kError,
     "“{fact}” cannot be both “{other}” and “{value}”. Remove one, or use any.",
     "“{fact}” ei voi olla sekä “{other}” että “{value}”. Poista toinen tai käytä kohtaa any.",
     "”{fact}” kan inte vara både ”{other}” och ”{value}”. Ta bort ett eller använd any."},
    {"unknown-field", Severity::kError,
     "“{id}” records no “{word}” to add up.{suggestion} Add it to its record.",
     "“{id}” ei kirjaa kenttää “{word}”, joka laskettaisiin yhteen.{suggestion} Lisää se kohtaan "
     "record.",
     "”{id}” antecknar inget ”{word}” att summera.{suggestion} Lägg till det i record."},
    {"rolling-without-window", Severity::kError,
     "A rolling series is counted within a window. Add a window with last or months.",
     "Jatkuva sarja lasketaan ikkunan sisällä. Lisää window ja siihen last tai months.",
     "En löpande serie räknas inom ett fönster. Lägg till window med last eller months."},
    {"prefer-all-but", Severity::kWarning,
     "At least {asked} of {most} breaks when the series changes. “all_but: {count}” survives it.",
     "Vähintään {asked} / {most} rikkoutuu, kun sarja muuttuu. “all_but: {count}” kestää sen.",
     "Minst {asked} av {most} brister när serien ändras. ”all_but: {count}” klarar det."},
    {"needs-session", Severity::kError,
     "Whoever misses “{word}” would be stranded. Use “after” for order, and a requirement for "
     "attendance.",
     "Se, joka on poissa kerrasta “{word}”, jäisi jumiin. Käytä järjestykseen kohtaa “after” ja "
     "läsnäoloon vaatimusta.",
     "Den som missar ”{word}” skulle fastna. Använd ”after” för ordningen och ett krav för "
     "närvaron."},
    {"waits-for-optional", Severity::kError,
     "“{word}” is optional and never closes, so this could wait for ever. Give it a close, or do "
     "not wait.",
     "“{word}” on vapaaehtoinen eikä sulkeudu, joten tämä voisi odottaa ikuisesti. Anna sille "
     "close tai älä odota.",
     "”{word}” är frivilligt och stängs aldrig, så detta kunde vänta för evigt. Ge det close eller "
     "vänta inte."},
    {"waits-for-rolling", Severity::kError,
     "“{word}” has no last item, so this would wait for ever. Wait for one of its items, have one "
     "of "
     "these for each, or do not wait.",
     "Sarjalla “{word}” ei ole viimeistä osaa, joten tämä odottaisi ikuisesti. Odota yhtä sen "
     "osista, tee näitä yksi kutakin kohti tai älä odota.",
     "”{word}” har ingen sista del, så detta skulle vänta för evigt. Vänta på en av dess delar, "
     "gör "
     "ett sådant för varje, eller vänta inte."},
    {"nobody-else-in-time", Severity::kError,
     "Somebody else must do “{id}”, and completion waits for it. Give it close and else, so that "
     "silence strands nobody.",
     "Jonkun muun on tehtävä “{id}”, ja suorittaminen odottaa sitä. Anna close ja else, ettei "
     "vaikeneminen jätä ketään jumiin.",
     "Någon annan måste göra ”{id}”, och slutförandet väntar på det. Ge det close och else, så att "
     "tystnad inte fäller någon."},
    {"flows-upwards", Severity::kError,
     "“{id}” is shared, but waits for “{other}” of a single participant. Let it wait for something "
     "shared, or read a mean.",
     "“{id}” on yhteinen, mutta odottaa yhden osallistujan askelta “{other}”. Anna sen odottaa "
     "jotain yhteistä tai lukea keskiarvoa.",
     "”{id}” är gemensamt men väntar på en enskild deltagares ”{other}”. Låt det vänta på något "
     "gemensamt eller läsa ett medelvärde."},
};

}  // namespace

std::span<const FindingText> LogicFindings() { return kTexts; }

}  // namespace kasvu::workflows

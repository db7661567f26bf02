#include "workflows/template/run_text.h"

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

constexpr RunText kTexts[] = {
    {"accepted", "The participant is accepted.", "Osallistuja hyväksytään.", "Deltagaren antas."},
    {"accepted-on-track", "The participant is accepted on the track “{track}”.",
     "Osallistuja hyväksytään polulle “{track}”.", "Deltagaren antas till spåret ”{track}”."},
    {"answered", "The participant answers “{value}” to “{ask}” in {step}.",
     "Osallistuja vastaa “{value}” kysymykseen “{ask}” askeleessa {step}.",
     "Deltagaren svarar ”{value}” på ”{ask}” i {step}."},
    {"decided", "{step} is decided: “{value}”.", "{step} ratkaistaan: “{value}”.",
     "{step} avgörs: ”{value}”."},
    {"recorded-as", "{step} is recorded as “{value}”.", "{step} kirjataan: “{value}”.",
     "{step} antecknas: ”{value}”."},
    {"left-out", "The participant leaves out {step}, which is optional.",
     "Osallistuja jättää väliin vapaaehtoisen askeleen {step}.",
     "Deltagaren hoppar över {step}, som är frivilligt."},
    {"silent-missed", "Nobody does {step} before it closes, so it is missed.",
     "Kukaan ei tee askelta {step} ennen sen sulkeutumista, joten se jää väliin.",
     "Ingen gör {step} innan det stängs, så det uteblir."},
    {"silent-waived", "Nobody does {step} before it closes, so it is waived.",
     "Kukaan ei tee askelta {step} ennen sen sulkeutumista, joten siitä luovutaan.",
     "Ingen gör {step} innan det stängs, så det efterskänks."},
    {"not-done-missed", "The participant does not do {step} before it closes, so it is missed.",
     "Osallistuja ei tee askelta {step} ennen sen sulkeutumista, joten se jää väliin.",
     "Deltagaren gör inte {step} innan det stängs, så det uteblir."},
    {"not-done-waived", "The participant does not do {step} before it closes, so it is waived.",
     "Osallistuja ei tee askelta {step} ennen sen sulkeutumista, joten siitä luovutaan.",
     "Deltagaren gör inte {step} innan det stängs, så det efterskänks."},
    {"absent", "The participant is absent from {step}.", "Osallistuja on poissa: {step}.",
     "Deltagaren är borta från {step}."},
    {"not-linked", "Nobody is linked to the participant as “{link}”.",
     "Osallistujalle ei tehdä linkkiä “{link}”.", "Ingen knyts till deltagaren som ”{link}”."},
    {"does-not-apply", "{step} does not apply then.", "{step} ei silloin koske osallistujaa.",
     "{step} gäller då inte deltagaren."},
    {"never-applies", "What {step} asks for to apply never holds.",
     "Se, mitä {step} edellyttää, ei toteudu koskaan.", "Det som {step} kräver gäller aldrig."},
    {"ended-before", "{step} would apply only then, but an end has been reached.",
     "Vasta silloin {step} koskisi osallistujaa, mutta päätös on jo saavutettu.",
     "Först då skulle {step} gälla, men ett slut har redan nåtts."},
    {"needs-missed", "{step} needs {other}, which was missed, so it never opens.",
     "{step} tarvitsee askeleen {other}, joka jäi väliin, joten se ei avaudu koskaan.",
     "{step} behöver {other}, som uteblev, så det öppnas aldrig."},
    {"waits-for-step", "{step} waits for {other} and never opens.",
     "{step} odottaa askelta {other} eikä avaudu koskaan.",
     "{step} väntar på {other} och öppnas aldrig."},
    {"waits-for-fact", "{step} waits for “{fact}”, which {other} never tells.",
     "{step} odottaa tosiasiaa “{fact}”, jota {other} ei koskaan kerro.",
     "{step} väntar på ”{fact}”, som {other} aldrig berättar."},
    {"waits-for-link", "{step} waits for a link “{link}” that nobody makes.",
     "{step} odottaa linkkiä “{link}”, jota kukaan ei tee.",
     "{step} väntar på en länk ”{link}” som ingen gör."},
    {"waits-for-date", "The day on which {step} opens never comes.",
     "Päivä, jona {step} avautuu, ei tule koskaan.", "Dagen då {step} öppnas kommer aldrig."},
    {"opens-after-end", "{step} opens only after an end.",
     "{step} avautuu vasta päätöksen jälkeen.", "{step} öppnas först efter ett slut."},
    {"stays-open", "{step} stays open, because nobody need do it.",
     "{step} jää auki, koska kenenkään ei tarvitse tehdä sitä.",
     "{step} förblir öppet, eftersom ingen behöver göra det."},
    {"completion-waits", "The end “{end}” waits for {step} for ever.",
     "Päätös “{end}” odottaa askelta {step} ikuisesti.",
     "Slutet ”{end}” väntar på {step} för evigt."},
    {"requirement-fails", "The end “{end}” asks for “{requirement}”, which cannot hold any more.",
     "Päätös “{end}” vaatii kohdan “{requirement}”, joka ei voi enää toteutua.",
     "Slutet ”{end}” kräver ”{requirement}”, som inte längre kan uppfyllas."},
    {"nothing-left", "Nothing is open, nothing more will settle, and no end is reached.",
     "Mitään ei ole auki, mikään ei enää ratkea, eikä mitään päätöstä saavuteta.",
     "Inget är öppet, inget mer avgörs, och inget slut nås."},
    {"starts", "A cohort starts on {date}.", "Toteutus alkaa {date}.", "En omgång börjar {date}."},
    {"starts-with", "A cohort with {params} starts on {date}.",
     "Toteutus alkaa {date}, ja sillä on {params}.", "En omgång med {params} börjar {date}."},
    {"opens-on", "{step} opens on {date}.", "{step} avautuu {date}.", "{step} öppnas {date}."},
    {"takes-place-on", "{step} takes place on {date}.", "{step} on {date}.",
     "{step} äger rum {date}."},
    {"done-on", "{step} is done on {date}.", "{step} tehdään {date}.", "{step} görs {date}."},
    {"due-on", "{step} is due on {date}.", "Askeleen {step} määräpäivä on {date}.",
     "{step} ska vara klart {date}."},
    {"closes-on", "{step} closes on {date}.", "{step} sulkeutuu {date}.", "{step} stängs {date}."},
    {"comes-after", "{step} comes after {other}.", "{step} tulee askeleen {other} jälkeen.",
     "{step} kommer efter {other}."},
    {"minutes-of", "{step} takes {minutes} minutes that week.",
     "{step} vie sillä viikolla {minutes} minuuttia.", "{step} tar {minutes} minuter den veckan."},
    {"minutes-together", "Together with the rest that is {minutes} minutes; the limit is {limit}.",
     "Muun kanssa se on {minutes} minuuttia; raja on {limit}.",
     "Tillsammans med resten är det {minutes} minuter; gränsen är {limit}."},
    {"week-of", "Week {week} begins on {date}.", "Viikko {week} alkaa {date}.",
     "Vecka {week} börjar {date}."},
    {"asks-for-people", "{step} asks for {asked} of “{role}”.",
     "{step} tarvitsee {asked} roolissa “{role}”.", "{step} kräver {asked} i rollen ”{role}”."},
    {"has-people", "A cohort may have as few as {min} of them.",
     "Toteutuksessa voi olla vain {min} heistä.", "En omgång kan ha så få som {min} av dem."},
};

}  // namespace

std::span<const RunText> RunTexts() { return kTexts; }

std::string Sentence(const RunEvent& event, std::string_view language) {
  for (const RunText& text : kTexts) {
    if (text.code != event.code) continue;
    const std::string_view words = language == "fi"   ? text.fi
                                   : language == "sv" ? text.sv
                                                      : text.en;
    const std::string suffix = absl::StrCat(".", std::string(language));
    std::string sentence;
    for (size_t at = 0; at < words.size();) {
      const size_t open = words.find('{', at);
      sentence += words.substr(at, open - at);
      if (open == std::string_view::npos) break;
      const size_t close = words.find('}', open);
      const std::string name(words.substr(open + 1, close - open - 1));
      auto found = event.parameters.find(name + suffix);
      if (found == event.parameters.end()) found = event.parameters.find(name);
      if (found != event.parameters.end()) sentence += found->second;
      at = close + 1;
    }
    return sentence;
  }
  return event.code;
}

}  // namespace kasvu::workflows

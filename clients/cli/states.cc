#include "clients/cli/states.h"

#include <map>

#include "absl/strings/ascii.h"
#include "clients/cpp/utf8.h"

namespace kasvu::cli {
namespace {

const std::map<std::string_view, Words>& EnumWords() {
  static const auto& words = *new std::map<std::string_view, Words>{
      {"Cohort.STAGE_PLANNED", {"suunniteltu", "planerat", "planned"}},
      {"Cohort.STAGE_ENROLLING", {"ilmoittautuminen auki", "anmälan pågår", "enrolling"}},
      {"Cohort.STAGE_RUNNING", {"käynnissä", "pågår", "running"}},
      {"Cohort.STAGE_AFTERCARE", {"jälkiseuranta", "uppföljning", "aftercare"}},
      {"Cohort.STAGE_CLOSED", {"päättynyt", "avslutat", "closed"}},
      {"Cohort.STAGE_CANCELLED", {"peruttu", "inställt", "cancelled"}},

      {"Enrolment.STAGE_APPLIED", {"hakenut", "ansökt", "applied"}},
      {"Enrolment.STAGE_WAITLISTED", {"jonossa", "i kö", "waitlisted"}},
      {"Enrolment.STAGE_ACCEPTED", {"hyväksytty", "godkänd", "accepted"}},
      {"Enrolment.STAGE_ACTIVE", {"aktiivinen", "aktiv", "active"}},
      {"Enrolment.STAGE_PAUSED", {"tauolla", "pausad", "paused"}},
      {"Enrolment.STAGE_ENDED", {"päättynyt", "avslutad", "ended"}},

      {"END_KIND_COMPLETED", {"suoritti", "slutförde", "completed"}},
      {"END_KIND_DECLINED", {"ei valittu", "inte antagen", "declined"}},
      {"END_KIND_LEFT", {"lähti", "lämnade", "left"}},
      {"END_KIND_INCOMPLETE", {"jäi kesken", "blev ofärdig", "incomplete"}},
      {"END_KIND_WITHDRAWN", {"keskeytti", "avbröt", "withdrew"}},
      {"END_KIND_CANCELLED", {"perui", "återtog", "cancelled"}},

      {"STATE_PENDING", {"tulossa", "kommande", "pending"}},
      {"STATE_OPEN", {"avoinna", "öppen", "open"}},
      {"STATE_SUBMITTED", {"odottaa muita", "väntar på andra", "submitted"}},
      {"STATE_DONE", {"tehty", "gjord", "done"}},
      {"STATE_MISSED", {"jäi väliin", "missad", "missed"}},
      {"STATE_WAIVED", {"vapautettu", "befriad", "waived"}},
      {"STATE_NOT_APPLICABLE", {"ei koske", "gäller inte", "not applicable"}},
      {"STATE_EXPIRED", {"rauennut", "förfallen", "expired"}},

      {"SessionDate.STATE_TENTATIVE", {"alustava", "preliminär", "tentative"}},
      {"SessionDate.STATE_PLANNED", {"sovittu", "planerad", "planned"}},
      {"SessionDate.STATE_HELD", {"pidetty", "hållen", "held"}},
      {"SessionDate.STATE_CANCELLED", {"peruttu", "inställd", "cancelled"}},

      {"LinkBinding.STAGE_PROPOSED", {"ehdotettu", "föreslagen", "proposed"}},
      {"LinkBinding.STAGE_BOUND", {"voimassa", "gäller", "bound"}},
      {"LinkBinding.STAGE_ENDED", {"päättynyt", "avslutad", "ended"}},

      {"MODE_ONSITE", {"paikan päällä", "på plats", "on site"}},
      {"MODE_ONLINE", {"verkossa", "på nätet", "online"}},
      {"MODE_HYBRID", {"paikalla tai etänä", "på plats eller distans", "hybrid"}},

      {"STANDING_PILOT", {"pilotti", "pilot", "pilot"}},
      {"STANDING_PUBLISHED", {"julkaistu", "publicerad", "published"}},
      {"STANDING_DEPRECATED", {"vanhentunut", "föråldrad", "deprecated"}},
      {"STANDING_WITHDRAWN", {"vedetty pois", "tillbakadragen", "withdrawn"}},

      {"SEVERITY_ERROR", {"virhe", "fel", "error"}},
      {"SEVERITY_WARNING", {"huomio", "varning", "warning"}},

      {"WorkItem.URGENCY_ESCALATED", {"ratkaistava", "att avgöra", "escalated"}},
      {"WorkItem.URGENCY_OVERDUE", {"myöhässä", "försenad", "overdue"}},
      {"WorkItem.URGENCY_DUE_SOON", {"pian", "snart", "due soon"}},
      {"WorkItem.URGENCY_OPEN", {"avoinna", "öppen", "open"}},
      {"WorkItem.URGENCY_COMING", {"tulossa", "kommande", "coming"}},

      {"ImportResult.OUTCOME_CREATED", {"lisätään", "läggs till", "new"}},
      {"ImportResult.OUTCOME_FOUND", {"on jo", "finns redan", "known"}},
      {"ImportResult.OUTCOME_REFUSED", {"hylätty", "avvisad", "refused"}},
      {"EnrolmentResult.OUTCOME_CREATED", {"lisätään", "läggs till", "new"}},
      {"EnrolmentResult.OUTCOME_FOUND", {"on jo mukana", "är redan med", "enrolled already"}},
      {"EnrolmentResult.OUTCOME_REFUSED", {"hylätty", "avvisad", "refused"}},

      {"THEME_DIGITALISATION", {"digitalisaatio", "digitalisering", "digitalisation"}},
      {"THEME_GROWTH", {"kasvu", "tillväxt", "growth"}},
      {"THEME_INTERNATIONALISATION",
       {"kansainvälistyminen", "internationalisering", "internationalisation"}},
      {"THEME_PRODUCTIVITY", {"tuottavuus", "produktivitet", "productivity"}},
      {"THEME_PEER_MENTORING", {"vertaismentorointi", "kollegialt mentorskap", "peer mentoring"}},
      {"THEME_CORE_GROUP", {"ydinryhmä", "kärngrupp", "core group"}},
      {"THEME_COACHING", {"valmennus", "coachning", "coaching"}},
  };
  return words;
}

}  // namespace

std::string StateWord(const google::protobuf::EnumDescriptor& type, int value,
                      const std::string& language) {
  const auto* const named = type.FindValueByNumber(value);
  if (named == nullptr || value == 0) return "";
  const std::string full = named->full_name().substr(std::string_view("kasvu.v1.").size());
  const auto found = EnumWords().find(full);
  if (found == EnumWords().end()) return absl::AsciiStrToLower(named->name());
  return std::string(found->second.In(language));
}

std::string StateOf(const kasvu::v1::Enrolment& enrolment, const std::string& language) {
  if (enrolment.stage() == kasvu::v1::Enrolment::STAGE_ENDED && enrolment.end_kind() != 0) {
    return StateIn(enrolment.end_kind(), language);
  }
  return StateIn(enrolment.stage(), language);
}

namespace {

using WordList = std::map<std::string_view, Words>;

std::string Found(const WordList& list, const std::string& word, const std::string& language) {
  const auto found = list.find(word);
  return found == list.end() ? word : std::string(found->second.In(language));
}

}  // namespace

std::string KindWord(const std::string& kind, const std::string& language) {
  static const auto& words = *new WordList{
      {"session", {"tapaaminen", "träff", "session"}},
      {"meeting", {"keskustelu", "möte", "meeting"}},
      {"task", {"tehtävä", "uppgift", "task"}},
      {"survey", {"kysely", "enkät", "survey"}},
      {"agreement", {"sopimus", "överenskommelse", "agreement"}},
      {"decision", {"päätös", "beslut", "decision"}},
      {"experiment", {"kokeilu", "experiment", "experiment"}},
      {"outcome", {"tulos", "resultat", "outcome"}},
      {"visit", {"vierailu", "besök", "visit"}},
  };
  return Found(words, kind, language);
}

std::string WorkReasonWord(const std::string& reason, const std::string& language) {
  static const auto& words = *new WordList{
      {"due-passed", {"määräaika meni", "tiden gick ut", "its due date passed"}},
      {"due-soon", {"määräaika lähellä", "tiden går snart ut", "due soon"}},
      {"open", {"avoinna", "öppen", "open"}},
      {"opens-soon", {"avautuu pian", "öppnas snart", "opens soon"}},
      {"escalated", {"jäi tekemättä, ratkaise", "blev ogjord, avgör", "not done, yours to settle"}},
      {"attendance-missing", {"läsnäolo puuttuu", "närvaron saknas", "attendance is missing"}},
      {"to-sign", {"odottaa allekirjoitusta", "väntar på underskrift", "to be signed"}},
      {"to-consent", {"odottaa suostumusta", "väntar på samtycke", "to be agreed to"}},
      {"to-review", {"odottaa arviota", "väntar på omdöme", "to be reviewed"}},
      {"version-withdrawn",
       {"versio vedettiin pois", "versionen drogs tillbaka", "the version was withdrawn"}},
      {"session", {"tapaaminen tulossa", "träff på kommande", "a session is coming"}},
  };
  return Found(words, reason, language);
}

namespace {

const WordList& RoleWords() {
  static const auto& words = *new WordList{
      {"self", {"itse", "själv", "self"}},
      {"participant", {"osallistuja", "deltagare", "participant"}},
      {"mentor", {"mentori", "mentor", "mentor"}},
      {"coordinator", {"koordinaattori", "koordinator", "coordinator"}},
      {"expert", {"asiantuntija", "expert", "expert"}},
      {"juror", {"raatilainen", "jurymedlem", "juror"}},
      {"publisher", {"julkaisija", "utgivare", "publisher"}},
      {"operator", {"ylläpitäjä", "administratör", "operator"}},
  };
  return words;
}

}  // namespace

std::string RoleWord(const std::string& role, const std::string& language) {
  return Found(RoleWords(), role, language);
}

std::string RoleNamed(const std::string& text) {
  const std::string wanted = client::LowerCase(text);
  for (const auto& [role, words] : RoleWords()) {
    if (wanted == words.fi || wanted == words.sv || wanted == words.en) return std::string(role);
  }
  return text;
}

}  // namespace kasvu::cli

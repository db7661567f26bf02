#include "clients/cli/migration_words.h"

#include <map>
#include <string_view>

#include "clients/cli/dates.h"
#include "clients/cli/resource_names.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;
using v1::EnrolmentMigration;
using v1::MigrationChange;
using v1::MigrationContradiction;

const std::map<std::string_view, Words>& Rules() {
  static const auto* const kRules = new std::map<std::string_view, Words>{
      {"not-chosen",
       {"Jätettiin valinnan ulkopuolelle.", "Lämnades utanför urvalet.", "Was not chosen."}},
      {"same-version",
       {"On jo tällä versiolla.", "Är redan på den versionen.", "Is on that version already."}},
      {"track-gone",
       {"Uudessa versiossa ei ole polkua {about}.", "Den nya versionen saknar spåret {about}.",
        "The new version has no track {about}."}},
      {"does-not-apply",
       {"Hän on tehnyt askeleen {about}, jota uusi versio ei häneltä kysyisi; jätä se aiemmaksi "
        "suoritukseksi valinnalla --credit {about}=",
        "Har gjort steget {about}, som den nya versionen inte skulle be om; lägg det åt sidan med "
        "--credit {about}=",
        "Has done {about}, which the new version would not have asked for; set it aside with "
        "--credit {about}="}},
      {"credit-taken",
       {"Askeleelle {about} on jo suoritus.", "Steget {about} är redan gjort.",
        "The step {about} is done already."}},
      {"credit-unknown",
       {"Uudessa versiossa ei ole osallistujan omaa askelta {about}.",
        "Den nya versionen saknar deltagarens eget steg {about}.",
        "The new version has no step {about} of the participant's own."}},
      {"whole-cohort",
       {"Koko toteutuksen askeleet muuttuvat, joten kaikki siirtyvät yhdessä; {about} jää.",
        "Hela genomförandets steg ändras, så alla går tillsammans; {about} stannar.",
        "Steps of the whole cohort change, so all move together; {about} stays."}},
      {"whole-group",
       {"Ryhmän tapaamiset tai askeleet muuttuvat, joten ryhmä siirtyy kokonaan; {about} jää.",
        "Gruppens träffar eller steg ändras, så hela gruppen går; {about} stannar.",
        "The group's sessions or steps change, so the whole group moves; {about} stays."}},
      {"whole-link",
       {"Yhteiset askeleet muuttuvat, joten sidos siirtyy kokonaan; {about} jää.",
        "De gemensamma stegen ändras, så båda går tillsammans; {about} stannar.",
        "Steps they share change, so both move together; {about} stays."}},
      {"fact-value",
       {"Uusi versio ei tunne annettua arvoa: {about}.",
        "Den nya versionen känner inte till värdet som getts: {about}.",
        "The new version does not know the value that was given: {about}."}},
      {"link-gone",
       {"Uudessa versiossa ei ole sidosta {about}; päätä se ensin.",
        "Den nya versionen saknar länken {about}; avsluta den först.",
        "The new version has no link {about}; end it first."}},
      {"ends-at-once",
       {"Uudella versiolla osallistuminen päättyisi heti: {about}.",
        "På den nya versionen skulle deltagandet sluta genast: {about}.",
        "On the new version the enrolment would end at once: {about}."}},
      {"closes-at-once",
       {"Uudella versiolla {about} sulkeutuisi heti.",
        "På den nya versionen stängs {about} genast.",
        "On the new version {about} would close at once."}},
  };
  return *kRules;
}

const Words& OutcomeOf(EnrolmentMigration::Outcome outcome) {
  static constexpr Words kCarries = {"Siirtyy", "Följer med", "Carries over"};
  static constexpr Words kChanged = {"Siirtyy muutoksin", "Följer med, med ändringar",
                                     "Carries over with changes"};
  static constexpr Words kPerson = {"Vaatii katsomista", "Någon behöver titta", "Needs a person"};
  static constexpr Words kRefused = {"Ei siirry", "Följer inte med", "Refused"};
  switch (outcome) {
    case EnrolmentMigration::OUTCOME_CARRIES_OVER:
      return kCarries;
    case EnrolmentMigration::OUTCOME_CARRIES_OVER_CHANGED:
      return kChanged;
    case EnrolmentMigration::OUTCOME_NEEDS_PERSON:
      return kPerson;
    default:
      return kRefused;
  }
}

const Words& ChangeOf(MigrationChange::Kind kind) {
  static const auto* const kChanges = new std::map<MigrationChange::Kind, Words>{
      {MigrationChange::KIND_STEP_ADDED,
       {"Uusi askel {step}", "Nytt steg {step}", "New step {step}"}},
      {MigrationChange::KIND_STEP_REMOVED,
       {"Askel {step} jää pois", "Steget {step} faller bort", "Step {step} goes"}},
      {MigrationChange::KIND_STEP_RENAMED,
       {"{step} on nyt {to}", "{step} heter nu {to}", "{step} is now {to}"}},
      {MigrationChange::KIND_DUE_MOVED,
       {"{step}: määräpäivä {before} → {after}", "{step}: förfaller {before} → {after}",
        "{step}: due {before} → {after}"}},
      {MigrationChange::KIND_CLOSE_MOVED,
       {"{step}: sulkeutuu {before} → {after}", "{step}: stänger {before} → {after}",
        "{step}: closes {before} → {after}"}},
      {MigrationChange::KIND_CREDIT_KEPT,
       {"{step} jää aiemmaksi suoritukseksi", "{step} blir kvar som tidigare prestation",
        "{step} stays as earlier credit"}},
      {MigrationChange::KIND_CREDITED,
       {"{step} luetaan hyväksi: {to}", "{step} räknas som {to}", "{step} counts for {to}"}},
      {MigrationChange::KIND_WAIVED,
       {"{step} on jo sulkeutunut; sitä ei häneltä vaadita",
        "{step} har redan stängt; det krävs inte av personen",
        "{step} has closed already; it is waived"}},
      {MigrationChange::KIND_SESSION_ADDED,
       {"Uusi tapaaminen {step}: {after}", "Ny träff {step}: {after}",
        "New session {step}: {after}"}},
      {MigrationChange::KIND_SESSION_REMOVED,
       {"Tapaaminen {step} ({before}) perutaan", "Träffen {step} ({before}) ställs in",
        "Session {step} ({before}) is called off"}},
      {MigrationChange::KIND_SESSION_MOVED,
       {"Tapaaminen {step}: {before} → {after}", "Träffen {step}: {before} → {after}",
        "Session {step}: {before} → {after}"}},
      {MigrationChange::KIND_SESSION_RENAMED,
       {"Tapaaminen {step} on nyt {to}", "Träffen {step} heter nu {to}",
        "Session {step} is now {to}"}},
  };
  static constexpr Words kUnknown = {"{step}", "{step}", "{step}"};
  const auto found = kChanges->find(kind);
  return found == kChanges->end() ? kUnknown : found->second;
}

const Words& ContradictionOf(MigrationContradiction::Kind kind) {
  static const auto* const kKinds = new std::map<MigrationContradiction::Kind, Words>{
      {MigrationContradiction::KIND_DONE_SINCE,
       {"{subject} on tehnyt askeleen {about}, jota edellisessä versiossa ei ole",
        "{subject} har gjort steget {about}, som den förra versionen saknar",
        "{subject} has done {about}, which the version before has not"}},
      {MigrationContradiction::KIND_CHANGED_SINCE,
       {"{subject}: {about} on kirjattu uudelleen siirron jälkeen",
        "{subject}: {about} har antecknats på nytt efter bytet",
        "{subject}: {about} has been recorded anew since"}},
      {MigrationContradiction::KIND_HELD_SINCE,
       {"{subject}: tapaaminen {about} on pidetty", "{subject}: träffen {about} har hållits",
        "{subject}: the session {about} has been held"}},
      {MigrationContradiction::KIND_ENDED_SINCE,
       {"{subject} on päättänyt uuden version mukaan: {about}",
        "{subject} har slutat enligt den nya versionen: {about}",
        "{subject} has ended by the new version: {about}"}},
      {MigrationContradiction::KIND_FACT_SINCE,
       {"{subject}: edellinen versio ei tunne arvoa {about}",
        "{subject}: den förra versionen känner inte till värdet {about}",
        "{subject}: the version before does not know the value of {about}"}},
      {MigrationContradiction::KIND_LINK_SINCE,
       {"{subject}: edellinen versio ei tunne sidosta {about}",
        "{subject}: den förra versionen känner inte till länken {about}",
        "{subject}: the version before does not know the link {about}"}},
      {MigrationContradiction::KIND_FORMED_SINCE,
       {"Ryhmä {about} on muodostettu siirron jälkeen", "Gruppen {about} har bildats efter bytet",
        "The group {about} has been formed since"}},
  };
  static constexpr Words kUnknown = {"{subject}: {about}", "{subject}: {about}",
                                     "{subject}: {about}"};
  const auto found = kKinds->find(kind);
  return found == kKinds->end() ? kUnknown : found->second;
}

}  // namespace

std::string OutcomeWords(const Frame& frame, EnrolmentMigration::Outcome outcome) {
  return frame.Say(OutcomeOf(outcome));
}

std::string RuleWords(const Frame& frame, const std::string& rule, const std::string& about) {
  const auto found = Rules().find(rule);
  return found == Rules().end() ? rule : frame.Say(found->second, {{"about", about}});
}

std::string ChangeWords(const Frame& frame, const MigrationChange& change, absl::TimeZone zone) {
  const std::string none = frame.Say({"ei päivää", "inget datum", "no date"});
  const auto date = [&](bool has, const google::protobuf::Timestamp& stamp) {
    // A day ends at 24:00, which is the next one's beginning.
    const absl::Time time = TimeOf(stamp) - absl::Microseconds(1);
    return has ? ShortDate(absl::ToCivilDay(time, zone), frame.language()) : none;
  };
  return frame.Say(ChangeOf(change.kind()), {{"step", change.step()},
                                             {"to", change.to()},
                                             {"before", date(change.has_before(), change.before())},
                                             {"after", date(change.has_after(), change.after())}});
}

std::string ContradictionWords(const Frame& frame, const MigrationContradiction& contradiction) {
  return frame.Say(
      ContradictionOf(contradiction.kind()),
      {{"subject", LastPart(contradiction.subject())}, {"about", contradiction.about()}});
}

}  // namespace kasvu::cli

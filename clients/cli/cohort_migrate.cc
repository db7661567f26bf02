// kasvu cohort migrate: another version of the programme for a running cohort.

#include <map>

#include "absl/strings/str_join.h"
#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/migration_words.h"
#include "clients/cli/participants.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;
using v1::EnrolmentMigration;

struct MigrateOptions {
  std::string cohort;
  std::string to;
  bool dry_run = false;
  std::string plan;
  std::vector<std::string> only;
  std::vector<std::string> except;
  std::string dates;
  std::vector<std::string> credit;
  std::vector<std::string> accept;
  bool accept_all = false;
  bool revert = false;
};

absl::StatusOr<v1::MigrateCohortRequest> RequestOf(Frame& frame, const MigrateOptions& options) {
  v1::MigrateCohortRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_template_(options.to);
  request.set_validate_only(options.plan.empty());
  request.set_plan_digest(options.plan);
  const auto add = [&](const std::vector<std::string>& texts, auto& names) -> absl::Status {
    for (const std::string& text : texts) {
      KASVU_ASSIGN_OR_RETURN(*names.Add(), ResolvePlace(frame, text, options.cohort));
    }
    return absl::OkStatus();
  };
  KASVU_RETURN_IF_ERROR(add(options.only, *request.mutable_only()));
  KASVU_RETURN_IF_ERROR(add(options.except, *request.mutable_except()));
  KASVU_RETURN_IF_ERROR(add(options.accept, *request.mutable_accept()));
  request.set_accept_all(options.accept_all);
  if (options.dates == "recompute") request.set_dates(v1::MigrateCohortRequest::DATES_RECOMPUTE);
  KASVU_ASSIGN_OR_RETURN(const auto credits, Assignments("--credit", options.credit));
  for (const auto& [from, to] : credits) (*request.mutable_credits())[from] = to;
  return request;
}

// Whether nobody asked for it to be otherwise: not chosen, or on that version already.
bool IsLeftAlone(const EnrolmentMigration& one) {
  return one.rule() == "not-chosen" || one.rule() == "same-version";
}

void PrintCounts(Frame& frame, const v1::MigrateCohortResponse& plan) {
  std::map<EnrolmentMigration::Outcome, int> counts;
  int left_alone = 0;
  for (const EnrolmentMigration& one : plan.enrolments()) {
    ++(IsLeftAlone(one) ? left_alone : counts[one.outcome()]);
  }
  Table table;
  table.AlignRight(1);
  for (const auto outcome :
       {EnrolmentMigration::OUTCOME_CARRIES_OVER, EnrolmentMigration::OUTCOME_CARRIES_OVER_CHANGED,
        EnrolmentMigration::OUTCOME_NEEDS_PERSON, EnrolmentMigration::OUTCOME_REFUSED}) {
    table.Add({OutcomeWords(frame, outcome), std::to_string(counts[outcome])});
  }
  if (left_alone > 0) {
    table.Add({frame.Say({"Jää ennalleen", "Blir som förut", "Left as it is"}),
               std::to_string(left_alone)});
  }
  frame.Print(table);
}

// Whether it was asked for and does not happen.
bool StaysBehind(const EnrolmentMigration& one) {
  return !IsLeftAlone(one) && (one.outcome() == EnrolmentMigration::OUTCOME_NEEDS_PERSON ||
                               one.outcome() == EnrolmentMigration::OUTCOME_REFUSED);
}

// Those who need somebody first.
void PrintStaying(Frame& frame, const Participants& participants,
                  const v1::MigrateCohortResponse& plan) {
  Table table({frame.Say({"Osallistuja", "Deltagare", "Participant"}), "",
               frame.Say({"Miksi", "Varför", "Why"}), frame.Say({"Sääntö", "Regel", "Rule"})});
  for (const auto outcome :
       {EnrolmentMigration::OUTCOME_NEEDS_PERSON, EnrolmentMigration::OUTCOME_REFUSED}) {
    for (const EnrolmentMigration& one : plan.enrolments()) {
      if (one.outcome() != outcome || IsLeftAlone(one)) continue;
      table.Add({participants.Label(one.enrolment()),
                 {OutcomeWords(frame, outcome), Style::kBad},
                 RuleWords(frame, one.rule(), one.about()),
                 one.rule()});
    }
  }
  if (table.empty()) return;
  frame.PrintLine("");
  frame.Print(table);
}

// The changes, once for all whom they concern alike.
void PrintChanges(Frame& frame, absl::TimeZone zone, const v1::MigrateCohortResponse& plan) {
  std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> alike;
  const auto add = [&](const std::string& name, const auto& changes) {
    std::vector<std::string> lines;
    for (const auto& change : changes) lines.push_back(ChangeWords(frame, change, zone));
    if (lines.empty()) return;
    for (auto& [names, same] : alike) {
      if (same != lines) continue;
      names.push_back(LastPart(name));
      return;
    }
    alike.push_back({{LastPart(name)}, std::move(lines)});
  };
  for (const auto& group : plan.groups()) add(group.group(), group.changes());
  for (const EnrolmentMigration& one : plan.enrolments()) add(one.enrolment(), one.changes());
  for (const auto& [names, lines] : alike) {
    frame.PrintLine("\n" + absl::StrJoin(names, ", ") + ":");
    for (const std::string& line : lines) frame.PrintLine("  " + Printable(line));
  }
}

absl::Status Migrate(Frame& frame, const MigrateOptions& options) {
  KASVU_ASSIGN_OR_RETURN(const v1::MigrateCohortRequest request, RequestOf(frame, options));
  KASVU_ASSIGN_OR_RETURN(const auto plan, frame.Call(client::kMigrateCohort, request));
  const bool dry_run = request.validate_only();
  for (const EnrolmentMigration& one : plan.enrolments()) {
    if (!dry_run && StaysBehind(one)) frame.RefusePart();
  }
  if (frame.PrintedJson(plan)) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const Participants participants, ParticipantsOf(frame, request.cohort()));
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, request.cohort()));
  PrintCounts(frame, plan);
  PrintStaying(frame, participants, plan);
  PrintChanges(frame, ZoneOf(cohort), plan);
  frame.PrintLine("");
  frame.PrintLine(
      plan.newcomers()
          ? frame.Say({"Uudet osallistujat: {version}.", "Nya deltagare: {version}.",
                       "Newcomers: {version}."},
                      {{"version", plan.template_()}})
          : frame.Say({"Uudet osallistujat: kuten ennen, {version}.",
                       "Nya deltagare: som förut, {version}.", "Newcomers: as before, {version}."},
                      {{"version", cohort.template_()}}));
  if (!dry_run) {
    frame.PrintLine(frame.Say(
        {"Siirretty versioon {version}.", "Flyttat till {version}.", "Migrated to {version}."},
        {{"version", plan.template_()}}));
    return absl::OkStatus();
  }
  frame.PrintLine(frame.Say({"Mitään ei muutettu. Toteuta samoin valinnoin ja --plan {digest}",
                             "Inget ändrades. Genomför med samma val och --plan {digest}",
                             "Nothing was changed. Carry it out by the same options and "
                             "--plan {digest}"},
                            {{"digest", plan.plan_digest()}}));
  return absl::OkStatus();
}

absl::Status Revert(Frame& frame, const MigrateOptions& options) {
  v1::RevertMigrationRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_validate_only(options.dry_run);
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kRevertMigration, request));
  if (!response.reverted()) frame.RefusePart();
  if (frame.PrintedJson(response)) return absl::OkStatus();
  const std::map<std::string, std::string> values = {
      {"version", response.template_()}, {"count", std::to_string(response.enrolments())}};
  if (response.reverted()) {
    frame.PrintLine(
        options.dry_run
            ? frame.Say({"Siirto voidaan perua: {count}. Uudet osallistujat: {version}.",
                         "Bytet kan tas tillbaka: {count}. Nya deltagare: {version}.",
                         "Can be taken back for {count}. Newcomers: {version}."},
                        values)
            : frame.Say({"Siirto peruttu: {count}. Uudet osallistujat: {version}.",
                         "Bytet har tagits tillbaka: {count}. Nya deltagare: {version}.",
                         "Taken back for {count}. Newcomers: {version}."},
                        values));
    return absl::OkStatus();
  }
  frame.PrintLine(frame.Say(
      {"Siirtoa ei voi perua, koska sen jälkeen:", "Bytet kan inte tas tillbaka, för sedan dess:",
       "The migration cannot be taken back, because since then:"}));
  for (const auto& one : response.contradictions()) {
    frame.PrintLine("  " + Printable(ContradictionWords(frame, one)));
  }
  return absl::OkStatus();
}

absl::Status Run(Frame& frame, const MigrateOptions& options) {
  const bool chooses = !options.to.empty() || !options.plan.empty() || !options.only.empty() ||
                       !options.except.empty() || !options.credit.empty() ||
                       !options.accept.empty() || options.accept_all || !options.dates.empty();
  if (options.revert && chooses) {
    return WrongUsage(
        {"--revert peruu viimeisimmän siirron kokonaan; anna sen kanssa vain --dry-run.",
         "--revert tar tillbaka hela det senaste bytet; ange bara --dry-run därtill.",
         "--revert takes back the latest migration as a whole; give only --dry-run "
         "with it."});
  }
  if (options.revert) return Revert(frame, options);
  if (options.to.empty() || (options.dry_run && !options.plan.empty())) {
    return WrongUsage({"Anna --to ja joko --dry-run tai --plan, tai --revert.",
                       "Ange --to och antingen --dry-run eller --plan, eller --revert.",
                       "Give --to and either --dry-run or --plan, or --revert."});
  }
  if (!options.dry_run && options.plan.empty()) {
    return WrongUsage(
        {"Katso ensin suunnitelma valinnalla --dry-run ja toteuta se valinnalla "
         "--plan.",
         "Se först planen med --dry-run och genomför den med --plan.",
         "Look at the plan with --dry-run first and carry it out with --plan."});
  }
  return Migrate(frame, options);
}

}  // namespace

void AddMigrate(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<MigrateOptions>();
  Verb verb(noun, frame, "migrate",
            {"Siirrä käynnissä oleva toteutus ohjelman toiseen versioon, tai peru siirto",
             "Flytta ett pågående genomförande till en annan version, eller ta det tillbaka",
             "Take a running cohort to another version of its programme, or back"},
            "kasvu cohort migrate ekollega-2021 --to kasvu/ekollega@2 --dry-run");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("--to", options->to,
              {"Versio, kasvu/kasvu-digi@4", "Versionen, kasvu/kasvu-digi@4",
               "The version, kasvu/kasvu-digi@4"})
      ->type_name("VERSION");
  verb.Flag("--dry-run", options->dry_run,
            {"Kerro vain, mitä siirto kullekin tarkoittaisi",
             "Berätta bara vad det skulle betyda för var och en",
             "Only tell what it would mean for everyone"});
  verb.Option("--plan", options->plan,
              {"Toteuta suunnitelma, jonka tunniste tämä on",
               "Genomför planen med den här beteckningen", "Carry out the plan with this digest"})
      ->type_name("DIGEST");
  verb.List("--only", options->only,
            {"Vain nämä osallistujat tai ryhmät: e1,e2,g1",
             "Bara de här deltagarna eller grupperna: e1,e2,g1",
             "Only these enrolments or groups: e1,e2,g1"});
  verb.List(
      "--except", options->except,
      {"Kaikki muut paitsi nämä osallistujat tai ryhmät",
       "Alla utom de här deltagarna eller grupperna", "Everyone but these enrolments or groups"});
  verb.Option("--dates", options->dates,
              {"keep: avoimet määräpäivät ja sovitut tapaamiset pysyvät (oletus); recompute: uuden "
               "version mukaan",
               "keep: öppna datum och planerade träffar står kvar (förval); recompute: enligt den "
               "nya versionen",
               "keep: open due dates and planned sessions stay (default); recompute: by the new "
               "version"})
      ->check(CLI::IsMember({"keep", "recompute"}).description(""))
      ->type_name("RULE");
  verb.List("--credit", options->credit,
            {"Tehty askel luetaan uuden hyväksi: old=new; old= jättää sen aiemmaksi suoritukseksi",
             "Ett gjort steg räknas som ett nytt: old=new; old= lägger det åt sidan",
             "What was done counts for a new step: old=new; old= sets it aside"});
  verb.List("--accept", options->accept,
            {"Nämä on katsottu: he siirtyvät", "De här har granskats: de följer med",
             "These have been looked at: they migrate"});
  verb.Flag("--accept-all", options->accept_all,
            {"Kaikki katsomista vaativat on katsottu", "Alla som behövde granskas har granskats",
             "All who needed a person have been looked at"});
  verb.Flag(
      "--revert", options->revert,
      {"Peru viimeisin siirto", "Ta tillbaka det senaste bytet", "Take the latest migration back"});
  verb.Does([&frame, options] { return Run(frame, *options); });
}

}  // namespace kasvu::cli

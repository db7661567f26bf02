// kasvu work: what is to be done, the most urgent first.

#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct WorkOptions {
  std::string person;
  std::string cohort;
  int days = 0;
  bool by_step = false;
};

Style StyleOf(v1::WorkItem::Urgency urgency) {
  const bool late =
      urgency == v1::WorkItem::URGENCY_ESCALATED || urgency == v1::WorkItem::URGENCY_OVERDUE;
  return late                                      ? Style::kBad
         : urgency == v1::WorkItem::URGENCY_COMING ? Style::kFaint
                                                   : Style::kPlain;
}

// Whose it is, as people say it: a name, or the group's or link's short name.
std::string Whose(const v1::WorkItem& item, const std::map<std::string, v1::Person>& persons) {
  if (!item.enrolment().empty()) {
    return ShortName(item.enrolment()) + " " + DisplayName(persons, item.person());
  }
  return ShortName(item.has_step() ? item.step().owner() : item.cohort());
}

// What it is about: the step, the link that waits for consent, or the version that was withdrawn.
std::string KeyOf(const v1::WorkItem& item) {
  if (!item.template_().empty()) return item.template_();
  return ShortName(item.link().empty() ? item.step().step() : item.link());
}

std::string TitleOf(const Frame& frame, const v1::WorkItem& item) {
  if (item.template_().empty()) return TextIn(item.step().title(), frame.language());
  if (item.successor().empty()) return item.standing_reason();
  return frame.Say({"tilalle {successor}", "i stället {successor}", "instead {successor}"},
                   {{"successor", item.successor()}}) +
         (item.standing_reason().empty() ? "" : ": " + item.standing_reason());
}

// The date that matters next: due, else the opening or the session's time.
std::string DateOf(const v1::StepProgress& step, const absl::TimeZone& zone,
                   const std::string& language) {
  const auto date = [&](const google::protobuf::Timestamp& stamp, bool ends_the_day) {
    // Due at 24:00 is due on the day before midnight.
    const absl::Time time =
        TimeOf(stamp) - (ends_the_day ? absl::Seconds(1) : absl::ZeroDuration());
    return ShortDate(absl::ToCivilDay(time, zone), language);
  };
  if (step.has_due_time()) return date(step.due_time(), true);
  if (step.has_occur_time()) return date(step.occur_time(), false);
  if (step.has_open_time()) return date(step.open_time(), false);
  return "";
}

// The items that differ only in whose they are, each of its own unless `by_step`; in their order.
std::vector<std::vector<const v1::WorkItem*>> Bundles(const v1::ListWorkItemsResponse& listed,
                                                      bool by_step) {
  std::vector<std::vector<const v1::WorkItem*>> bundles;
  std::map<std::vector<std::string>, size_t> places;
  for (const v1::WorkItem& item : listed.items()) {
    const auto [place, is_new] =
        places.emplace(std::vector<std::string>{std::to_string(item.urgency()), item.cohort(),
                                                KeyOf(item), item.reason(), item.role(),
                                                item.step().due_time().ShortDebugString()},
                       bundles.size());
    if (is_new || !by_step) {
      bundles.push_back({&item});
    } else {
      bundles[place->second].push_back(&item);
    }
  }
  return bundles;
}

// "11: e2, e3, e4, e5, e6, e7 …"
std::string WhoseAll(const std::vector<const v1::WorkItem*>& bundle) {
  constexpr size_t kMostShown = 6;
  std::string text = std::to_string(bundle.size()) + ":";
  for (size_t i = 0; i < bundle.size() && i < kMostShown; ++i) {
    const std::string& enrolment = bundle[i]->enrolment();
    text +=
        (i == 0 ? " " : ", ") + LastPart(enrolment.empty() ? bundle[i]->step().owner() : enrolment);
  }
  return bundle.size() > kMostShown ? text + " …" : text;
}

absl::Status Work(Frame& frame, const WorkOptions& options) {
  if (options.person.empty() && options.cohort.empty() && frame.IsOperator()) {
    return WrongUsage({"Kenen työlista? Anna --as, --person tai --cohort.",
                       "Vems arbetslista? Ange --as, --person eller --cohort.",
                       "Whose worklist? Give --as, --person or --cohort."});
  }
  v1::ListWorkItemsRequest request;
  if (!options.cohort.empty()) request.set_cohort(CohortName(options.cohort));
  request.set_days_ahead(options.days);
  const std::string& whose = options.person;
  if (!whose.empty()) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_person(), ResolvePerson(frame, whose));
  }
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListWorkItems, request));
  if (frame.PrintedJsonList(listed, "items")) return absl::OkStatus();

  std::vector<std::string> names;
  std::map<std::string, absl::TimeZone> zones;
  for (const v1::WorkItem& item : listed.items()) {
    names.push_back(item.person());
    if (zones.contains(item.cohort())) continue;
    const auto cohort = GetCohort(frame, item.cohort());
    zones[item.cohort()] = cohort.ok() ? ZoneOf(*cohort) : frame.zone();
  }
  const auto persons = PersonsNamed(frame, names);
  const std::string& language = frame.language();
  Table table({frame.Say({"Tilanne", "Läge", "Urgency"}), frame.Say({"Päivä", "Dag", "Date"}),
               frame.Say({"Kenen", "Vems", "Whose"}), frame.Say({"Askel", "Steg", "Step"}),
               frame.Say({"Mitä", "Vad", "What"}), frame.Say({"Miksi", "Varför", "Why"}),
               frame.Say({"Roolissa", "I rollen", "As"})});
  for (const auto& bundle : Bundles(listed, options.by_step)) {
    const v1::WorkItem& item = *bundle.front();
    table.Add({{StateIn(item.urgency(), language), StyleOf(item.urgency())},
               DateOf(item.step(), zones[item.cohort()], language),
               bundle.size() > 1 ? ShortName(item.cohort()) + " " + WhoseAll(bundle)
                                 : Whose(item, persons),
               KeyOf(item),
               TitleOf(frame, item),
               WorkReasonWord(item.reason(), language),
               RoleWord(item.role(), language)});
  }
  if (table.empty()) {
    frame.PrintLine(frame.Say(
        {"Ei tehtävää juuri nyt.", "Inget att göra just nu.", "Nothing to do right now."}));
    return absl::OkStatus();
  }
  frame.Print(table);
  return absl::OkStatus();
}

}  // namespace

void AddWork(CLI::App& app, Frame& frame) {
  auto options = std::make_shared<WorkOptions>();
  Verb verb(app, frame, "work",
            {"Työlista: mikä on myöhässä, pian tai avoinna", "Arbetslistan: försenat, snart, öppet",
             "The worklist: what is overdue, due soon or open"},
            "kasvu work --cohort ekollega-2021\n"
            "  kasvu work --as koordinaattori@example.org --by-step");
  verb.Option("--cohort", options->cohort,
              {"Kaikki toteutuksessa, koordinaattorille", "Allt i genomförandet, för koordinatorn",
               "Everything in a cohort, for its coordinator"})
      ->type_name("COHORT");
  verb.Option("--person", options->person,
              {"Kenen työlista (muuten --as)", "Vems lista (annars --as)",
               "Whose worklist (else --as)"})
      ->type_name("PERSON");
  verb.Option("--days", options->days,
              {"Kuinka monta päivää eteenpäin (muuten 14)", "Hur många dagar framåt (annars 14)",
               "How many days ahead (else 14)"})
      ->check(CLI::Range(1, 366).description(""))
      ->type_name("N");
  verb.Flag("--by-step", options->by_step,
            {"Yksi rivi askelta kohti: keneltä kaikilta se puuttuu",
             "En rad per steg: vilka alla som saknar det",
             "One line for each step: all who have it to do"});
  verb.Does([&frame, options] { return Work(frame, *options); });
}

}  // namespace kasvu::cli

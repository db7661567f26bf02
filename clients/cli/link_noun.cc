// kasvu link assign|rotate|end|consent|list

#include "clients/cli/arguments.h"
#include "clients/cli/hints.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct LinkOptions {
  std::string cohort;
  std::string place;  // COHORT/l3
  std::string link;
  std::string item;
  std::string group;
  std::vector<std::string> enrolments;
  std::vector<std::string> others;
  std::string enrolment;
  std::string reason;
  std::string by;
  bool dry_run = false;
  bool ended = false;
};

absl::Status PrintLinks(Frame& frame, const std::string& cohort,
                        const std::vector<v1::LinkBinding>& links) {
  KASVU_ASSIGN_OR_RETURN(Participants participants, ParticipantsOf(frame, cohort));
  std::vector<std::string> outside;
  for (const v1::LinkBinding& link : links) {
    // In a symmetric link people from outside stand among the participants.
    outside.insert(outside.end(), link.enrolments().begin(), link.enrolments().end());
    outside.insert(outside.end(), link.others().begin(), link.others().end());
  }
  const auto others = PersonsNamed(frame, outside);
  const auto label = [&](const std::string& name) {
    return name.starts_with("persons/") ? DisplayName(others, name) : participants.Label(name);
  };
  const auto joined = [&](const auto& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + label(name);
    return list;
  };
  Table table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Sidos", "Länk", "Link"}),
               frame.Say({"Kohta", "Del", "Item"}),
               frame.Say({"Osallistujat", "Deltagare", "Participants"}),
               frame.Say({"Kenen kanssa", "Med", "With"}),
               frame.Say({"Tila", "Tillstånd", "State"})});
  for (const v1::LinkBinding& link : links) {
    table.Add({LastPart(link.name()), link.link(), link.item(), joined(link.enrolments()),
               joined(link.others()), StateIn(link.stage(), frame.language())});
  }
  frame.Print(table);
  return absl::OkStatus();
}

absl::Status PrintLink(Frame& frame, const absl::StatusOr<v1::LinkBinding>& link) {
  if (!link.ok()) return link.status();
  if (frame.PrintedJson(*link)) return absl::OkStatus();
  return PrintLinks(frame, CohortOf(link->name()), {*link});
}

// An enrolment of the cohort, or a person: e7, persons/…, a person's id or an e-mail.
absl::StatusOr<std::string> OtherSide(Frame& frame, const std::string& cohort,
                                      const std::string& text) {
  const std::string enrolment = NameOf(Place{cohort, LastPart(text)});
  if (!enrolment.empty() && !text.starts_with("persons/")) return enrolment;
  return ResolvePerson(frame, text);
}

absl::Status Assign(Frame& frame, const LinkOptions& options) {
  v1::AssignLinkRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_link(options.link);
  request.set_item(options.item);
  for (const std::string& text : options.enrolments) {
    KASVU_ASSIGN_OR_RETURN(*request.add_enrolments(), ResolvePlace(frame, text, request.cohort()));
  }
  for (const std::string& text : options.others) {
    KASVU_ASSIGN_OR_RETURN(*request.add_others(), OtherSide(frame, request.cohort(), text));
  }
  return PrintLink(frame, frame.Call(client::kAssignLink, request));
}

absl::Status Rotate(Frame& frame, const LinkOptions& options) {
  v1::RotateLinksRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_link(options.link);
  request.set_item(options.item);
  if (!options.group.empty()) request.set_group(GroupName(options.cohort, options.group));
  request.set_validate_only(options.dry_run);
  KASVU_ASSIGN_OR_RETURN(const auto rotated, frame.Call(client::kRotateLinks, request));
  if (frame.PrintedJsonList(rotated, "links")) return absl::OkStatus();
  KASVU_RETURN_IF_ERROR(
      PrintLinks(frame, request.cohort(), {rotated.links().begin(), rotated.links().end()}));
  if (options.dry_run) PrintNothingStored(frame);
  return absl::OkStatus();
}

absl::Status End(Frame& frame, const LinkOptions& options) {
  KASVU_RETURN_IF_ERROR(CheckReason(options.reason));
  v1::EndLinkRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(),
                         ResolvePlace(frame, options.place, options.cohort));
  request.set_reason(options.reason);
  return PrintLink(frame, frame.Call(client::kEndLink, request));
}

absl::Status ConsentTo(Frame& frame, const LinkOptions& options) {
  v1::ConsentToLinkRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(),
                         ResolvePlace(frame, options.place, options.cohort));
  if (!options.by.empty()) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_by(),
                           OtherSide(frame, CohortOf(request.name()), options.by));
  }
  return PrintLink(frame, frame.Call(client::kConsentToLink, request));
}

absl::Status List(Frame& frame, const LinkOptions& options) {
  v1::ListLinksRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_link(options.link);
  request.set_ended(options.ended);
  if (!options.enrolment.empty()) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_enrolment(),
                           ResolvePlace(frame, options.enrolment, request.cohort()));
  }
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListLinks, request));
  if (frame.PrintedJsonList(listed, "links")) return absl::OkStatus();
  return PrintLinks(frame, request.cohort(), {listed.links().begin(), listed.links().end()});
}

constexpr Words kLinkName = {"Sidoksen nimi ohjelmapohjassa: pair, mentor",
                             "Länkens namn i mallen: pair, mentor",
                             "The link's name in the template: pair, mentor"};
constexpr Words kItem = {"Sarjan kohta, trust", "Seriens del, trust",
                         "The item of the series, trust"};
constexpr Words kLinkPlace = {"TOTEUTUS/l3", "GENOMFÖRANDE/l3", "COHORT/l3"};

void AddAssign(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<LinkOptions>();
  Verb verb(noun, frame, "assign",
            {"Sido osallistuja mentoriin, tai osallistujat toisiinsa",
             "Koppla en deltagare till en mentor, eller deltagare till varandra",
             "Link a participant to a mentor, or participants with each other"},
            "kasvu link assign kasvu-2021 mentor --for e7 --with eino@example.org");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("LINK", options->link, kLinkName)->required();
  verb.List("--for", options->enrolments,
            {"Osallistujat: e7 tai e7,e9", "Deltagarna: e7 eller e7,e9",
             "The participants: e7 or e7,e9"})
      ->required();
  verb.List("--with", options->others,
            {"Toinen puoli: henkilön tunnus tai sähköposti, tai osallistuja e9",
             "Andra sidan: en persons id eller e-post, eller en deltagare e9",
             "The other side: a person's id or e-mail, or a participant e9"});
  verb.Option("--item", options->item, kItem);
  verb.Does([&frame, options] { return Assign(frame, *options); });
}

void AddRotate(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<LinkOptions>();
  Verb verb(noun, frame, "rotate",
            {"Tee kierron parit tai vuorot; sama pari ei toistu, jos sen voi välttää",
             "Gör rundans par eller turer; samma par återkommer inte om det kan undvikas",
             "Make a round's pairs or turns; no pair comes again while that can be avoided"},
            "kasvu link rotate ekollega-2021 pair --item trust");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("LINK", options->link, kLinkName)->required();
  verb.Option("--item", options->item, kItem)->required();
  verb.Option("--group", options->group,
              {"Vain tämä ryhmä", "Bara denna grupp", "This group only"});
  verb.Flag("--dry-run", options->dry_run,
            {"Näytä tallentamatta", "Visa utan att spara", "Show without storing"});
  verb.Does([&frame, options] { return Rotate(frame, *options); });
}

}  // namespace

void AddLink(CLI::App& app, Frame& frame) {
  CLI::App& noun =
      AddNoun(app, frame, "link",
              {"Parit, mentorit ja vuorot", "Par, mentorer och turer", "Pairs, mentors and turns"},
              "kasvu link rotate ekollega-2021 pair --item trust\n"
              "  kasvu link assign kasvu-2021 mentor --for e7 --with eino@example.org");
  AddAssign(noun, frame);
  AddRotate(noun, frame);
  {
    auto options = std::make_shared<LinkOptions>();
    Verb verb(noun, frame, "end", {"Päätä sidos", "Avsluta en länk", "End a link"},
              "kasvu link end kasvu-2021/l3 --reason no-time");
    verb.Option("LINK", options->place, kLinkPlace)->required();
    verb.TakesPlaceApart({&options->place});
    AddCohortOption(verb, options->cohort);
    AddReasonOption(verb, options->reason);
    verb.Does([&frame, options] { return End(frame, *options); });
  }
  {
    auto options = std::make_shared<LinkOptions>();
    Verb verb(noun, frame, "consent",
              {"Kirjaa suostumus ehdotettuun sidokseen",
               "Anteckna samtycke till en föreslagen länk", "Record consent to a proposed link"},
              "kasvu link consent kasvu-2021/l3 --by e7");
    verb.Option("LINK", options->place, kLinkPlace)->required();
    verb.TakesPlaceApart({&options->place});
    AddCohortOption(verb, options->cohort);
    verb.Option("--by", options->by,
                {"Kuka suostuu (muuten --as)", "Vem som samtycker (annars --as)",
                 "Who agrees (else --as)"});
    verb.Does([&frame, options] { return ConsentTo(frame, *options); });
  }
  {
    auto options = std::make_shared<LinkOptions>();
    Verb verb(noun, frame, "list", {"Luettele sidokset", "Lista länkarna", "List links"},
              "kasvu link list ekollega-2021 --link pair");
    verb.Option("COHORT", options->cohort, kCohortArgument)->required();
    verb.Option("--link", options->link, kLinkName);
    verb.Option("--enrolment", options->enrolment,
                {"Vain tämän osallistujan", "Bara denna deltagares", "Only of this participant"});
    verb.Flag("--ended", options->ended,
              {"Myös päättyneet", "Även avslutade", "Those that ended too"});
    verb.Does([&frame, options] { return List(frame, *options); });
  }
}

}  // namespace kasvu::cli

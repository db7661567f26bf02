// kasvu template standing

#include "clients/cli/states.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

const std::map<std::string, v1::Standing>& StandingsByWord() {
  static const auto& standings =
      *new std::map<std::string, v1::Standing>{{"pilot", v1::STANDING_PILOT},
                                               {"published", v1::STANDING_PUBLISHED},
                                               {"deprecated", v1::STANDING_DEPRECATED},
                                               {"withdrawn", v1::STANDING_WITHDRAWN}};
  return standings;
}

struct StandingOptions {
  std::string name;
  std::string standing;
  std::string successor;
  std::string reason;
};

absl::Status ChangeStanding(Frame& frame, const StandingOptions& options) {
  v1::ChangeStandingRequest request;
  request.set_name(options.name);
  request.set_standing(StandingsByWord().at(options.standing));
  request.set_successor(options.successor);
  request.set_reason(options.reason);
  KASVU_ASSIGN_OR_RETURN(const auto version, frame.Call(client::kChangeStanding, request));
  if (frame.PrintedJson(version)) return absl::OkStatus();
  const std::map<std::string, std::string> values = {
      {"name", version.name()},
      {"standing", StateIn(version.standing(), frame.language())},
      {"successor", version.successor()}};
  frame.PrintLine(frame.Say(
      {"{name} on nyt {standing}.", "{name} är nu {standing}.", "{name} is now {standing}."},
      values));
  if (!version.successor().empty()) {
    frame.PrintLine(
        frame.Say({"Sen sijaan suositellaan: {successor}", "I stället rekommenderas {successor}",
                   "Recommended instead: {successor}"},
                  values));
  }
  return absl::OkStatus();
}

}  // namespace

void AddTemplateStanding(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<StandingOptions>();
  Verb verb(noun, frame, "standing",
            {"Muuta version asemaa: pilotti, julkaistu, vanhentunut tai vedetty pois",
             "Ändra en versions ställning: pilot, publicerad, föråldrad eller tillbakadragen",
             "Change a version's standing: pilot, published, deprecated or withdrawn"},
            "kasvu template standing kasvu/kasvu-digi@1 deprecated --successor kasvu/kasvu-digi@2 "
            "--reason \"Kysely uusittiin\"");
  verb.Option("NAME", options->name,
              {"julkaisija/tunnus@versio", "utgivare/id@version", "publisher/id@version"})
      ->required();
  verb.Option("STANDING", options->standing,
              {"pilot, published, deprecated tai withdrawn",
               "pilot, published, deprecated eller withdrawn",
               "pilot, published, deprecated or withdrawn"})
      ->required()
      ->check(CLI::IsMember({"pilot", "published", "deprecated", "withdrawn"}).description(""));
  verb.Option("--successor", options->successor,
              {"Versio, joka kannattaa ottaa sen sijaan", "Versionen som bör tas i stället",
               "The version to take instead"})
      ->type_name("NAME");
  verb.Option("--reason", options->reason,
              {"Miksi; kaikki voivat lukea sen", "Varför; alla kan läsa det",
               "Why; everybody can read it"});
  verb.Does([&frame, options] { return ChangeStanding(frame, *options); });
}

}  // namespace kasvu::cli

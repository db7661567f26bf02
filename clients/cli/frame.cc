#include "clients/cli/frame.h"

#include <utility>

#include "clients/cli/json.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

absl::TimeZone ZoneNamed(const std::string& name) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(name, &zone)) zone = absl::UTCTimeZone();
  return zone;
}

}  // namespace

Frame::Frame(Terminal terminal, std::string language)
    : terminal_(std::move(terminal)),
      language_(std::move(language)),
      zone_(ZoneNamed(terminal_.environment("TZ").value_or("Europe/Helsinki"))) {
  options.server =
      terminal_.environment("KASVU_SERVER").value_or(std::string(client::kDefaultServer));
  options.catalogue = terminal_.environment("KASVU_CATALOGUE").value_or("");
  options.directory = terminal_.environment("KASVU_DIRECTORY").value_or("");
  options.as = terminal_.environment("KASVU_AS").value_or("");
}

bool Frame::coloured() const {
  const auto no_colour = terminal_.environment("NO_COLOR");
  const bool refused = no_colour.has_value() && !no_colour->empty();
  return terminal_.out_is_terminal && !refused && terminal_.environment("TERM") != "dumb";
}

void Frame::Print(const Table& table) {
  if (table.empty()) {
    PrintLine(Say({"Ei yhtään.", "Inga.", "None."}));
    return;
  }
  table.Print(terminal_.out, coloured());
}

bool Frame::PrintedJson(const google::protobuf::Message& message) {
  if (options.json) PrintLine(Json(message));
  return options.json;
}

bool Frame::PrintedJsonList(const google::protobuf::Message& response, const std::string& field) {
  if (options.json) PrintLine(JsonList(response, field));
  return options.json;
}

client::ConnectionOptions Frame::Addresses() const {
  client::ConnectionOptions addresses;
  addresses.server = options.server;
  addresses.catalogue = options.catalogue;
  addresses.directory = options.directory;
  return addresses;
}

absl::StatusOr<client::Connection*> Frame::Connected() {
  if (connection_ != nullptr) return connection_.get();
  client::ConnectionOptions connection = Addresses();
  KASVU_ASSIGN_OR_RETURN(connection.actor, Actor());
  connection_ = std::make_unique<client::Connection>(connection);
  return connection_.get();
}

absl::StatusOr<std::string> Frame::Actor() {
  const std::string& as = options.as;
  if (IsOperator()) return std::string();
  if (as.starts_with("persons/")) return as;
  if (as.find('@') == std::string::npos) return "persons/" + as;
  kasvu::v1::ListPersonsRequest request;
  request.set_email(as);
  KASVU_ASSIGN_OR_RETURN(const auto found,
                         client::Connection(Addresses()).Call(client::kListPersons, request));
  if (found.persons_size() == 1) return found.persons(0).name();
  return Refused("PERSON_NOT_FOUND",
                 {"Kenelläkään ei ole sähköpostia {email}; tarkista se tai lisää henkilö.",
                  "Ingen har e-postadressen {email}; kontrollera den eller lägg till personen.",
                  "Nobody has the e-mail {email}; check it or add the person."},
                 {{"email", as}});
}

}  // namespace kasvu::cli

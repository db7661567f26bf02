// kasvu admin forget

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/verb.h"
#include "errors/error.h"
#include "google/protobuf/struct.pb.h"
#include "services/admin/forget_again.h"
#include "services/admin/read_stores.h"
#include "services/admin/verbs.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

struct Asked {
  std::string store;
  std::vector<std::string> lists;
};

absl::Status Forget(Frame& frame, const Asked& asked) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Place::Parse(asked.store));
  KASVU_ASSIGN_OR_RETURN(auto erased, ErasedOn(asked.lists));
  KASVU_ASSIGN_OR_RETURN(const bool there, place.Has("keys"));
  if (!there) return NoDataThere(place.shown());
  KASVU_ASSIGN_OR_RETURN(const auto forgotten, ForgetAgain(place, std::move(erased)));
  google::protobuf::Struct message;
  (*message.mutable_fields())["forgotten"].set_number_value(static_cast<double>(forgotten.size()));
  if (frame.PrintedJson(message)) return absl::OkStatus();
  frame.PrintLine(
      frame.Say({"Unohdettuja, jotka pysyvät unohdettuina: {count}.",
                 "Glömda som förblir glömda: {count}.", "Forgotten, and kept so: {count}."},
                {{"count", std::to_string(forgotten.size())}}));
  return absl::OkStatus();
}

}  // namespace

void AddForget(CLI::App& app, Frame& frame) {
  auto asked = std::make_shared<Asked>();
  cli::Verb verb(app, frame, "forget",
                 {"Unohda palautetusta datasta uudelleen ne, jotka oli unohdettu",
                  "Glöm i återställd data på nytt dem som hade glömts",
                  "Forget again, in data that was restored, whoever had been forgotten"},
                 "kasvu admin forget postgres://kasvu@db/kasvu --erasures /srv/backups/erased");
  verb.Option("STORE", asked->store,
              {"Datan kansio tai postgres://…; palvelin ei ole käynnissä",
               "Datamappen eller postgres://…; servern är inte i gång",
               "The folder of the data, or postgres://…; no server is running"})
      ->required();
  verb.List("--erasures", asked->lists,
            {"Luettelot unohdetuista", "Listor över glömda", "Lists of who was erased"})
      ->required()
      ->type_name("FILE");
  verb.Does([&frame, asked] { return Forget(frame, *asked); });
}

}  // namespace kasvu::admin

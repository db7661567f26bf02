// kasvu key new|show|trust|list

#include "clients/cli/dates.h"
#include "clients/cli/input_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/output_file.h"
#include "clients/cli/verb.h"
#include "clients/cpp/signing_key.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

absl::Status New(Frame& frame, const std::string& path) {
  const client::SigningKey key = client::SigningKey::New();
  KASVU_RETURN_IF_ERROR(WriteNewFile(path, key.FileText(), Readers::kOwner));
  frame.PrintLine(client::KeyText(key.public_key()));
  frame.PrintLine(frame.Say(
      {"Yllä on julkinen avain: anna se niille, jotka ottavat pohjiasi. Tiedosto {path} on "
       "salainen; tee siitä varmuuskopio.",
       "Ovan står den publika nyckeln: ge den till dem som tar dina mallar. Filen {path} är "
       "hemlig; "
       "säkerhetskopiera den.",
       "Above is the public key: give it to those who take your templates. The file {path} is "
       "secret; keep a copy of it."},
      {{"path", path}}));
  return absl::OkStatus();
}

absl::Status Show(Frame& frame, const std::string& path) {
  KASVU_ASSIGN_OR_RETURN(const std::string text, ReadInput(path));
  KASVU_ASSIGN_OR_RETURN(const auto key, client::SigningKey::FromFile(text));
  frame.PrintLine(client::KeyText(key.public_key()));
  return absl::OkStatus();
}

void PrintKeys(Frame& frame, const google::protobuf::RepeatedPtrField<v1::PublisherKey>& keys) {
  Table table({frame.Say({"Julkaisija", "Utgivare", "Publisher"}),
               frame.Say({"Julkinen avain", "Publik nyckel", "Public key"}),
               frame.Say({"Luotettu", "Betrodd", "Trusted"})});
  for (const v1::PublisherKey& key : keys) {
    table.Add(
        {key.publisher(), client::KeyText(key.public_key()),
         ShortDate(absl::ToCivilDay(TimeOf(key.trust_time()), frame.zone()), frame.language())});
  }
  frame.Print(table);
}

struct TrustOptions {
  std::string publisher;
  std::string key;
  bool replace = false;
};

absl::Status Trust(Frame& frame, const TrustOptions& options) {
  v1::TrustKeyRequest request;
  request.set_publisher(options.publisher);
  KASVU_ASSIGN_OR_RETURN(*request.mutable_public_key(), client::ParseKey(options.key));
  request.set_replace(options.replace);
  KASVU_ASSIGN_OR_RETURN(const auto trusted, frame.Call(client::kTrustKey, request));
  if (frame.PrintedJson(trusted)) return absl::OkStatus();
  google::protobuf::RepeatedPtrField<v1::PublisherKey> one;
  *one.Add() = trusted;
  PrintKeys(frame, one);
  return absl::OkStatus();
}

absl::Status List(Frame& frame) {
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.Call(client::kListKeys, {}));
  if (frame.PrintedJsonList(listed, "keys")) return absl::OkStatus();
  PrintKeys(frame, listed.keys());
  return absl::OkStatus();
}

constexpr Words kSecretFile = {"Salaisen avaimen tiedosto", "Den hemliga nyckelns fil",
                               "The secret key's file"};

void AddTrust(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<TrustOptions>();
  Verb verb(noun, frame, "trust",
            {"Luota julkaisijan avaimeen, kun olet tarkistanut sen julkaisijalta",
             "Lita på en utgivares nyckel när du har kontrollerat den med utgivaren",
             "Trust a publisher's key, once you have checked it with the publisher"},
            "kasvu key trust oulu kasvu-key-4f0c…");
  verb.Option("PUBLISHER", options->publisher,
              {"Julkaisijan tunnus", "Utgivarens id", "The publisher's id"})
      ->required();
  verb.Option("KEY", options->key, {"Julkinen avain", "Den publika nyckeln", "The public key"})
      ->required();
  verb.Flag("--replace", options->replace,
            {"Korvaa aiempi avain", "Ersätt den tidigare nyckeln", "Replace the key known before"});
  verb.Does([&frame, options] { return Trust(frame, *options); });
}

}  // namespace

void AddKey(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "key",
                           {"Avaimet, joilla ohjelmapohjien paketit allekirjoitetaan",
                            "Nycklarna som mallpaket signeras med",
                            "The keys that packages of templates are signed with"});
  {
    auto path = std::make_shared<std::string>();
    Verb verb(noun, frame, "new",
              {"Tee uusi avainpari", "Gör ett nytt nyckelpar", "Make a new pair"},
              "kasvu key new oulu.key");
    verb.Option("FILE", *path, kSecretFile)->required();
    verb.Does([&frame, path] { return New(frame, *path); });
  }
  {
    auto path = std::make_shared<std::string>();
    Verb verb(noun, frame, "show",
              {"Näytä avainparin julkinen avain", "Visa nyckelparets publika nyckel",
               "Show the public key of a pair"},
              "kasvu key show oulu.key");
    verb.Option("FILE", *path, kSecretFile)->required();
    verb.Does([&frame, path] { return Show(frame, *path); });
  }
  AddTrust(noun, frame);
  {
    Verb verb(
        noun, frame, "list",
        {"Luettele julkaisijat, joiden avaimiin luotetaan",
         "Lista utgivarna vars nycklar är betrodda", "List the publishers whose keys are trusted"},
        "kasvu key list");
    verb.Does([&frame] { return List(frame); });
  }
}

}  // namespace kasvu::cli

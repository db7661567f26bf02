// kasvu template decline

#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

struct DeclineOptions {
  std::string overlay;
  std::string version;
  std::string reason;
};

absl::Status Decline(Frame& frame, const DeclineOptions& options) {
  kasvu::v1::DeclineTemplateVersionRequest request;
  request.set_overlay(options.overlay);
  request.set_version(options.version);
  request.set_reason(options.reason);
  KASVU_ASSIGN_OR_RETURN(const auto declined, frame.Call(client::kDeclineTemplateVersion, request));
  if (frame.PrintedJson(declined)) return absl::OkStatus();
  frame.PrintLine(frame.Say({"{overlay} ei ota versiota {version}.",
                             "{overlay} tar inte {version}.", "{overlay} does not take {version}."},
                            {{"overlay", options.overlay}, {"version", declined.version()}}));
  return absl::OkStatus();
}

}  // namespace

void AddTemplateDecline(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<DeclineOptions>();
  Verb verb(noun, frame, "decline",
            {"Kirjaa, ettei sovitus ota alkuperäisen versiota",
             "Anteckna att en anpassning inte tar originalets version",
             "Record that an overlay does not take a version of its upstream"},
            "kasvu template decline lapland/kasvu-digi 4 --reason \"Vasta keväällä\"");
  verb.Option("OVERLAY", options->overlay,
              {"Sovituksen julkaisija/tunnus", "Anpassningens utgivare/id",
               "The overlay's publisher/id"})
      ->required();
  verb.Option("VERSION", options->version,
              {"Alkuperäisen versio", "Originalets version", "The version of its upstream"})
      ->required();
  verb.Option("--reason", options->reason, {"Miksi", "Varför", "Why"})
      ->required()
      ->type_name("TEXT");
  verb.Does([&frame, options] { return Decline(frame, *options); });
}

}  // namespace kasvu::cli

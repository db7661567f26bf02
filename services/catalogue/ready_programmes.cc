#include "services/catalogue/ready_programmes.h"

#include <string>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/catalogue/tables.h"
#include "services/common/digest.h"
#include "services/common/log.h"

namespace kasvu::catalogue {
namespace {

constexpr std::string_view kMetaName = "ready-programmes";

// Stands for all texts as they are in this build.
std::string DigestOfAll() {
  std::string all;
  for (const ReadyText& ready : ReadyTexts()) {
    all.append(ready.file).append(1, '\0').append(ready.text).append(1, '\0');
  }
  return services::Blake2b(all, 32);
}

}  // namespace

absl::Status PublishReadyProgrammes(storage::Store& store, Catalogue& catalogue, absl::Time now) {
  const std::string digest = DigestOfAll();
  KASVU_ASSIGN_OR_RETURN(const auto published,
                         kMetaTable.Find(*store.TakeSnapshot(), {std::string(kMetaName)}));
  if (published == digest) return absl::OkStatus();

  const services::MethodRules method(kasvu::v1::PublishTemplateRequest::descriptor()
                                         ->file()
                                         ->FindServiceByName("TemplateService")
                                         ->FindMethodByName("PublishTemplate"));
  bool clean = true;
  for (const ReadyText& ready : ReadyTexts()) {
    kasvu::v1::PublishTemplateRequest request;
    request.set_publisher(std::string(kReadyPublisher));
    request.set_file_name(std::string(ready.file));
    request.set_text(std::string(ready.text));
    request.set_language("en");
    const services::Call call{
        .method = &method,
        .actor = services::Actor::Operator(),
        .request_id = "ready-" + absl::BytesToHexString(services::Blake2b(ready.text, 16)),
        .now = now,
        .today = ""};
    const auto response = catalogue.Publish(call, request);
    if (response.ok()) continue;
    if (ReasonOf(response.status()) != "TEMPLATE_HAS_FAULTS") return response.status();
    services::Log(services::LogLevel::kError, "a ready programme was not published",
                  response.status(), {{"file", ready.file}});
    clean = false;
  }
  if (!clean) return absl::OkStatus();
  const auto transaction = store.Begin();
  KASVU_RETURN_IF_ERROR(kMetaTable.Upsert(*transaction, {std::string(kMetaName)}, digest));
  return transaction->Commit();
}

}  // namespace kasvu::catalogue

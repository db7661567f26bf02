#include "clients/cpp/rehearsals.h"

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/received_status.h"
#include "clients/cpp/retries.h"
#include "errors/error.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "kasvu/v1/template_service.grpc.pb.h"

namespace kasvu::client {
namespace {

constexpr char kPath[] = "/kasvu.v1.TemplateService/SimulateTemplate";
constexpr absl::Duration kLongest = absl::Minutes(10);

}  // namespace

absl::StatusOr<kasvu::v1::Rehearsal> SimulateTemplate(
    const ConnectionOptions& options, const kasvu::v1::SimulateTemplateRequest& request,
    const std::function<void(int)>& progress) {
  KASVU_RETURN_IF_ERROR(CheckActor(options));
  KASVU_RETURN_IF_ERROR(CheckSize(request));
  const std::string& address = options.catalogue.empty() ? options.server : options.catalogue;
  const auto stub = kasvu::v1::TemplateService::NewStub(ChannelTo(address));
  Pauses pauses(options.first_pause, options.longest_pause);
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    SetUp(context, options);
    context.set_deadline(absl::ToChronoTime(absl::Now() + kLongest));
    const auto reader = stub->SimulateTemplate(&context, request);
    kasvu::v1::SimulateTemplateResponse told;
    while (reader->Read(&told)) progress(told.runs_done());
    absl::Status status = ReceivedStatus(reader->Finish(), address, kPath);
    if (status.ok()) return std::move(*told.mutable_rehearsal());
    if (attempt >= options.attempts || !MayTryAgain(status, /*mutates=*/false)) return status;
    options.wait(pauses.Next());
  }
}

}  // namespace kasvu::client

#include "clients/cpp/connection.h"

#include <algorithm>
#include <future>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/pages.h"
#include "clients/cpp/received_status.h"
#include "clients/cpp/request_id.h"
#include "clients/cpp/retries.h"
#include "errors/error.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/rules.pb.h"

namespace kasvu::client {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kTemplates[] = "kasvu.v1.TemplateService";
constexpr char kPersons[] = "kasvu.v1.PersonService";
// A stream that has brought something is sought again for about a minute: somebody is watching
// while a server starts anew.
constexpr int kAttemptsOfAWatch = 35;

// /kasvu.v1.EnrolmentService/GetCohort
std::string PathOf(const MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

}  // namespace

Connection::Connection(const ConnectionOptions& options)
    : Connection(options, ChannelTo(options.server)) {
  for (const auto& [service, address] :
       {std::pair(kTemplates, options_.catalogue), std::pair(kPersons, options_.directory)}) {
    if (!address.empty()) apart_[service] = {address, ChannelTo(address)};
  }
}

Connection::Connection(ConnectionOptions options, std::shared_ptr<grpc::Channel> channel)
    : options_(std::move(options)), server_{options_.server, std::move(channel)} {
  if (!options_.wait) options_.wait = absl::SleepFor;
  if (!options_.new_request_id) options_.new_request_id = RandomRequestId;
  if (!options_.chance) options_.chance = RandomChance;
}

const Connection::Peer& Connection::PeerFor(const std::string& service) const {
  const auto apart = apart_.find(service);
  return apart == apart_.end() ? server_ : apart->second;
}

absl::Status Connection::SendOnce(const Peer& peer, const std::string& path, const Message& request,
                                  Message& response) {
  grpc::ClientContext context;
  SetUp(context, options_);
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.deadline));
  response.Clear();
  std::promise<grpc::Status> answered;
  grpc::TemplatedGenericStub<Message, Message> stub(peer.channel);
  stub.UnaryCall(&context, path, {}, &request, &response,
                 [&answered](grpc::Status status) { answered.set_value(std::move(status)); });
  return ReceivedStatus(answered.get_future().get(), peer.address, path);
}

absl::Status Connection::Send(std::string_view name, const Message& request, Message& response) {
  const MethodDescriptor* const method =
      DescriptorPool::generated_pool()->FindMethodByName(std::string(name));
  if (method == nullptr || method->input_type() != request.GetDescriptor() ||
      method->output_type() != response.GetDescriptor()) {
    return absl::InternalError("no such call: " + std::string(name));
  }
  KASVU_RETURN_IF_ERROR(CheckActor(options_));
  KASVU_RETURN_IF_ERROR(CheckSize(request));
  const std::unique_ptr<Message> sent(request.New());
  sent->CopyFrom(request);
  SetRequestId(*sent, options_.new_request_id);

  const bool mutates = method->options().GetExtension(kasvu::v1::call).mutates();
  const Peer& peer = PeerFor(method->service()->full_name());
  Pauses pauses(options_.first_pause, options_.longest_pause);
  for (int attempt = 1;; ++attempt) {
    absl::Status status = SendOnce(peer, PathOf(*method), *sent, response);
    if (status.ok() || attempt >= options_.attempts || !MayTryAgain(status, mutates)) {
      return status;
    }
    options_.wait(pauses.Next(status, options_.chance()));
  }
}

absl::Status Connection::SendAll(std::string_view name, const Message& request, Message& response) {
  const std::unique_ptr<Message> asked(request.New());
  const std::unique_ptr<Message> page(response.New());
  asked->CopyFrom(request);
  AskForLargePages(*asked);
  response.Clear();
  do {
    KASVU_RETURN_IF_ERROR(Send(name, *asked, *page));
    AddPage(*page, response);
  } while (AskForNextPage(*page, *asked));
  return absl::OkStatus();
}

absl::Status Connection::WatchCohort(
    kasvu::v1::WatchCohortRequest request,
    const std::function<bool(const kasvu::v1::CohortChange&)>& visit) {
  KASVU_RETURN_IF_ERROR(CheckActor(options_));
  const auto stub = kasvu::v1::EnrolmentService::NewStub(server_.channel);
  Pauses pauses(options_.first_pause, options_.longest_pause);
  int attempts = options_.attempts;
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    SetUp(context, options_);
    const auto reader = stub->WatchCohort(&context, request);
    kasvu::v1::CohortChange change;
    while (reader->Read(&change)) {
      attempt = 1;
      attempts = std::max(options_.attempts, kAttemptsOfAWatch);
      pauses = Pauses(options_.first_pause, options_.longest_pause);
      // What a stream before this one has brought comes no second time.
      if (change.position() <= request.position()) continue;
      request.set_position(change.position());
      if (!visit(change)) {
        context.TryCancel();
        reader->Finish();
        return absl::OkStatus();
      }
    }
    absl::Status status =
        ReceivedStatus(reader->Finish(), options_.server, "/kasvu.v1.EnrolmentService/WatchCohort");
    // A server that ends while it is being watched ends the stream without an error.
    if (!status.ok() && !MayTryAgain(status, /*mutates=*/false)) return status;
    if (attempt >= attempts) return status;
    options_.wait(pauses.Next());
  }
}

}  // namespace kasvu::client

#include "clients/cpp/channel.h"

#include <algorithm>

#include "errors/error.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

namespace kasvu::client {
namespace {

constexpr char kActorMetadata[] = "kasvu-actor";
constexpr int kMaxReceivedBytes = 64 << 20;
// What a server takes at most.
constexpr size_t kMaxSentBytes = 4 << 20;

}  // namespace

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  // A server that is starting is found again as soon as our own retries ask for it.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(kMaxReceivedBytes);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

void SetUp(grpc::ClientContext& context, const ConnectionOptions& options) {
  if (!options.actor.empty()) context.AddMetadata(kActorMetadata, options.actor);
}

absl::Status CheckActor(const ConnectionOptions& options) {
  const bool printable = std::all_of(options.actor.begin(), options.actor.end(),
                                     [](char c) { return c >= ' ' && c <= '~'; });
  if (printable) return absl::OkStatus();
  return Error(absl::StatusCode::kInvalidArgument, "ACTOR_INVALID",
               "the actor has to be `operator` or a person's name");
}

absl::Status CheckSize(const google::protobuf::Message& request) {
  if (request.ByteSizeLong() <= kMaxSentBytes) return absl::OkStatus();
  const std::string most = std::to_string(kMaxSentBytes >> 20);
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_TOO_LARGE",
               "a request may have at most " + most + " MiB", {{"mebibytes", most}});
}

}  // namespace kasvu::client

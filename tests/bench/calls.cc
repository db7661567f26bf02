#include "tests/bench/calls.h"

#include <mutex>

namespace kasvu::bench {
namespace {

constexpr int kConnections = 4;

}  // namespace

std::vector<std::shared_ptr<grpc::Channel>> Connect(const std::string& address) {
  // gRPC 1.51 counts the channels that use its queue of callbacks, and frees that twice when the
  // last one goes while another comes or its callbacks still run: all stay, to the very end.
  static auto* const kept = new std::vector<std::shared_ptr<grpc::Channel>>;
  static auto* const mutex = new std::mutex;
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < kConnections; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channels.push_back(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  }
  const std::lock_guard lock(*mutex);
  kept->insert(kept->end(), channels.begin(), channels.end());
  return channels;
}

}  // namespace kasvu::bench

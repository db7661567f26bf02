#include "tests/bench/calls.h"

namespace kasvu::bench {
namespace {

constexpr int kConnections = 4;

}  // namespace

std::vector<std::shared_ptr<grpc::Channel>> Connect(const std::string& address) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < kConnections; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channels.push_back(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  }
  return channels;
}

}  // namespace kasvu::bench

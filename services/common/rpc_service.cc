#include "services/common/rpc_service.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "errors/error.h"
#include "services/common/actor.h"
#include "services/common/errors.h"
#include "services/common/log.h"
#include "services/common/today.h"

namespace kasvu::services {
namespace {

using google::protobuf::DescriptorPool;

// How many calls of one RPC gRPC hands over in one go; further ones wait until the first of them
// have been begun.
constexpr int kAwaitedAtOnce = 16;

// A call without a deadline is told apart from none that waits for a day.
constexpr std::chrono::system_clock::duration kLongestWait = std::chrono::hours(24);

[[noreturn]] void Refuse(std::string_view method, const char* why) {
  std::fprintf(stderr, "%.*s %s\n", static_cast<int>(method.size()), method.data(), why);
  std::abort();
}

std::optional<std::string_view> ActorIn(const grpc::ServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(kActorMetadata);
  if (found == metadata.end()) return std::nullopt;
  return std::string_view(found->second.data(), found->second.size());
}

}  // namespace

RpcService::RpcService(std::string_view service, const Surroundings& surroundings)
    : descriptor_(DescriptorPool::generated_pool()->FindServiceByName(std::string(service))),
      slow_call_(surroundings.slow_call),
      unread_stream_(surroundings.unread_stream),
      clock_(surroundings.clock),
      mandates_(surroundings.mandates),
      workers_(surroundings.workers) {
  if (descriptor_ == nullptr) Refuse(service, "is no service");
}

std::vector<std::string> RpcService::Unbound() const {
  std::vector<std::string> unbound;
  for (int i = 0; i < descriptor_->method_count(); ++i) {
    const auto* method = descriptor_->method(i);
    const bool bound = std::any_of(bound_.begin(), bound_.end(),
                                   [&](const auto& one) { return one->rules.method() == method; });
    if (!bound) unbound.push_back(method->name());
  }
  return unbound;
}

void RpcService::Bind(std::string_view method, const google::protobuf::Descriptor* request,
                      const google::protobuf::Descriptor* response, bool streams, AwaitOne await) {
  const auto* found = descriptor_->FindMethodByName(std::string(method));
  if (found == nullptr) Refuse(method, "is no RPC of this service");
  if (found->input_type() != request || found->output_type() != response ||
      found->server_streaming() != streams || found->client_streaming()) {
    Refuse(method, "is bound to a handler of other types");
  }
  auto bound = std::make_unique<Bound>(found);
  bound->index = static_cast<int>(bound_.size());
  bound->await = std::move(await);
  AddMethod(new grpc::internal::RpcServiceMethod(
      bound->rules.path().c_str(),
      streams ? grpc::internal::RpcMethod::SERVER_STREAMING : grpc::internal::RpcMethod::NORMAL_RPC,
      nullptr));
  MarkMethodAsync(bound->index);
  bound_.push_back(std::move(bound));
}

void RpcService::Await(CallQueue& queue) {
  for (const auto& bound : bound_) {
    for (int i = 0; i < kAwaitedAtOnce; ++i) bound->await(*bound, queue);
  }
}

void RpcService::ReadMeters(
    const std::function<void(const MethodRules&, const CallMeter&)>& read) const {
  for (const auto& bound : bound_) read(bound->rules, *bound->meter);
}

void RpcService::Ended(const Bound& bound, int code, Instant began) const {
  const auto took = std::chrono::steady_clock::now() - began;
  bound.meter->Ended(code, took);
  if (took > slow_call_) LogSlowCall(bound.rules.name(), code, took);
}

void RpcService::Unread(const Bound& bound) const {
  bound.meter->Unread();
  Log(LogLevel::kWarning, "stream not read", {{"method", bound.rules.name()}});
}

absl::StatusOr<Call> RpcService::Begin(const MethodRules& rules, const grpc::ServerContext& context,
                                       const google::protobuf::Message& request,
                                       bool readable) const {
  if (stopping_) return ShuttingDown();
  const auto left = context.deadline() - std::chrono::system_clock::now();
  if (left <= left.zero()) return DeadlinePassed();
  if (!readable) {
    const std::string field = rules.request().NotUtf8(request);
    if (!field.empty()) return InvalidFields({{field, "has to be UTF-8"}});
    return RequestUnreadable(request.GetDescriptor()->full_name());
  }
  KASVU_ASSIGN_OR_RETURN(Actor actor, ParseActor(ActorIn(context)));
  KASVU_RETURN_IF_ERROR(rules.CheckRequest(request));
  const absl::Time now = clock_.Now();
  Call call{.method = &rules,
            .actor = std::move(actor),
            .request_id = rules.RequestIdOf(request),
            .now = now,
            .today = Today(now),
            .connection = std::hash<std::string>()(context.peer()),
            .expires = std::chrono::steady_clock::now() + std::min(left, kLongestWait)};
  KASVU_RETURN_IF_ERROR(rules.CheckAccess(call.actor, mandates_, call.today));
  return call;
}

}  // namespace kasvu::services

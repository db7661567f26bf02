#include "tests/bench/echo.h"

#include <signal.h>

#include <iostream>

#include "echo.grpc.pb.h"
#include "tests/bench/calls.h"

namespace kasvu::bench {
namespace {

class EchoServer : public Echo::CallbackService {
 public:
  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const Payload* request,
                                 Payload* response) override {
    *response = *request;
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

}  // namespace

int ServeEcho() {
  // Taken by sigwait below; every thread of the server inherits the mask.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  EchoServer service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::cout << "kasvud is listening on 127.0.0.1:" << port << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
  server->Shutdown();
  return 0;
}

struct EchoLoad::Parts {
  Stubs<Echo> stubs;
  Payload payload;
};

EchoLoad::EchoLoad(const std::string& address, int bytes)
    : parts_(new Parts{.stubs = Stubs<Echo>(address), .payload = {}}) {
  parts_->payload.set_content(std::string(bytes, 'x'));
}

EchoLoad::~EchoLoad() = default;

Measured EchoLoad::Measure(int in_flight, int calls) const {
  return Load(in_flight, 0, calls, [this](int index, Done done) {
    auto* const async = parts_->stubs.Of(index).async();
    using Async = std::remove_pointer_t<decltype(async)>;
    Start<Async, Payload, Payload>(async, &Async::Echo, parts_->payload, std::move(done));
  });
}

}  // namespace kasvu::bench

#include "tests/bench/durable_echo.h"

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "echo.grpc.pb.h"

namespace kasvu::bench {
namespace {

// How many calls gRPC hands over at once at most.
constexpr int kAwaited = 256;

// One call; destroyed when its answer has been sent.
struct Exchange {
  grpc::ServerContext context;
  Payload request;
  grpc::ServerAsyncResponseWriter<Payload> writer{&context};
  bool answered = false;
};

class Committing {
 public:
  Committing(Echo::AsyncService& service, grpc::ServerCompletionQueue& queue, int log)
      : service_(service), queue_(queue), log_(log) {}

  // Until the queue is shut down.
  void Work() {
    for (int i = 0; i < kAwaited; ++i) Await();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
      do {
        Take(static_cast<Exchange*>(tag), ok);
      } while (queue_.AsyncNext(&tag, &ok, gpr_time_0(GPR_CLOCK_REALTIME)) ==
               grpc::CompletionQueue::GOT_EVENT);
      Commit();
    }
  }

 private:
  void Await() {
    auto* const exchange = new Exchange;
    service_.RequestEcho(&exchange->context, &exchange->request, &exchange->writer, &queue_,
                         &queue_, exchange);
  }

  void Take(Exchange* exchange, bool ok) {
    if (!ok || exchange->answered) {
      delete exchange;
      return;
    }
    Await();
    waiting_.push_back(exchange);
  }

  void Commit() {
    if (waiting_.empty()) return;
    const std::string bytes(kCommittedBytes * waiting_.size(), 'x');
    if (::write(log_, bytes.data(), bytes.size()) < 0 || ::fdatasync(log_) != 0) std::abort();
    for (Exchange* exchange : waiting_) {
      exchange->answered = true;
      exchange->writer.Finish(exchange->request, grpc::Status::OK, exchange);
    }
    waiting_.clear();
  }

  Echo::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  const int log_;
  std::vector<Exchange*> waiting_;
};

}  // namespace

int ServeDurableEcho(const std::string& log) {
  // Taken by sigwait below; every thread of the server inherits the mask.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  const int file = ::open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (file < 0) return 1;
  Echo::AsyncService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::ServerCompletionQueue> queue = builder.AddCompletionQueue();
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::thread worker([&] { Committing(service, *queue, file).Work(); });
  std::cout << "kasvud is listening on 127.0.0.1:" << port << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
  server->Shutdown(std::chrono::system_clock::now());
  queue->Shutdown();
  worker.join();
  ::close(file);
  return 0;
}

}  // namespace kasvu::bench

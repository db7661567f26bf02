// A server that answers whatever it is asked, and keeps what that was.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/grpcpp.h"

namespace kasvu::tests {

struct Asked {
  std::string method;   // CreateCohort
  std::string request;  // in protobuf's text form on one line, without its request_id
  std::string actor;    // of the metadata; empty: the operator
};

class RecordingServer : public grpc::CallbackGenericService {
 public:
  RecordingServer();
  ~RecordingServer() override;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // What `method` answers from now on; an empty message of its type unless told.
  void Answer(const std::string& method, const google::protobuf::Message& response);
  // What `method` fails with from now on.
  void Fail(const std::string& method, const grpc::Status& status);

  // All requests since the last time.
  std::vector<Asked> Take();

 private:
  class Call;
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::map<std::string, grpc::Status> failures_;
  std::vector<Asked> asked_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace kasvu::tests

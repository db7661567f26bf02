#include "tests/clients/cli/recording_server.h"

#include <algorithm>
#include <chrono>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"

namespace kasvu::tests {
namespace {

using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

// The method of a path such as /kasvu.v1.ClockService/GetClock.
const MethodDescriptor* MethodAt(std::string path) {
  path.erase(0, 1);
  std::replace(path.begin(), path.end(), '/', '.');
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(path);
}

std::string BytesOf(grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

std::string TextOf(const MethodDescriptor& method, const std::string& bytes) {
  const std::unique_ptr<Message> request(
      MessageFactory::generated_factory()->GetPrototype(method.input_type())->New());
  request->ParseFromString(bytes);
  if (const auto* id = method.input_type()->FindFieldByName("request_id")) {
    request->GetReflection()->ClearField(request.get(), id);
  }
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintToString(*request, &text);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

class RecordingServer::Call : public grpc::ServerGenericBidiReactor {
 public:
  Call(RecordingServer& server, grpc::GenericCallbackServerContext& context)
      : server_(server), method_(MethodAt(context.method())) {
    const auto actor = context.client_metadata().find("kasvu-actor");
    if (actor != context.client_metadata().end()) {
      actor_ = std::string(actor->second.data(), actor->second.size());
    }
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok || method_ == nullptr) return Finish(grpc::Status(grpc::UNIMPLEMENTED, ""));
    const std::lock_guard lock(server_.mutex_);
    server_.asked_.push_back({method_->name(), TextOf(*method_, BytesOf(request_)), actor_});
    const auto failure = server_.failures_.find(method_->name());
    if (failure != server_.failures_.end()) return Finish(failure->second);
    const grpc::Slice slice(server_.answers_[method_->name()]);
    response_ = grpc::ByteBuffer(&slice, 1);
    StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
  }

  void OnDone() override { delete this; }

 private:
  RecordingServer& server_;
  const MethodDescriptor* method_;
  std::string actor_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
};

RecordingServer::RecordingServer() {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
  builder.RegisterCallbackGenericService(this);
  server_ = builder.BuildAndStart();
}

RecordingServer::~RecordingServer() { server_->Shutdown(std::chrono::system_clock::now()); }

void RecordingServer::Answer(const std::string& method, const Message& response) {
  const std::lock_guard lock(mutex_);
  answers_[method] = response.SerializeAsString();
}

void RecordingServer::Fail(const std::string& method, const grpc::Status& status) {
  const std::lock_guard lock(mutex_);
  failures_[method] = status;
}

std::vector<Asked> RecordingServer::Take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(asked_, {});
}

grpc::ServerGenericBidiReactor* RecordingServer::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  return new Call(*this, *context);
}

}  // namespace kasvu::tests

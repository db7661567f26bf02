// A request as it arrived, readable or not.
#pragma once

#include "google/protobuf/io/zero_copy_stream.h"
#include "google/protobuf/message.h"
#include "grpcpp/impl/serialization_traits.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/proto_buffer_reader.h"
#include "grpcpp/support/status.h"

namespace kasvu::services {

// gRPC itself answers UNIMPLEMENTED, without a word, to bytes that are no message (a text that is
// not UTF-8 is enough). Received as this, they reach us and get an answer that says what is wrong.
template <class Request>
struct Received {
  Request message;
  bool readable = false;
};

}  // namespace kasvu::services

namespace grpc {

template <class Request>
class SerializationTraits<kasvu::services::Received<Request>> {
 public:
  static Status Deserialize(ByteBuffer* buffer, kasvu::services::Received<Request>* received) {
    if (buffer == nullptr || !buffer->Valid()) return Status::OK;
    {
      ProtoBufferReader reader(buffer);
      received->readable =
          reader.status().ok() && received->message.ParseFromZeroCopyStream(&reader);
    }
    buffer->Clear();
    return Status::OK;
  }
};

}  // namespace grpc

#include "storage/record.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "storage/errors.h"

namespace kasvu::storage {

std::string EncodeRecord(const google::protobuf::MessageLite& message) {
  std::string bytes(message.ByteSizeLong(), '\0');
  google::protobuf::io::ArrayOutputStream stream(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::CodedOutputStream output(&stream);
  output.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&output);
  output.Trim();
  return bytes;
}

absl::Status DecodeRecord(Tag tag, std::string_view bytes, google::protobuf::MessageLite& message) {
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return RecordUnreadable(static_cast<uint16_t>(tag));
}

absl::Status DecodeRecord(Tag, std::string_view bytes, std::string& record) {
  record.assign(bytes);
  return absl::OkStatus();
}

}  // namespace kasvu::storage

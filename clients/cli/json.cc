#include "clients/cli/json.h"

#include <memory>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace kasvu::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kTypes[] = "type.googleapis.com";

// Maps have no order of their own; written deterministically, they are sorted.
std::string Bytes(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

std::string Written(const Message& message, bool lines) {
  static auto& resolver = *google::protobuf::util::NewTypeResolverForDescriptorPool(
      kTypes, google::protobuf::DescriptorPool::generated_pool());
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = lines;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = google::protobuf::util::BinaryToJsonString(
      &resolver, std::string(kTypes) + "/" + message.GetDescriptor()->full_name(), Bytes(message),
      &json, options);
  if (!status.ok()) return "{}";
  while (json.ends_with('\n')) json.pop_back();
  return json;
}

// With two more spaces before every line but the first.
std::string Indented(const std::string& text) {
  std::string indented;
  for (const char byte : text) {
    indented += byte;
    if (byte == '\n') indented += "  ";
  }
  return indented;
}

}  // namespace

std::string Json(const Message& message) { return Written(message, true); }

std::string JsonLine(const Message& message) { return Written(message, false); }

std::string JsonList(const Message& response, const std::string& field_name) {
  const FieldDescriptor* const field = response.GetDescriptor()->FindFieldByName(field_name);
  const google::protobuf::Reflection& reflection = *response.GetReflection();
  std::string list = "[";
  for (int i = 0; i < reflection.FieldSize(response, field); ++i) {
    list += i == 0 ? "\n  " : ",\n  ";
    list += Indented(Json(reflection.GetRepeatedMessage(response, field, i)));
  }
  return list + (list.size() > 1 ? "\n]" : "]");
}

}  // namespace kasvu::cli

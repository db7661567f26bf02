#include "clients/cpp/pages.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace kasvu::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Field(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

}  // namespace

void AskForLargePages(Message& request) {
  const FieldDescriptor* const size = Field(request, "page_size");
  if (size == nullptr || request.GetReflection()->GetInt32(request, size) != 0) return;
  request.GetReflection()->SetInt32(&request, size, kLargePage);
}

void AddPage(const Message& page, Message& all) {
  // The lists of a page are its repeated messages. Repeated words, such as the columns of a table,
  // belong to the whole and stand in every page.
  const std::unique_ptr<Message> joined(page.New());
  joined->CopyFrom(page);
  std::vector<const FieldDescriptor*> listed;
  page.GetReflection()->ListFields(all, &listed);
  for (const FieldDescriptor* field : listed) {
    if (!field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      all.GetReflection()->ClearField(&all, field);
    }
  }
  if (const FieldDescriptor* const next = Field(page, "next_page_token")) {
    joined->GetReflection()->ClearField(joined.get(), next);
  }
  all.MergeFrom(*joined);
}

bool AskForNextPage(const Message& page, Message& request) {
  const FieldDescriptor* const next = Field(page, "next_page_token");
  const FieldDescriptor* const token = Field(request, "page_token");
  if (next == nullptr || token == nullptr) return false;
  std::string follows = page.GetReflection()->GetString(page, next);
  if (follows.empty()) return false;
  request.GetReflection()->SetString(&request, token, std::move(follows));
  return true;
}

}  // namespace kasvu::client

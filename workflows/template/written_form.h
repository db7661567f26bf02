// How the parts of a message are written, read from the options in its descriptor.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace kasvu::workflows {

// The message that is written in a form that the codec knows by name.
enum class ScalarForm { kNone, kRange, kNumber, kValue };
ScalarForm ScalarFormOf(const google::protobuf::Descriptor& message);

// The one field whose value stands for the whole message always, or null.
const google::protobuf::FieldDescriptor* WrittenAs(const google::protobuf::Descriptor& message);

// The one field whose value may stand for the whole message, or null.
const google::protobuf::FieldDescriptor* Shorthand(const google::protobuf::Descriptor& message);

// The key of `field` in a document.
std::string KeyOf(const google::protobuf::FieldDescriptor& field);

// The field of `message` with the key `key`, or null.
const google::protobuf::FieldDescriptor* FieldOf(const google::protobuf::Descriptor& message,
                                                 const std::string& key);

// Every key that `message` knows.
std::vector<std::string> KeysOf(const google::protobuf::Descriptor& message);

// An enum value as a word: THEME_CORE_GROUP is `core-group`. Empty for "unspecified".
std::string WordOf(const google::protobuf::EnumValueDescriptor& value);

// Every word of an enum.
std::vector<std::string> WordsOf(const google::protobuf::EnumDescriptor& words);

}  // namespace kasvu::workflows

// A template as a text that its author can edit and publish again.
#pragma once

#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::client {

// YAML in block style that reads back as the same template, so that publishing it answers the same
// version. Keys stand in the order of the language, by the written rules of codec.proto.
std::string TemplateYaml(const kasvu::v1::TemplateSpec& spec);
// Any value of a document on one line, as it would stand in YAML.
std::string ValueText(const kasvu::v1::Value& value);

}  // namespace kasvu::client

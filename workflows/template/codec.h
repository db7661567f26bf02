// Between a document, as authors write it, and the message that the rest of Kasvu works with. The
// rules stand in proto/kasvu/v1/codec.proto, as options of the messages.
#pragma once

#include <string>
#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"
#include "workflows/template/finding.h"
#include "workflows/template/report.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

// What was decoded, as far as it could be: faults leave the field they concern empty.
struct DecodeResult {
  kasvu::v1::TemplateSpec spec;
  SourceMap source;
  Findings findings;
};

// Reads `document` as a template or module. Every fault is found at once: unknown keys and words,
// values of a wrong type or size, two kinds in one place. `file` only names it in the findings.
DecodeResult Decode(std::string_view file, const Node& document);

// Reads `document` by the same rules as any other message whose options say how it is written.
// `not_a_map` is the code of what is found when it is no map at all.
Findings DecodeAs(std::string_view file, const Node& document, std::string_view not_a_map,
                  google::protobuf::Message& message, SourceMap& source);

// The inverse: the shortest document that decodes to `spec`, keys in the order of the schema,
// defaults left out.
Node Encode(const kasvu::v1::TemplateSpec& spec);

// The same for a single part of a template, such as a step.
Node Encode(const google::protobuf::Message& part);

// One field as it is written. `field` is set, and no part of a map other than the value of an
// entry.
Node EncodeField(const google::protobuf::Message& part,
                 const google::protobuf::FieldDescriptor& field);

// Reads `value` into `part` and finds its faults as Decode does; `path` is what they are about.
void DecodePart(const Node& value, google::protobuf::Message& part, const std::string& path,
                Report& report);

// The same for one field, which is cleared first.
void DecodeField(const Node& value, google::protobuf::Message& part,
                 const google::protobuf::FieldDescriptor& field, const std::string& path,
                 Report& report);

// The identity of a version: lower-case hexadecimal SHA-256 of the canonical JSON of Encode(spec).
std::string Digest(const kasvu::v1::TemplateSpec& spec);

}  // namespace kasvu::workflows

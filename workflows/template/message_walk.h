// Every part of a template in one sweep, whatever it is called.
#pragma once

#include <functional>
#include <string>

#include "google/protobuf/message.h"

namespace kasvu::workflows {

// Called with a part and its path.
using PartVisitor =
    std::function<void(const google::protobuf::Message& part, const std::string& path)>;

// Called with a word, the field it stands in and its path.
using WordVisitor =
    std::function<void(const std::string& word, const google::protobuf::FieldDescriptor& field,
                       const std::string& path)>;

// Visits `message` and all parts inside it, outer ones first. A Text counts as one part. `words`,
// when given, sees every string that is not inside a Text.
void VisitParts(const google::protobuf::Message& message, const std::string& path,
                const PartVisitor& parts, const WordVisitor& words = nullptr);

}  // namespace kasvu::workflows

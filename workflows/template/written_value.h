// The message that holds any value of a document.
#pragma once

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"

namespace kasvu::workflows {

// `node` as a message, maps in their order. A null, which FindNull finds, is left empty.
kasvu::v1::Value ParseValue(const Node& node);
Node WriteValue(const kasvu::v1::Value& value);

// The first null in `node`, or null where it has none.
const Node* FindNull(const Node& node);

}  // namespace kasvu::workflows

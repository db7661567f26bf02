#include "workflows/template/written_value.h"

namespace kasvu::workflows {

using kasvu::v1::Value;

Value ParseValue(const Node& node) {
  Value value;
  switch (node.kind) {
    case Node::Kind::kNull:
      break;
    case Node::Kind::kBool:
      value.set_truth(node.text == "true");
      break;
    case Node::Kind::kNumber:
      value.set_number(node.text);
      break;
    case Node::Kind::kString:
      value.set_words(node.text);
      break;
    case Node::Kind::kList:
      value.mutable_list();
      for (const Node& item : node.items) *value.mutable_list()->add_items() = ParseValue(item);
      break;
    case Node::Kind::kMap:
      value.mutable_map();
      for (const Entry& entry : node.entries) {
        kasvu::v1::ValueEntry& added = *value.mutable_map()->add_entries();
        added.set_key(entry.key);
        *added.mutable_value() = ParseValue(entry.value);
      }
      break;
  }
  return value;
}

Node WriteValue(const Value& value) {
  Node node;
  switch (value.kind_case()) {
    case Value::KIND_NOT_SET:
      break;
    case Value::kTruth:
      return Node::Bool(value.truth());
    case Value::kNumber:
      node.kind = Node::Kind::kNumber;
      node.text = value.number();
      break;
    case Value::kWords:
      return Node::String(value.words());
    case Value::kList:
      node = Node::List();
      for (const Value& item : value.list().items()) node.items.push_back(WriteValue(item));
      break;
    case Value::kMap:
      node = Node::Map();
      for (const auto& entry : value.map().entries()) {
        node.Add(entry.key(), WriteValue(entry.value()));
      }
      break;
  }
  return node;
}

const Node* FindNull(const Node& node) {
  if (node.kind == Node::Kind::kNull) return &node;
  for (const Node& item : node.items) {
    if (const Node* found = FindNull(item)) return found;
  }
  for (const Entry& entry : node.entries) {
    if (const Node* found = FindNull(entry.value)) return found;
  }
  return nullptr;
}

}  // namespace kasvu::workflows

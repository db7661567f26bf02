#include "workflows/template/document.h"

#include <utility>

namespace kasvu::workflows {
namespace {

Node Scalar(Node::Kind kind, std::string_view text) {
  Node node;
  node.kind = kind;
  node.text = text;
  return node;
}

}  // namespace

Node Node::Bool(bool value) { return Scalar(Kind::kBool, value ? "true" : "false"); }
Node Node::Number(long long value) { return Scalar(Kind::kNumber, std::to_string(value)); }
Node Node::String(std::string_view value) { return Scalar(Kind::kString, value); }
Node Node::List() { return Scalar(Kind::kList, ""); }
Node Node::Map() { return Scalar(Kind::kMap, ""); }

const Node* Node::Find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

void Node::Add(std::string_view key, Node value) {
  entries.push_back(Entry{std::string(key), value.at, std::move(value)});
}

bool operator==(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text || a.items != b.items) return false;
  if (a.entries.size() != b.entries.size()) return false;
  for (const Entry& entry : a.entries) {
    const Node* other = b.Find(entry.key);
    if (other == nullptr || !(entry.value == *other)) return false;
  }
  return true;
}

}  // namespace kasvu::workflows

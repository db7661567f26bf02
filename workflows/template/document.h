// A document as a plain tree: what YAML and JSON have in common, with the place of every node.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::workflows {

// A place in a file, both from 1 and counted in characters. Zero means unknown.
struct Position {
  int line = 0;
  int column = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

struct Entry;

// A value. A number keeps the spelling it was read with ("1e3"); a map keeps its order and never
// holds a key twice when it comes from ReadDocument.
struct Node {
  enum class Kind { kNull, kBool, kNumber, kString, kList, kMap };

  Kind kind = Kind::kNull;
  std::string text;            // of a bool ("true"), a number and a string
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map
  Position at;

  static Node Bool(bool value);
  static Node Number(long long value);
  static Node String(std::string_view value);
  static Node List();
  static Node Map();

  bool IsScalar() const { return kind != Kind::kList && kind != Kind::kMap; }

  // The value under `key`, or null.
  const Node* Find(std::string_view key) const;

  // Puts `value` at the end of a map.
  void Add(std::string_view key, Node value);

  // Equal in content; places and the order of maps do not matter.
  friend bool operator==(const Node& a, const Node& b);
};

struct Entry {
  std::string key;
  Position at;
  Node value;
};

}  // namespace kasvu::workflows

#include "workflows/template/yaml_writer.h"

#include <string_view>

#include "workflows/template/canonical_json.h"
#include "workflows/template/plain_scalar.h"
#include "workflows/template/utf8.h"

namespace kasvu::workflows {
namespace {

constexpr int kLineWidth = 88;

// JSON's escapes are YAML's in double quotes; single quotes read better where nothing is escaped.
std::string Word(std::string_view text, bool in_flow) {
  if (!NeedsQuotes(text, in_flow)) return std::string(text);
  std::string json = CanonicalJson(Node::String(text));
  if (json.size() == text.size() + 2 && text.find('\'') == std::string_view::npos) {
    return "'" + std::string(text) + "'";
  }
  return json;
}

std::string Scalar(const Node& node, bool in_flow) {
  if (node.kind == Node::Kind::kNull) return "null";
  return node.kind == Node::Kind::kString ? Word(node.text, in_flow) : node.text;
}

bool HasLines(const Node& node) {
  return node.kind == Node::Kind::kString && node.text.find('\n') != std::string::npos;
}

bool IsLong(std::string_view text) { return Characters(text) > kLineWidth; }

// The whole node on one line, or nothing when it does not belong on one.
std::string Inline(const Node& node, bool nested) {
  if (node.IsScalar()) return Scalar(node, nested);
  if (node.kind == Node::Kind::kList) {
    std::string line = "[";
    for (const Node& item : node.items) {
      if (!item.IsScalar() || HasLines(item)) return "";
      line += (line.size() > 1 ? ", " : "") + Scalar(item, true);
    }
    return line + "]";
  }
  std::string line = "{";
  for (const Entry& entry : node.entries) {
    if ((!entry.value.IsScalar() && nested) || HasLines(entry.value)) return "";
    const std::string value = Inline(entry.value, true);
    if (value.empty()) return "";
    line += (line.size() > 1 ? ", " : "") + Word(entry.key, true) + ": " + value;
  }
  return line + "}";
}

class Writer {
 public:
  std::string Take() { return std::move(out_); }

  // Writes what follows "key:" or "-", line end included. A block begins on the next line, or on
  // this one after a dash.
  void Value(const Node& node, int indent, bool after_dash) {
    if (HasLines(node) && Literal(node.text, indent)) return;
    const std::string line = Inline(node, false);
    const bool empty = node.items.empty() && node.entries.empty();
    if (node.IsScalar() || empty || (!line.empty() && !IsLong(std::string(indent, ' ') + line))) {
      out_ += " " + line + "\n";
      return;
    }
    if (after_dash) {
      out_ += " ";
    } else {
      out_ += "\n";
    }
    Block(node, indent, after_dash);
  }

  // Writes the entries or items of `node`, each on lines of its own; the first without its indent
  // when `begun`.
  void Block(const Node& node, int indent, bool begun) {
    const auto start = [&] {
      if (!begun) out_.append(indent, ' ');
      begun = false;
    };
    for (const Node& item : node.items) {
      start();
      out_ += "-";
      Value(item, indent + 2, true);
    }
    for (const Entry& entry : node.entries) {
      start();
      out_ += Word(entry.key, false) + ":";
      Value(entry.value, indent + 2, false);
    }
  }

 private:
  // A text of several lines as they stand. Only where it reads back exactly.
  bool Literal(std::string_view text, int indent) {
    if (text.front() == ' ' || text.front() == '\n' || text.find('\r') != std::string_view::npos ||
        text.find('\t') != std::string_view::npos || text.ends_with("\n\n") ||
        text.find(" \n") != std::string_view::npos || text.back() == ' ') {
      return false;
    }
    const bool ends = text.back() == '\n';
    out_ += ends ? " |\n" : " |-\n";
    if (ends) text.remove_suffix(1);
    while (true) {
      const size_t cut = text.find('\n');
      const std::string_view line = text.substr(0, cut);
      if (!line.empty()) out_.append(indent, ' ').append(line);
      out_ += "\n";
      if (cut == std::string_view::npos) return true;
      text.remove_prefix(cut + 1);
    }
  }

  std::string out_;
};

}  // namespace

std::string WriteYaml(const Node& node) {
  Writer writer;
  const bool block = !node.items.empty() || !node.entries.empty();
  if (block) {
    writer.Block(node, 0, false);
    return writer.Take();
  }
  return Inline(node, false) + "\n";
}

}  // namespace kasvu::workflows

#include "workflows/template/yaml_reader.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "workflows/template/json_escapes.h"
#include "workflows/template/limits.h"
#include "workflows/template/plain_scalar.h"
#include "workflows/template/report.h"
#include "workflows/template/utf8.h"
#include "yaml-cpp/emitterstyle.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/node/node.h"  // its forward declaration would look like our Node
#include "yaml-cpp/parser.h"

namespace kasvu::workflows {
namespace {

// Turns the parser's marks, which count bytes, into positions, which count characters. Characters
// are counted once and noted here and there: a whole template on one line has as many marks as any.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
    counted_.push_back(0);
    for (size_t i = 0; i + kStride <= text.size(); i += kStride) {
      counted_.push_back(counted_.back() + Characters(text.substr(i, kStride)));
    }
  }

  Position At(const YAML::Mark& mark) const {
    if (mark.is_null() || mark.line < 0) return {};
    const int line = std::min(mark.line, static_cast<int>(starts_.size()) - 1);
    return At(line, starts_[line] + (line == mark.line ? mark.column : 0));
  }

  Position AtOffset(size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    return At(static_cast<int>(after - starts_.begin()) - 1, offset);
  }

 private:
  Position At(int line, size_t offset) const {
    return {line + 1, CharactersBefore(offset) - CharactersBefore(starts_[line]) + 1};
  }

  int CharactersBefore(size_t offset) const {
    offset = std::min(offset, text_.size());
    const size_t noted = offset / kStride;
    return counted_[noted] + Characters(text_.substr(noted * kStride, offset - noted * kStride));
  }

  static constexpr size_t kStride = 256;

  std::string_view text_;
  std::vector<size_t> starts_;
  std::vector<int> counted_;  // the characters before each whole stride of bytes
};

// Ends the reading where going on would make no sense; what is wrong has been reported.
struct Stop {};

class Builder : public YAML::EventHandler {
 public:
  Builder(const Lines& lines, Report& report) : lines_(lines), report_(report) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) Fail(lines_.At(mark), "second-document");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Scalar(mark, "?", anchor, "");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Note(lines_.At(mark), "alias");
    has_aliases_ = true;
    Scalar(mark, "?", 0, "");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Scalar(mark, tag, anchor, value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(Node::List(), mark, tag, anchor);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(Node::Map(), mark, tag, anchor);
  }
  void OnMapEnd() override { Close(); }

  // Whether something stands elsewhere than where it is used, so that the tree has holes.
  bool has_aliases() const { return has_aliases_; }
  Node TakeRoot() { return std::move(root_); }

 private:
  // A list or map that has begun and not ended.
  struct Frame {
    Node node;
    bool has_key = false;
    std::string key;
    Position key_at;
    std::unordered_set<std::string> seen;
  };

  [[noreturn]] void Fail(Position at, std::string_view code, Report::Parameters parameters = {}) {
    report_.AddAt(at, code, "", std::move(parameters));
    throw Stop{};
  }

  // Reading goes on, unless there are more faults than anybody looks at.
  void Note(Position at, std::string_view code, Report::Parameters parameters = {}) {
    report_.AddAt(at, code, "", std::move(parameters));
    if (report_.findings().size() > kMaxFindings) throw Stop{};
  }

  void Refuse(Position at, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) Note(at, "anchor");
    if (!tag.empty() && tag != "?" && tag != "!") Note(at, "tag", {{"tag", tag}});
  }

  bool ExpectsKey() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::kMap && !open_.back().has_key;
  }

  void Scalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              const std::string& value) {
    const Position at = lines_.At(mark);
    Refuse(at, tag, anchor);
    const bool plain = tag == "?";
    if (ExpectsKey()) {
      if (plain && value.empty()) Fail(at, "key-not-a-word");
      Frame& frame = open_.back();
      frame.has_key = true;
      frame.key = value;
      frame.key_at = at;
      if (!frame.seen.insert(value).second) {
        Note(at, "duplicate-key", {{"key", value}});
      }
      return;
    }
    Node node;
    node.kind = plain ? PlainScalarKind(value) : Node::Kind::kString;
    if (node.kind == Node::Kind::kBool) {
      node.text = value[0] == 't' || value[0] == 'T' ? "true" : "false";
    } else if (node.kind != Node::Kind::kNull) {
      node.text = value;
    }
    node.at = at;
    Attach(std::move(node));
  }

  void Open(Node node, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const Position at = lines_.At(mark);
    Refuse(at, tag, anchor);
    if (ExpectsKey()) Fail(at, "key-not-a-word");
    if (open_.size() >= kMaxDocumentDepth) {
      Fail(at, "too-deep", {{"limit", std::to_string(kMaxDocumentDepth)}});
    }
    node.at = at;
    Frame frame;
    frame.node = std::move(node);
    open_.push_back(std::move(frame));
  }

  void Close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    Attach(std::move(node));
  }

  void Attach(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = open_.back();
    if (frame.node.kind == Node::Kind::kList) {
      frame.node.items.push_back(std::move(node));
    } else {
      // The parser puts nothing where the next thing begins.
      if (node.kind == Node::Kind::kNull) node.at = frame.key_at;
      frame.node.entries.push_back({std::move(frame.key), frame.key_at, std::move(node)});
      frame.has_key = false;
    }
  }

  const Lines& lines_;
  Report& report_;
  int documents_ = 0;
  bool has_aliases_ = false;
  std::vector<Frame> open_;
  Node root_;
};

std::optional<Node> Parse(std::string_view text, const Lines& lines, Report& report) {
  Builder builder(lines, report);
  try {
    // The end of the document is marked, or the parser would take a quote that is never closed for
    // closed by the end of the file.
    std::string marked = JoinSurrogates(text);
    if (!marked.empty() && marked.back() != '\n') marked += '\n';
    std::istringstream stream(marked + "...\n");
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& fault) {
    report.AddAt(lines.At(fault.mark), "syntax", "", {{"problem", fault.msg}});
    return std::nullopt;
  } catch (const std::exception& fault) {
    report.AddAt({}, "syntax", "", {{"problem", fault.what()}});
    return std::nullopt;
  }
  if (builder.has_aliases()) return std::nullopt;
  Node root = builder.TakeRoot();
  if (root.kind == Node::Kind::kNull) {
    report.AddAt({1, 1}, "empty-document", "");
    return std::nullopt;
  }
  return root;
}

}  // namespace

ReadResult ReadDocument(std::string_view file, std::string_view text) {
  const SourceMap nowhere;
  Report report(file, nowhere);
  ReadResult result;
  if (text.size() > kMaxDocumentBytes) {
    report.AddAt(
        {1, 1}, "template-too-large", "",
        {{"size", std::to_string(text.size())}, {"limit", std::to_string(kMaxDocumentBytes)}});
  } else {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const Lines lines(text);
    if (const std::optional<size_t> offset = FirstUnreadable(text)) {
      report.AddAt(lines.AtOffset(*offset), "not-utf-8", "");
    } else {
      result.document = Parse(text, lines, report);
    }
  }
  result.findings = report.findings();
  return result;
}

}  // namespace kasvu::workflows

#include "services/engine/reads/public_titles.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "absl/strings/str_cat.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Item;
using kasvu::v1::Step;
using kasvu::v1::Text;
using workflows::TemplateIndex;

// As deep as `each` may lead to another `each`.
constexpr int kMaxBaseDepth = 8;

// "session/goals" is the item "goals" of the step "session".
struct KeyParts {
  std::string_view step;
  std::string_view item;
};

KeyParts Split(std::string_view key, char mark) {
  const size_t at = key.find(mark);
  if (at == std::string_view::npos) return {key, {}};
  return {key.substr(0, at), key.substr(at + 1)};
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char digit) { return std::isdigit(digit) != 0; });
}

// The series whose items `step` goes by: its own base, or the one it makes up for.
const Step* BaseOf(const TemplateIndex& index, const Step& step) {
  if (const Step* base = index.Base(step)) return base;
  const workflows::StepPlace* missed = index.Find(step.makes_up());
  return missed == nullptr || missed->step == &step ? nullptr : missed->step;
}

const Item* FindItem(const TemplateIndex& index, const Step& step, std::string_view id) {
  const Step* at = &step;
  for (int depth = 0; depth < kMaxBaseDepth && at != nullptr; ++depth) {
    for (const Item& item : at->items()) {
      if (item.id() == id) return &item;
    }
    at = BaseOf(index, *at);
  }
  return nullptr;
}

// Puts `item` behind every language of `title`, where it has the language; `fallback` elsewhere.
Text Joined(const Text& title, const Text& item, std::string_view mark, std::string_view fallback) {
  Text joined;
  for (const auto& [language, words] : title.by_language()) {
    const auto own = item.by_language().find(language);
    const std::string end = own == item.by_language().end() ? std::string(fallback) : own->second;
    (*joined.mutable_by_language())[language] = words + std::string(mark) + end;
  }
  for (const auto& [language, words] : item.by_language()) {
    joined.mutable_by_language()->insert({language, words});
  }
  return joined;
}

}  // namespace

Text TitleOf(const TemplateIndex& index, std::string_view key) {
  const KeyParts parts = Split(key, '/');
  const workflows::StepPlace* place = index.Find(parts.step);
  if (place == nullptr) return {};
  Text title = place->step->title();
  if (title.by_language().empty()) (*title.mutable_by_language())["en"] = std::string(parts.step);
  if (parts.item.empty()) return title;

  // "day-1/2" is the second on the first day.
  const KeyParts item = Split(parts.item, '/');
  const std::string_view number = IsNumber(item.step) ? item.step : item.item;
  if (!number.empty()) title = Joined(title, {}, " ", number);
  if (number == item.step) return title;
  const Item* named = FindItem(index, *place->step, item.step);
  return Joined(title, named == nullptr ? Text() : named->title(), " – ", item.step);
}

}  // namespace kasvu::engine

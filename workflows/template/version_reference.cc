#include "workflows/template/version_reference.h"

#include <algorithm>

#include "workflows/template/limits.h"
#include "workflows/template/written_scalar.h"

namespace kasvu::workflows {
namespace {

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool IsPlainId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdCharacters && IsLetter(text[0]) &&
         text.back() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
           return IsLetter(c) || IsDigit(c) || c == '-';
         });
}

bool IsDottedId(std::string_view text) {
  if (text.size() > kMaxIdCharacters) return false;
  while (true) {
    const size_t dot = text.find('.');
    if (!IsPlainId(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

std::optional<VersionReference> ParseVersionReference(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const size_t at = text.find('@', slash);
  VersionReference reference{std::string(text.substr(0, slash)),
                             std::string(text.substr(slash + 1, at - slash - 1)), 0};
  if (!IsPlainId(reference.publisher) || !IsPlainId(reference.id)) return std::nullopt;
  if (at == std::string_view::npos) {
    reference.id = text.substr(slash + 1);
    return reference;
  }
  const auto version = WholeNumber(text.substr(at + 1), 1, 1'000'000);
  if (!version || text[at + 1] == '0') return std::nullopt;
  reference.version = static_cast<int>(*version);
  return reference;
}

}  // namespace kasvu::workflows

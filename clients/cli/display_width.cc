#include "clients/cli/display_width.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "clients/cpp/utf8.h"

namespace kasvu::cli {
namespace {

struct Span {
  char32_t first;
  char32_t last;
};

constexpr Span kWithoutWidth[] = {{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},
                                  {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f},
                                  {0x2028, 0x202e}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
                                  {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}};
constexpr Span kWide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
                          {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe4f},
                          {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
                          {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

template <size_t count>
bool Holds(const Span (&spans)[count], char32_t character) {
  return std::any_of(std::begin(spans), std::end(spans), [character](const Span& span) {
    return character >= span.first && character <= span.last;
  });
}

char32_t CharacterOf(std::string_view bytes) {
  if (bytes.size() == 1) return static_cast<unsigned char>(bytes[0]);
  char32_t value = static_cast<unsigned char>(bytes[0]) & (0xff >> (bytes.size() + 1));
  for (const char byte : bytes.substr(1)) value = value << 6 | (byte & 0x3f);
  return value;
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const size_t length = std::max<size_t>(1, client::CharacterLength(text));
    const char32_t character = CharacterOf(text.substr(0, length));
    width += Holds(kWithoutWidth, character) ? 0 : Holds(kWide, character) ? 2 : 1;
    text.remove_prefix(length);
  }
  return width;
}

}  // namespace kasvu::cli

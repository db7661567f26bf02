#include "services/common/json_text.h"

#include "absl/strings/str_cat.h"

namespace kasvu::services {

void AppendJsonText(std::string_view text, std::string& json) {
  json.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json.push_back('\\');
      json.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppend(&json, "\\u00", absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
    } else {
      json.push_back(c);
    }
  }
  json.push_back('"');
}

}  // namespace kasvu::services

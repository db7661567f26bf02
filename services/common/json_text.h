// JSON for logs and operators' pages, where a message of ours would be too much.
#pragma once

#include <string>
#include <string_view>

namespace kasvu::services {

// Appends `text`, which is UTF-8, in quotes.
void AppendJsonText(std::string_view text, std::string& json);

}  // namespace kasvu::services

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kasvu::cli {

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// fi, sv or en: what `--lang` among `arguments` says, else the locale (LC_ALL, LC_MESSAGES, LANG;
// the first that is set), else en. It has to be known before the commands are described.
std::string LanguageOf(const std::vector<std::string>& arguments, const Environment& environment);

// fi, sv or en when `text` is one of them or a locale in one of them ("fi_FI.UTF-8").
std::optional<std::string> LanguageNamed(std::string_view text);

}  // namespace kasvu::cli

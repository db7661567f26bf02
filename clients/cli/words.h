// What people read: every sentence and label stands in Finnish, Swedish and English side by side,
// where it is used, so that none can be missing.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "registers/names.h"

namespace kasvu::cli {

using Words = registers::Names;

// `sentence` with each {name} replaced by the value of that name; others stay as they are.
std::string Filled(std::string_view sentence, const std::map<std::string, std::string>& values);

// A text of a programme in `language`; se falls back to fi, and all to en, fi, sv, whichever is
// there. Empty when there is none.
std::string TextIn(const kasvu::v1::Text& text, const std::string& language);

}  // namespace kasvu::cli

// What the server says is wrong about one field of a request.
#pragma once

#include <string>

namespace kasvu::cli {

// `description` of a field violation, such as "has to be given", in `language`. One that is not
// known, and everything in English, stays as the server said it.
std::string ViolationText(const std::string& description, const std::string& language);

}  // namespace kasvu::cli

// Texts that are kept in the repository and compared with what is printed today.
#pragma once

#include <string>
#include <string_view>

namespace kasvu::tests {

// Expects `text` to be the content of `path`, from the repository's root. With
// KASVU_UPDATE_GOLDEN=1 in the environment the file is written instead; git shows what changed.
void ExpectGolden(const std::string& path, std::string_view text);

}  // namespace kasvu::tests

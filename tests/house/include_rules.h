// Which folder may include what (ARCHITECTURE.md). Linking alone does not stop a wrong include,
// so a test reads them all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::house {

// One sentence for each include of `text`, the contents of the source at `path` (relative to the
// repository's root), that points the wrong way: "storage/kv.h:12 may not include …". A source in
// a folder that no rule names is a fault of its own.
std::vector<std::string> WrongIncludes(std::string_view path, std::string_view text);

// The same for the imports of a proto file.
std::vector<std::string> WrongImports(std::string_view path, std::string_view text);

}  // namespace kasvu::house

// The repository as it lies on disk, for tests that read sources and documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::house {

// The paths, relative to the repository's root and in order, of all files below `folder` ("" is the
// root) whose names end in one of `endings`. Leaves out what is built or fetched: build, var,
// node_modules and hidden folders.
std::vector<std::string> FilesBelow(std::string_view folder,
                                    const std::vector<std::string_view>& endings);

// The text of one file of the repository.
std::string TextOf(std::string_view path);

}  // namespace kasvu::house

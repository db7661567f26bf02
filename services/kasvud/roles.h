// The contexts that a process may run.
#pragma once

#include <string>
#include <vector>

namespace kasvu::kasvud {

inline constexpr char kCatalogueRole[] = "catalogue";
inline constexpr char kDirectoryRole[] = "directory";
inline constexpr char kEngineRole[] = "engine";

inline std::vector<std::string> AllRoles() { return {kCatalogueRole, kDirectoryRole, kEngineRole}; }

}  // namespace kasvu::kasvud

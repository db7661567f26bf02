// `kasvu admin …` is a program of its own, kasvu-admin: it brings what a server is made of, which
// nobody who only mentors should have to install.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// What kasvu-admin is to be given when `arguments` ask for it: all but the word admin.
std::optional<std::vector<std::string>> AdminArguments(const std::vector<std::string>& arguments);

// Becomes kasvu-admin: the one beside this program, else the one on PATH. Returns only when there
// is none.
void BecomeAdmin(const std::vector<std::string>& arguments);

// `kasvu admin` as it stands in the help; doing it says that kasvu-admin is not there
// (ADMIN_NOT_INSTALLED).
void AddAdmin(CLI::App& app, Frame& frame);

}  // namespace kasvu::cli

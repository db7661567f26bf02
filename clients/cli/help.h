#pragma once

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// Makes `app`, and what is added to it from then on, describe itself in the language of `frame`.
void SpeakOf(CLI::App& app, const Frame& frame);

// `text` broken between words into lines of at most `width` columns.
std::string Wrapped(const std::string& text, int width);

}  // namespace kasvu::cli

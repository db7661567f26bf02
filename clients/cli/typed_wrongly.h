// What to say when the words of a command do not fit: CLI11 tells it in English alone.
#pragma once

#include <string>

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// What was wrong with what was typed, as one sentence in the language of `frame`. What CLI11 tells
// in a way that is not known here stays as it tells it.
std::string SentenceOf(const CLI::App& app, const CLI::ParseError& error, const Frame& frame);

// That `word` stands where nothing is expected.
std::string MeansNothing(const std::string& word, const Frame& frame);

}  // namespace kasvu::cli

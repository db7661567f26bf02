// How commands are described: `kasvu NOUN VERB`, each with one line of purpose and an example.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "clients/cli/frame.h"
#include "clients/cli/words.h"

namespace kasvu::cli {

// A noun under `root`, the home of its verbs; `example` shows the usual ones.
CLI::App& AddNoun(CLI::App& root, Frame& frame, std::string_view name, const Words& purpose,
                  std::string_view example = "");

// One command. The variables that options are read into have to live until the command has run.
class Verb {
 public:
  Verb(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
       std::string_view example);

  // An option ("--start") or, without dashes, a positional argument ("COHORT").
  template <class Target>
  CLI::Option* Option(std::string_view name, Target& target, const Words& what) {
    return app_->add_option(std::string(name), target, frame_.Say(what));
  }
  // A list, separated by commas or given several times.
  CLI::Option* List(std::string_view name, std::vector<std::string>& target, const Words& what) {
    return Option(name, target, what)->delimiter(',')->allow_extra_args(false)->type_name("A,B");
  }
  CLI::Option* Flag(std::string_view name, bool& target, const Words& what) {
    return app_->add_flag(std::string(name), target, frame_.Say(what));
  }
  // A place that this command works on, COHORT/e7, may be typed in two words: COHORT e7. `words`
  // are the variables of its positional arguments in their order, the place first.
  void TakesPlaceApart(std::vector<std::string*> words);
  // What the command does once all arguments are read.
  void Does(std::function<absl::Status()> work);

 private:
  CLI::App* app_;
  Frame& frame_;
  std::vector<std::string*> place_words_;
};

}  // namespace kasvu::cli

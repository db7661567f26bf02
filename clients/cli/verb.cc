#include "clients/cli/verb.h"

#include <utility>

#include "clients/cli/resource_names.h"

namespace kasvu::cli {
namespace {

// CLI11 gives a command its --help before it inherits the group that options belong to.
void GroupHelp(CLI::App& command) {
  if (command.get_help_ptr() == nullptr) return;
  command.get_help_ptr()->group(command.option_defaults()->get_group());
}

void ShowExample(CLI::App& command, const Frame& frame, std::string_view example) {
  const std::string title = frame.Say({"Esimerkki:", "Exempel:", "Example:"});
  command.footer(title + "\n  " + std::string(example) + "\n");
}

// COHORT e7 STEP, of which one word is `extra`, becomes COHORT/e7 STEP.
bool JoinPlace(const std::vector<std::string*>& words, const std::string& extra) {
  if (words.empty() || extra.starts_with('-') || words[0]->find('/') != std::string::npos) {
    return false;
  }
  std::vector<std::string> typed;
  for (const std::string* word : words) typed.push_back(*word);
  typed.push_back(extra);
  *words[0] = typed[0] + "/" + LastPart(typed[1]);
  for (size_t i = 1; i < words.size(); ++i) *words[i] = typed[i + 1];
  return true;
}

}  // namespace

CLI::App& AddNoun(CLI::App& root, Frame& frame, std::string_view name, const Words& purpose,
                  std::string_view example) {
  CLI::App& noun = *root.add_subcommand(std::string(name), frame.Say(purpose));
  noun.require_subcommand(1);
  GroupHelp(noun);
  if (!example.empty()) ShowExample(noun, frame, example);
  return noun;
}

Verb::Verb(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
           std::string_view example)
    : app_(noun.add_subcommand(std::string(name), frame.Say(purpose))), frame_(frame) {
  GroupHelp(*app_);
  ShowExample(*app_, frame, example);
}

void Verb::TakesPlaceApart(std::vector<std::string*> words) { place_words_ = std::move(words); }

void Verb::Does(std::function<absl::Status()> work) {
  app_->callback([&frame = frame_, words = place_words_, work = std::move(work)] {
    frame.work = work;
    frame.take_extra = [words](const std::vector<std::string>& extra) {
      return extra.size() == 1 && JoinPlace(words, extra[0]);
    };
    // An optional last argument leaves no word over.
    if (words.size() > 2 && !words.back()->empty() && IsPart(*words[1])) JoinPlace(words, "");
  });
}

}  // namespace kasvu::cli

#include "clients/cli/verb.h"

#include <utility>

namespace kasvu::cli {
namespace {

// CLI11 gives a command its --help before it inherits the group that options belong to.
void GroupHelp(CLI::App& command) {
  if (command.get_help_ptr() == nullptr) return;
  command.get_help_ptr()->group(command.option_defaults()->get_group());
}

}  // namespace

CLI::App& AddNoun(CLI::App& root, Frame& frame, std::string_view name, const Words& purpose) {
  CLI::App& noun = *root.add_subcommand(std::string(name), frame.Say(purpose));
  noun.require_subcommand(1);
  GroupHelp(noun);
  return noun;
}

Verb::Verb(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
           std::string_view example)
    : app_(noun.add_subcommand(std::string(name), frame.Say(purpose))), frame_(frame) {
  GroupHelp(*app_);
  const std::string title = frame.Say({"Esimerkki:", "Exempel:", "Example:"});
  app_->footer(title + "\n  " + std::string(example) + "\n");
}

void Verb::Does(std::function<absl::Status()> work) {
  app_->callback([&frame = frame_, work = std::move(work)] { frame.work = work; });
}

}  // namespace kasvu::cli

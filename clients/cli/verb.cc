#include "clients/cli/verb.h"

#include <utility>

namespace kasvu::cli {

CLI::App& AddNoun(CLI::App& root, Frame& frame, std::string_view name, const Words& purpose) {
  CLI::App& noun = *root.add_subcommand(std::string(name), frame.Say(purpose));
  noun.require_subcommand(1);
  return noun;
}

Verb::Verb(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
           std::string_view example)
    : app_(noun.add_subcommand(std::string(name), frame.Say(purpose))), frame_(frame) {
  const std::string title = frame.Say({"Esimerkki:", "Exempel:", "Example:"});
  app_->footer(title + "\n  " + std::string(example) + "\n");
}

void Verb::Does(std::function<absl::Status()> work) {
  app_->callback([&frame = frame_, work = std::move(work)] { frame.work = work; });
}

}  // namespace kasvu::cli

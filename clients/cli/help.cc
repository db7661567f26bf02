#include "clients/cli/help.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "clients/cli/display_width.h"

namespace kasvu::cli {

void SpeakOf(CLI::App& app, const Frame& frame) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  const auto label = [&](const std::string& key, const Words& words) {
    formatter->label(key, frame.Say(words));
  };
  label("Usage", {"Käyttö", "Användning", "Usage"});
  label("OPTIONS", {"VALINNAT", "VAL", "OPTIONS"});
  label("SUBCOMMAND", {"KOMENTO", "KOMMANDO", "COMMAND"});
  label("SUBCOMMANDS", {"KOMENNOT", "KOMMANDON", "COMMANDS"});
  label("Positionals", {"Mitä annetaan", "Vad som ges", "Arguments"});
  label("REQUIRED", {"(pakollinen)", "(krävs)", "(required)"});
  label("Excludes", {"Ei yhdessä", "Inte med", "Not with"});
  label("TEXT", {"TEKSTI", "TEXT", "TEXT"});
  for (const char* type : {"INT", "UINT"}) formatter->label(type, "N");
  app.formatter(formatter);
  app.option_defaults()->group(frame.Say({"Valinnat", "Val", "Options"}));
  app.group(frame.Say({"Komennot", "Kommandon", "Commands"}));
}

std::string Wrapped(const std::string& text, int width) {
  std::string wrapped;
  int column = 0;
  const std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  for (const std::string& word : words) {
    const int size = DisplayWidth(word);
    if (column > 0 && column + 1 + size > width) {
      wrapped += '\n';
      column = 0;
    } else if (column > 0) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += size;
  }
  return wrapped;
}

}  // namespace kasvu::cli

#include "clients/cli/completion.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"

namespace kasvu::cli {
namespace {

constexpr char kAdminCompletion[] =
    "  if [ \"$path\" = \" admin\" ]; then\n"
    "    declare -F _kasvu_admin >/dev/null ||\n"
    "      source <(kasvu admin completion bash 2>/dev/null)\n"
    "    ! declare -F _kasvu_admin >/dev/null || _kasvu_admin\n"
    "    return\n"
    "  fi\n";

struct Tree {
  std::map<std::string, std::string> words_at;   // path of commands to what may follow
  std::map<std::string, std::string> values_of;  // option to its values
  std::set<std::string> with_value;
};

void Add(std::string& words, const std::string& word) {
  words += (words.empty() ? "" : " ") + word;
}

void Walk(const CLI::App& app, const std::string& path, Tree& tree) {
  std::string& words = tree.words_at[path];
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    Add(words, command->get_name());
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      Add(words, "--" + name);
      if (option->get_items_expected_max() == 0) continue;
      tree.with_value.insert("--" + name);
      std::string values = option->get_type_name();
      if (values.find('|') == std::string::npos) continue;
      for (char& c : values) c = c == '|' ? ' ' : c;
      tree.values_of["--" + name] = values;
    }
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    Walk(*command, path + " " + command->get_name(), tree);
  }
}

}  // namespace

std::string BashCompletion(const CLI::App& app) {
  // Another program knows what follows `kasvu admin`, where it is installed.
  const bool has_admin =
      !app.get_subcommands([](const CLI::App* command) { return command->get_name() == "admin"; })
           .empty();
  std::string function = "_" + app.get_name();
  std::replace(function.begin(), function.end(), ' ', '_');
  std::string program = app.get_name();
  std::replace(program.begin(), program.end(), ' ', '-');
  Tree tree;
  Walk(app, "", tree);
  std::string paths;
  std::string words;
  for (const auto& [path, following] : tree.words_at) {
    if (!path.empty()) paths += (paths.empty() ? "" : "|") + ("\"" + path + "\"");
    absl::StrAppend(&words, "    \"", path, "\") words=\"", following, "\" ;;\n");
  }
  std::string values;
  for (const auto& [option, listed] : tree.values_of) {
    absl::StrAppend(&values, "    ", option, ") words=\"", listed, "\" ;;\n");
  }
  std::string with_value;
  for (const std::string& option : tree.with_value) {
    if (!tree.values_of.contains(option)) with_value += (with_value.empty() ? "" : "|") + option;
  }
  // Words that are no command (options, ids, files) leave the path as it is.
  return "# bash completion of " + app.get_name() + ": source <(" + app.get_name() +
         " completion bash)\n" + function +
         "() {\n"
         "  local path=\"\" words=\"\" current=\"${COMP_WORDS[COMP_CWORD]}\" word i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    word=\"${COMP_WORDS[i]}\"\n"
         "    case \"$path $word\" in\n"
         "      " +
         paths +
         ") path=\"$path $word\" ;;\n"
         "    esac\n"
         "  done\n" +
         (has_admin ? kAdminCompletion : "") + "  case \"$path\" in\n" + words +
         "  esac\n"
         "  case \"${COMP_WORDS[COMP_CWORD - 1]}\" in\n" +
         values + "    " + with_value +
         ") words=\"\" ;;\n"
         "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "complete -o default -F " +
         function + " " + program + "\n";
}

}  // namespace kasvu::cli

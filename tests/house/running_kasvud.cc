#include "tests/house/running_kasvud.h"

#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>
#include <string_view>

namespace kasvu::house {
namespace {

constexpr std::string_view kReady = "kasvud is listening on ";

std::string AddressIn(FILE* output) {
  std::array<char, 512> line;
  while (fgets(line.data(), line.size(), output) != nullptr) {
    std::string_view text = line.data();
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.starts_with(kReady)) return std::string(text.substr(kReady.size()));
    std::cerr << text << '\n';
  }
  return "";
}

}  // namespace

RunningKasvud::RunningKasvud(const std::vector<std::string>& options) {
  std::vector<std::string> words = {KASVU_BINARY_DIR "/bin/kasvud", "--listen=127.0.0.1:0"};
  words.insert(words.end(), options.begin(), options.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> ends;
  if (pipe(ends.data()) != 0) return;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  if (posix_spawn(&process_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) != 0) {
    process_ = -1;
  }
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  // What it prints later fits the pipe; it is closed when the server has been asked to end.
  FILE* const output = fdopen(ends[0], "r");
  address_ = AddressIn(output);
  output_ = output;
}

RunningKasvud::~RunningKasvud() {
  if (process_ > 0) {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
  if (output_ != nullptr) fclose(output_);
}

}  // namespace kasvu::house

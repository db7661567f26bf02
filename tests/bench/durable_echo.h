// An echo that answers after a group commit and does nothing else: what a durable call cannot do
// without. A server in a process of its own.
#pragma once

#include <string>

namespace kasvu::bench {

// How many bytes it commits for each call.
inline constexpr int kCommittedBytes = 200;

// Serves until SIGTERM; prints its address in the words of kasvud. One thread reads what has come,
// appends it to the file `log`, syncs and answers.
int ServeDurableEcho(const std::string& log);

}  // namespace kasvu::bench

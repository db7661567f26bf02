// Which processors a measurement runs on: a server that is asked for more than it can do must not
// lose its processors to whoever asks.
#pragma once

namespace kasvu::bench {

enum class Processors { kAll, kFirstHalf, kSecondHalf };

// Keeps all threads of this process, and those and the programs they start from now on, to these of
// the processors that it had at its beginning. On a machine with a single one nothing changes.
void KeepTo(Processors processors);

}  // namespace kasvu::bench

// Who runs first where more threads could run than there are processors (ADR 0020).
#pragma once

namespace kasvu::storage {

// How far a thread gives way: its nice value is so much higher than that of the process. With 5 it
// gets a third of what a thread gets that does not give way, with 10 a tenth; where a processor is
// free it runs as before.
inline constexpr int kDecides = 5;    // decides and writes what others wait for
inline constexpr int kTidiesUp = 10;  // what nobody waits for

// For this thread, and those it starts, from now on. Called once by a thread.
void GiveWay(int by);

}  // namespace kasvu::storage

#include "storage/give_way.h"

#include <sys/resource.h>
#include <unistd.h>

namespace kasvu::storage {

void GiveWay(int by) {
  // On Linux a thread has a nice value of its own, and PRIO_PROCESS takes its id (sched(7)).
  const auto self = static_cast<id_t>(::gettid());
  ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + by);
}

}  // namespace kasvu::storage

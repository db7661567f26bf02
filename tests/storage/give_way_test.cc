#include "storage/give_way.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <thread>

namespace kasvu::storage {
namespace {

int Nice() { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); }

TEST(GiveWayTest, IsOfOneThreadAndThoseItStarts) {
  const int before = Nice();
  int own = 0, inherited = 0;
  std::thread([&] {
    GiveWay(kDecides);
    own = Nice();
    std::thread([&] { inherited = Nice(); }).join();
  }).join();
  EXPECT_EQ(own, before + kDecides);
  EXPECT_EQ(inherited, own);
  EXPECT_EQ(Nice(), before);
}

}  // namespace
}  // namespace kasvu::storage

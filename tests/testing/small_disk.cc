#include "tests/testing/small_disk.h"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace kasvu::tests {
namespace {

constexpr char kKind[] = "tmpfs";
constexpr char kSize[] = "size=1g";

absl::Status Failed(const char* what) {
  return absl::ErrnoToStatus(errno, absl::StrCat("a disk of one's own: ", what));
}

// Becomes root in a namespace where nothing outside is changed.
absl::Status EnterOwnNamespace() {
  const uid_t user = getuid();
  const gid_t group = getgid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return Failed("unshare");
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << absl::StrCat("0 ", user, " 1");
  std::ofstream("/proc/self/gid_map") << absl::StrCat("0 ", group, " 1");
  return absl::OkStatus();
}

}  // namespace

SmallDisk::~SmallDisk() {
  // Whoever was using it may not be quite gone.
  for (int tries = 0; mounted_ && tries < 100 && umount(folder_.c_str()) != 0; ++tries) {
    usleep(20'000);
  }
}

absl::Status SmallDisk::Mount() {
  mounted_ = mount("kasvu", folder_.c_str(), kKind, 0, kSize) == 0;
  if (mounted_) return absl::OkStatus();
  if (errno != EPERM) return Failed("mount");
  if (const absl::Status entered = EnterOwnNamespace(); !entered.ok()) return entered;
  mounted_ = mount("kasvu", folder_.c_str(), kKind, 0, kSize) == 0;
  return mounted_ ? absl::OkStatus() : Failed("mount");
}

absl::Status SmallDisk::MakeReadOnly(bool read_only) {
  const unsigned long flags = MS_REMOUNT | (read_only ? MS_RDONLY : 0);
  const bool done = mount("kasvu", folder_.c_str(), kKind, flags, kSize) == 0;
  return done ? absl::OkStatus() : Failed("remount");
}

}  // namespace kasvu::tests

// Why kasvud does not start, or does not do as told; one named constructor each.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace kasvu::kasvud {

// INVALID_ARGUMENT LISTEN_MALFORMED: `address` is no host:port.
absl::Status ListenMalformed(std::string_view address);
// INVALID_ARGUMENT LISTEN_NOT_LOOPBACK: others than this machine could reach `address`.
absl::Status ListenNotLoopback(std::string_view address);
// UNAVAILABLE LISTEN_TAKEN: nothing can listen on `address`.
absl::Status ListenTaken(std::string_view address);
// FAILED_PRECONDITION DATA_FOLDER_UNUSABLE: `folder` can neither be made nor used.
absl::Status DataFolderUnusable(std::string_view folder, std::string_view why);
// FAILED_PRECONDITION KEYS_MISSING: the store of keys is gone from `place`, other stores are not.
absl::Status KeysMissing(std::string_view place);
// FAILED_PRECONDITION STORES_ELSEWHERE: the stores that belong to `folder` lie in `database`, or in
// the folder itself when that is empty, and kasvud was told otherwise.
absl::Status StoresElsewhere(std::string_view folder, std::string_view database);
// FAILED_PRECONDITION STORE_MISSING: a store was made at `place` once and is not there, or its
// main file is not.
absl::Status StoreMissing(std::string_view place);
// DATA_LOSS STORE_DAMAGED: `why`, as storage says it, with what to do about the store at `place`.
absl::Status StoreNotWhole(std::string_view place, std::string_view why);
// FAILED_PRECONDITION DATA_HAS_TEST_CLOCK: `folder` was made with a test clock.
absl::Status DataHasTestClock(std::string_view folder);
// FAILED_PRECONDITION DATA_HAS_REAL_CLOCK: `folder` was made by the real time.
absl::Status DataHasRealClock(std::string_view folder);
// NOT_FOUND SERVICE_NOT_FOUND: this process does not serve `service`.
absl::Status ServiceNotFound(std::string_view service);
// FAILED_PRECONDITION TEST_CLOCK_OFF: the server runs by the real time.
absl::Status TestClockOff();

}  // namespace kasvu::kasvud

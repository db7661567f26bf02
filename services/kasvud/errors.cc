#include "services/kasvud/errors.h"

#include <string>

#include "errors/error.h"

namespace kasvu::kasvud {

namespace {

// Both ways out, for whoever reads it on a bad day.
std::string PutBack(std::string_view place) {
  return ". Put " + std::string(place) +
         " back from a backup, whole; to begin anew on purpose, start with another --data";
}

}  // namespace

absl::Status ListenMalformed(std::string_view address) {
  return Error(absl::StatusCode::kInvalidArgument, "LISTEN_MALFORMED",
               "--listen has to be an address such as 127.0.0.1:7410, not " + std::string(address));
}

absl::Status ListenNotLoopback(std::string_view address) {
  return Error(absl::StatusCode::kInvalidArgument, "LISTEN_NOT_LOOPBACK",
               std::string(address) +
                   " can be reached from other machines. There are no accounts yet, so kasvud "
                   "listens on this machine's loopback only: 127.0.0.1, [::1] or localhost");
}

absl::Status ListenTaken(std::string_view address) {
  return Error(absl::StatusCode::kUnavailable, "LISTEN_TAKEN",
               "cannot listen on " + std::string(address) +
                   "; another program may have it. Choose another port with --listen");
}

absl::Status DataFolderUnusable(std::string_view folder, std::string_view why) {
  return Error(absl::StatusCode::kFailedPrecondition, "DATA_FOLDER_UNUSABLE",
               "cannot use " + std::string(folder) + ": " + std::string(why));
}

absl::Status KeysMissing(std::string_view place) {
  return Error(absl::StatusCode::kFailedPrecondition, "KEYS_MISSING",
               "the keys in " + std::string(place) +
                   " are not there, but what is sealed with them is; put that back from where it "
                   "is kept, without it names and notes cannot be read");
}

absl::Status StoresElsewhere(std::string_view folder, std::string_view database) {
  const std::string begin = "the data of " + std::string(folder);
  return Error(absl::StatusCode::kFailedPrecondition, "STORES_ELSEWHERE",
               database.empty()
                   ? begin +
                         " lie in the folder itself, not in a database; start without --store, "
                         "or with another --data"
                   : begin + " lie in the database " + std::string(database) +
                         "; start with its address as --store, or with another --data");
}

absl::Status StoreMissing(std::string_view place) {
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_MISSING",
               "what was kept in " + std::string(place) +
                   " is not there any more; starting without it would lose it" + PutBack(place));
}

absl::Status StoreNotWhole(std::string_view place, std::string_view why) {
  return Error(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
               std::string(place) + ": " + std::string(why) + PutBack(place));
}

absl::Status DataHasTestClock(std::string_view folder) {
  return Error(absl::StatusCode::kFailedPrecondition, "DATA_HAS_TEST_CLOCK",
               std::string(folder) +
                   " was made with a test clock, and real time would mix with it. Start with "
                   "--test-clock, or with another --data");
}

absl::Status DataHasRealClock(std::string_view folder) {
  return Error(absl::StatusCode::kFailedPrecondition, "DATA_HAS_REAL_CLOCK",
               std::string(folder) +
                   " was made by the real time, and a test clock would mix with it. Start without "
                   "--test-clock, or with another --data");
}

absl::Status ServiceNotFound(std::string_view service) {
  return Error(absl::StatusCode::kNotFound, "SERVICE_NOT_FOUND",
               "this server does not serve " + std::string(service),
               {{"service", std::string(service)}});
}

absl::Status TestClockOff() {
  return Error(absl::StatusCode::kFailedPrecondition, "TEST_CLOCK_OFF",
               "this server runs by the real time; only one started with --test-clock can be set");
}

}  // namespace kasvu::kasvud

#include "storage/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "errors/error.h"

namespace kasvu::storage {
namespace {

absl::string_view Abseil(std::string_view text) { return {text.data(), text.size()}; }

std::string Hex(uint16_t tag) { return absl::StrFormat("0x%04x", tag); }

}  // namespace

absl::Status StoreInUse(std::string_view folder) {
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_IN_USE",
               absl::StrCat("another process has ", Abseil(folder),
                            " open; stop it or choose another data folder"),
               {{"folder", std::string(folder)}});
}

absl::Status StoreTooNew(uint32_t found, uint32_t known, std::string_view program,
                         bool unfinished) {
  const std::string writer = program.empty() ? "a newer Kasvu" : std::string(program);
  return Error(
      absl::StatusCode::kFailedPrecondition, "STORE_TOO_NEW",
      absl::StrCat("the data is ", unfinished ? "being brought to" : "in", " format ", found,
                   unfinished ? " by " : ", written by ", writer,
                   ", and this program knows formats up to ", known, "; install ",
                   program.empty() ? "that version" : writer,
                   " or a later one, or restore a backup from before it was first started"),
      {{"found", absl::StrCat(found)},
       {"known", absl::StrCat(known)},
       {"program", std::string(program)}});
}

absl::Status StoreNotMigrated(uint32_t found, uint32_t known) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "STORE_NOT_MIGRATED",
      absl::StrCat("the data is in format ", found, " and this program reads format ", known,
                   "; start this version of kasvud on it once, which brings it there, or "
                   "look at it with the version that wrote it"),
      {{"found", absl::StrCat(found)}, {"known", absl::StrCat(known)}});
}

absl::Status StoreMigrating(uint32_t to) {
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_MIGRATING",
               absl::StrCat("the data is on its way to format ", to,
                            ": wait for the kasvud that brings it there, or, when it was stopped, "
                            "start it and it goes on where it was"),
               {{"to", absl::StrCat(to)}});
}

absl::Status StoreAddressMalformed() {
  return Error(
      absl::StatusCode::kInvalidArgument, "STORE_ADDRESS_MALFORMED",
      "a store is named postgres://USER@HOST:PORT/DATABASE; in a password, write the signs "
      "that mean something in such an address as %40 and the like, or leave it to "
      "~/.pgpass");
}

absl::Status StoreUnreachable(std::string_view where, std::string_view why) {
  while (!why.empty() && why.back() == '\n') why.remove_suffix(1);
  return Error(absl::StatusCode::kUnavailable, "STORE_UNREACHABLE",
               absl::StrCat("the database ", Abseil(where), " cannot be used: ", Abseil(why),
                            "; see that it runs, that its address is right and that it lets this "
                            "user in"),
               {{"store", std::string(where)}});
}

absl::Status StoreNotDurable(std::string_view where, std::string_view setting) {
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_NOT_DURABLE",
               absl::StrCat("the database ", Abseil(where),
                            " answers before a commit is on the "
                            "disk, so a crash would lose what was answered; turn its setting ",
                            Abseil(setting), " on"),
               {{"store", std::string(where)}, {"setting", std::string(setting)}});
}

absl::Status StoreReadOnly() {
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_READ_ONLY",
               "the store was opened for reading alone");
}

absl::Status StoreUnavailable(std::string_view detail) {
  return Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
               absl::StrCat("the store cannot serve: ", Abseil(detail)),
               {{"detail", std::string(detail)}});
}

absl::Status StoreDamaged(std::string_view detail) {
  return Error(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
               absl::StrCat("the store's files are damaged: ", Abseil(detail)),
               {{"detail", std::string(detail)}});
}

absl::Status DiskNearlyFull(uint64_t free_bytes, uint64_t headroom_bytes) {
  return Error(
      absl::StatusCode::kResourceExhausted, "DISK_NEARLY_FULL",
      absl::StrCat("only ", free_bytes >> 20, " MiB of disk are free and writing needs ",
                   headroom_bytes >> 20, " MiB; make room, reading goes on"),
      {{"free_bytes", absl::StrCat(free_bytes)}, {"headroom_bytes", absl::StrCat(headroom_bytes)}});
}

absl::Status DatabaseFull() {
  return Error(absl::StatusCode::kResourceExhausted, "DISK_NEARLY_FULL",
               "the disk of the database is full; make room there, reading goes on");
}

absl::Status TransactionConflict() {
  return Error(absl::StatusCode::kAborted, "TRANSACTION_CONFLICT",
               "another transaction was in the way; begin anew");
}

absl::Status CommitUnknown(std::string_view detail) {
  return Error(absl::StatusCode::kUnavailable, "COMMIT_UNKNOWN",
               absl::StrCat("the change may or may not be on disk, repeat it with the same request "
                            "id once the server is well: ",
                            Abseil(detail)));
}

absl::Status TransactionOver() {
  return Error(absl::StatusCode::kFailedPrecondition, "TRANSACTION_OVER",
               "the transaction has already ended");
}

absl::Status LockDeadlock() {
  return Error(absl::StatusCode::kAborted, "LOCK_DEADLOCK",
               "two transactions wait for each other; roll back and begin anew");
}

absl::Status KeyMalformed(std::string_view detail) {
  return Error(absl::StatusCode::kDataLoss, "KEY_MALFORMED",
               absl::StrCat("a stored key is malformed: ", Abseil(detail)));
}

absl::Status RecordUnreadable(uint16_t tag) {
  return Error(absl::StatusCode::kDataLoss, "RECORD_UNREADABLE",
               absl::StrCat("a record of table ", Hex(tag), " does not parse"),
               {{"table", Hex(tag)}});
}

absl::Status RecordExists(uint16_t tag) {
  return Error(absl::StatusCode::kAlreadyExists, "RECORD_EXISTS",
               absl::StrCat("table ", Hex(tag), " has a record at this key"),
               {{"table", Hex(tag)}});
}

absl::Status RecordAbsent(uint16_t tag) {
  return Error(absl::StatusCode::kNotFound, "RECORD_ABSENT",
               absl::StrCat("table ", Hex(tag), " has no record at this key"),
               {{"table", Hex(tag)}});
}

absl::Status CounterOverflow() {
  return Error(absl::StatusCode::kOutOfRange, "COUNTER_OVERFLOW", "a counter would overflow");
}

}  // namespace kasvu::storage

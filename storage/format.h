// The format of everything that lies in a store: keys, records, conventions. It has a number, which
// grows when older programs could no longer read the data rightly; docs/storage-format.md tells
// what each number brought.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/format_migration.h"
#include "storage/kv.h"

namespace kasvu::storage {

// How far a migration is, after one of its commits.
struct FormatNews {
  uint32_t to = 0;  // the format that it leads to
  std::string_view brings;
  uint64_t rows = 0;  // looked at so far, also before an interruption
  bool done = false;
};

// The formats that a program knows.
struct KnownFormats {
  // The first leads from format 1 to 2.
  std::vector<FormatMigration> migrations = AllFormatMigrations();
  // Who writes: a version that people can install.
  std::string program = ThisProgram();
  // How long rows are left alone after the others that share a store could know of a migration:
  // those that are running look once a second and write nothing from then on.
  std::chrono::milliseconds notice = std::chrono::seconds(3);
  // Told after each commit of a migration, when set.
  std::function<void(const FormatNews&)> news;

  // The one that is written.
  uint32_t newest() const { return 1 + static_cast<uint32_t>(migrations.size()); }

  static std::string ThisProgram();
};

// Brings `store` to the newest of the `known` formats: marks an empty one, and carries out whatever
// migrations are missing. Each of their commits is bounded and keeps how far it got, and is made
// under one lock, so that several programs that share a database take turns. Where a store is
// shared and rows change, a commit of the mark alone goes before, and some time for others to
// notice. The first commit already gives the next number, which keeps older programs away; the last
// one takes the mark of an unfinished migration away. After an interruption the next call goes on
// where it was. FAILED_PRECONDITION (STORE_TOO_NEW), DATA_LOSS (STORE_DAMAGED) for data without a
// mark or with one that cannot be read, and what the store and the migrations answer.
absl::Status BringToFormat(Store& store, const KnownFormats& known = {});

// What a store says of its format.
struct FormatMark {
  uint32_t number = 0;
  std::string program;  // that gave the number; empty when it did not say
  // Set while not all rows are in that format yet: how far the migration is.
  struct Unfinished {
    uint64_t rows = 0;
    std::string next;
  };
  std::optional<Unfinished> unfinished;
};

// Nothing for a store without a mark. STORE_DAMAGED.
absl::StatusOr<std::optional<FormatMark>> ReadFormat(const Reader& reader);

// Whether a program with these formats reads rightly what is there as it is, without a migration:
// older data too, when no row has changed since. STORE_TOO_NEW; FAILED_PRECONDITION
// (STORE_NOT_MIGRATED, STORE_MIGRATING) for older data that has to be migrated first;
// STORE_DAMAGED, also when there is no mark.
absl::Status CheckFormat(const Reader& reader, const KnownFormats& known = {});

// STORE_TOO_NEW, or STORE_DAMAGED: older data, migrated or not, is good enough for whoever copies
// bytes.
absl::Status CheckNotTooNew(const Reader& reader, const KnownFormats& known = {});

}  // namespace kasvu::storage

#include "storage/format.h"

#include <thread>
#include <utility>

#include "errors/error.h"
#include "storage/errors.h"
#include "storage/key.h"
#include "storage/postgres_retry.h"

namespace kasvu::storage {
namespace {

std::string NumberKey() { return EncodeKey(Tag::kFormat); }
// The program that gave the number.
std::string ProgramKey() { return EncodeKey(Tag::kFormat, "program"); }
// Lies there while a migration is not finished: how many rows it has looked at, and where it goes
// on.
std::string UnfinishedKey() { return EncodeKey(Tag::kFormat, "migrating"); }

template <typename Number>
std::string BytesOf(Number number) {
  std::string bytes;
  AppendPart(bytes, number);
  return bytes;
}

absl::StatusOr<bool> IsEmpty(const Reader& reader) {
  bool empty = true;
  KASVU_RETURN_IF_ERROR(reader.Scan(KeyRange(), [&](std::string_view, std::string_view) {
    empty = false;
    return false;
  }));
  return empty;
}

absl::Status Unreadable() { return StoreDamaged("the mark of its format cannot be read"); }

absl::Status TooNew(const FormatMark& mark, const KnownFormats& known) {
  return StoreTooNew(mark.number, known.newest(), mark.program, mark.unfinished.has_value());
}

void Mark(Writes& writes, uint32_t number, const KnownFormats& known) {
  writes[NumberKey()] = BytesOf(number);
  writes[ProgramKey()] = known.program;
}

// Does one part; returns whether anything is left. The first part of a migration that changes rows
// which others share is its announcement, again after an interruption.
absl::StatusOr<bool> MigrateOn(Store& store, const KnownFormats& known, uint32_t& announced) {
  const auto transaction = store.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(NumberKey()));
  KASVU_ASSIGN_OR_RETURN(const std::optional<FormatMark> mark, ReadFormat(*transaction));
  Writes writes;
  if (!mark) {
    KASVU_ASSIGN_OR_RETURN(const bool empty, IsEmpty(*transaction));
    if (!empty) return StoreDamaged("there is data but no mark of its format");
    Mark(writes, known.newest(), known);
    KASVU_RETURN_IF_ERROR(transaction->CommitWith(writes));
    return false;
  }
  if (mark->number > known.newest()) return TooNew(*mark, known);
  if (mark->number == known.newest() && !mark->unfinished) return false;

  const uint32_t to = mark->unfinished ? mark->number : mark->number + 1;
  const FormatMark::Unfinished before = mark->unfinished.value_or(FormatMark::Unfinished());
  const FormatMigration& migration = known.migrations[to - 2];
  MigratedPart part;
  const bool announces = migration.step && store.IsShared() && known.notice.count() > 0 &&
                         before.next.empty() && announced != to;
  if (announces) {
    part.next = "";
  } else if (migration.step) {
    KASVU_ASSIGN_OR_RETURN(part, migration.step(*transaction, before.next, writes));
  }
  const uint64_t rows = before.rows + part.rows;
  Mark(writes, to, known);
  std::optional<std::string>& unfinished = writes[UnfinishedKey()];
  if (part.next) unfinished = BytesOf(rows) + *part.next;
  KASVU_RETURN_IF_ERROR(transaction->CommitWith(writes));
  if (announces) {
    announced = to;
    std::this_thread::sleep_for(known.notice);
  }
  if (known.news) {
    known.news({.to = to, .brings = migration.brings, .rows = rows, .done = !part.next});
  }
  return part.next || to < known.newest();
}

// The mark of a store that is there, and not too new.
absl::StatusOr<FormatMark> ReadKnown(const Reader& reader, const KnownFormats& known) {
  KASVU_ASSIGN_OR_RETURN(std::optional<FormatMark> mark, ReadFormat(reader));
  if (!mark) return StoreDamaged("the mark of its format is missing");
  if (mark->number > known.newest()) return TooNew(*mark, known);
  return *std::move(mark);
}

}  // namespace

std::string KnownFormats::ThisProgram() { return "Kasvu " KASVU_VERSION; }

absl::Status BringToFormat(Store& store, const KnownFormats& known) {
  uint32_t announced = 0;
  for (bool more = true; more;) {
    KASVU_RETURN_IF_ERROR(WhileConflicting([&]() -> absl::Status {
      KASVU_ASSIGN_OR_RETURN(more, MigrateOn(store, known, announced));
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<FormatMark>> ReadFormat(const Reader& reader) {
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> number, reader.Get(NumberKey()));
  if (!number) return std::nullopt;
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> program, reader.Get(ProgramKey()));
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> unfinished, reader.Get(UnfinishedKey()));
  FormatMark mark;
  std::string_view rest = *number;
  if (!TakePart(rest, mark.number).ok() || !rest.empty()) return Unreadable();
  if (mark.number == 0) return Unreadable();
  mark.program = program.value_or("");
  if (!unfinished) return mark;
  rest = *unfinished;
  FormatMark::Unfinished& left = mark.unfinished.emplace();
  if (!TakePart(rest, left.rows).ok() || mark.number < 2) return Unreadable();
  left.next = rest;
  return mark;
}

absl::Status CheckNotTooNew(const Reader& reader, const KnownFormats& known) {
  return ReadKnown(reader, known).status();
}

absl::Status CheckFormat(const Reader& reader, const KnownFormats& known) {
  KASVU_ASSIGN_OR_RETURN(const FormatMark mark, ReadKnown(reader, known));
  if (mark.unfinished) return StoreMigrating(mark.number);
  for (uint32_t from = mark.number; from < known.newest(); ++from) {
    if (known.migrations[from - 1].step) {
      return StoreNotMigrated(mark.number, known.newest());
    }
  }
  return absl::OkStatus();
}

}  // namespace kasvu::storage

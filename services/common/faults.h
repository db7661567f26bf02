// What a check of stored data finds wrong, told one by one and never repaired.
#pragma once

#include <cstdint>
#include <string>

#include "storage/tags.h"

namespace kasvu::services {

struct Fault {
  // Stable, in capitals: INDEX_LINE_MISSING. docs/backup.md lists them.
  std::string reason;
  // As storage/tags.h names it: kEnrolments.
  std::string table;
  // In words: cohort ekollega-2021, enrolment 7. Empty when it is about the whole table.
  std::string key;
  std::string expected;
  std::string found;
};

// Where they are told, and how far the check has come.
class Faults {
 public:
  virtual ~Faults() = default;
  virtual void Add(Fault fault) = 0;
  // The rows of a table are looked at from now on.
  virtual void Walks(storage::Tag /*table*/) {}
  // So many rows more have been looked at.
  virtual void Looked(uint64_t /*rows*/) {}
};

}  // namespace kasvu::services

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/v1/archive.pb.h"

namespace kasvu::archives {

struct OpenedArchive {
  kasvu::v1::ArchiveHeader header;
  std::string digest;  // as its bytes have it and its trailer says
  uint64_t rows = 0;
};

// Reads the whole bytes of an archive and visits its rows in their order; an error of `visit` is
// passed on. What was visited counts only when the answer is OK: the digest stands at the end.
// ARCHIVE_DAMAGED, ARCHIVE_TOO_NEW.
using RowVisitor = absl::FunctionRef<absl::Status(std::string_view key, std::string_view value)>;
absl::StatusOr<OpenedArchive> OpenArchive(std::string_view bytes, RowVisitor visit);

}  // namespace kasvu::archives

#include "storage/format.h"

#include <cstdint>
#include <optional>
#include <string>

#include "errors/error.h"
#include "storage/errors.h"
#include "storage/key.h"

namespace kasvu::storage {
namespace {

absl::StatusOr<bool> IsEmpty(const Reader& reader) {
  bool empty = true;
  KASVU_RETURN_IF_ERROR(reader.Scan(KeyRange(), [&](std::string_view, std::string_view) {
    empty = false;
    return false;
  }));
  return empty;
}

}  // namespace

absl::Status CheckFormat(Store& store, int known) {
  const std::string key = EncodeKey(Tag::kFormat);
  const auto transaction = store.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(key));
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> mark, transaction->Get(key));
  if (!mark.has_value()) {
    KASVU_ASSIGN_OR_RETURN(const bool empty, IsEmpty(*transaction));
    if (!empty) return StoreDamaged("there is data but no mark of its format");
    std::string bytes;
    AppendPart(bytes, static_cast<uint32_t>(known));
    transaction->Put(key, bytes);
    return transaction->Commit();
  }
  std::string_view rest = *mark;
  uint32_t found = 0;
  if (!TakePart(rest, found).ok() || !rest.empty()) {
    return StoreDamaged("the mark of its format cannot be read");
  }
  if (found > static_cast<uint32_t>(known)) return StoreTooNew(static_cast<int>(found), known);
  return absl::OkStatus();
}

}  // namespace kasvu::storage

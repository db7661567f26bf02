// Words about people on their way into a record.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/work.pb.h"
#include "storage/vault.h"

namespace kasvu::engine {

// `content` sealed for `subject`: a person, or an owner that several people have in common (its
// name). An owner whose key was destroyed, because one of them was erased, gets a new one under the
// next number. Makes the key when there is none, which waits for the disk. CONTENT_ERASED for a
// person who was erased.
absl::StatusOr<kasvu::storage::v1::Sealed> SealText(
    storage::Vault& vault, const std::string& subject,
    const kasvu::storage::v1::SealedContent& content, kasvu::v1::NoteVisibility visibility,
    std::string_view writer);

// Destroys every key that `owner` has had. May be repeated; what is destroyed costs nothing.
absl::Status DestroyTextsOf(storage::Vault& vault, const std::string& owner);

}  // namespace kasvu::engine

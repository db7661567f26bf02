// The errors of sealed content, one named constructor each.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace kasvu::storage {

// FAILED_PRECONDITION MASTER_KEY_MISSING: there are sealed keys, but `file` is not there.
absl::Status MasterKeyMissing(std::string_view file);
// FAILED_PRECONDITION MASTER_KEY_WRONG: `file` is not the key that these data were sealed with.
absl::Status MasterKeyWrong(std::string_view file);
// FAILED_PRECONDITION MASTER_KEY_PERMISSIONS: others than its owner may read or write `file`.
absl::Status MasterKeyPermissions(std::string_view file);
// FAILED_PRECONDITION MASTER_KEY_SIZE: `file` does not hold exactly 32 bytes.
absl::Status MasterKeySize(std::string_view file);
// FAILED_PRECONDITION MASTER_KEY_UNREADABLE: `file` cannot be read, or not made.
absl::Status MasterKeyUnreadable(std::string_view file, std::string_view why);
// NOT_FOUND CONTENT_ERASED: the subject's key was destroyed.
absl::Status ContentErased();
// NOT_FOUND CONTENT_KEY_ABSENT: no key was ever made for the subject.
absl::Status ContentKeyAbsent();
// ABORTED KEYS_CHANGED: another process made a key that was about to be made here.
absl::Status KeysChanged();
// DATA_LOSS CONTENT_UNREADABLE: the bytes were not sealed for this subject, or have changed since.
absl::Status ContentUnreadable();

}  // namespace kasvu::storage

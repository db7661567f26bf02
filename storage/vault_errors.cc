#include "storage/vault_errors.h"

#include <string>

#include "errors/error.h"

namespace kasvu::storage {
namespace {

absl::Status AboutMasterKey(std::string_view reason, std::string_view file,
                            const std::string& sentence) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, sentence,
               {{"file", std::string(file)}});
}

}  // namespace

absl::Status MasterKeyMissing(std::string_view file) {
  return AboutMasterKey("MASTER_KEY_MISSING", file,
                        "the master key " + std::string(file) +
                            " is not there, but content is sealed with it; put the file back from "
                            "where it is kept, without it the content cannot be read");
}

absl::Status MasterKeyWrong(std::string_view file) {
  return AboutMasterKey("MASTER_KEY_WRONG", file,
                        "the master key " + std::string(file) +
                            " is not the one that this data was sealed with; put the right file "
                            "back");
}

absl::Status MasterKeyPermissions(std::string_view file) {
  return AboutMasterKey("MASTER_KEY_PERMISSIONS", file,
                        "others than its owner may use the master key " + std::string(file) +
                            "; set its mode to 0600");
}

absl::Status MasterKeySize(std::string_view file) {
  return AboutMasterKey("MASTER_KEY_SIZE", file,
                        "the master key " + std::string(file) +
                            " does not hold exactly 32 bytes; put the right file back");
}

absl::Status MasterKeyUnreadable(std::string_view file, std::string_view why) {
  return AboutMasterKey(
      "MASTER_KEY_UNREADABLE", file,
      "the master key " + std::string(file) + " cannot be used: " + std::string(why));
}

absl::Status ContentErased() {
  return Error(absl::StatusCode::kNotFound, "CONTENT_ERASED", "this content has been erased");
}

absl::Status ContentKeyAbsent() {
  return Error(absl::StatusCode::kNotFound, "CONTENT_KEY_ABSENT",
               "the store of keys has no key for this content");
}

absl::Status KeysChanged() {
  return Error(absl::StatusCode::kAborted, "KEYS_CHANGED",
               "another server made a key for the same content; try again");
}

absl::Status ContentUnreadable() {
  return Error(absl::StatusCode::kDataLoss, "CONTENT_UNREADABLE",
               "sealed content was changed, or belongs to somebody else");
}

}  // namespace kasvu::storage

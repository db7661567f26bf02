// How keys lie in their store: wrapped by the master key, or as the mark of one destroyed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/randomness.h"
#include "storage/sealing.h"

namespace kasvu::storage {

// What lies where a destroyed key was: one zero byte, and two once the key is off the disk too.
inline constexpr std::string_view kDestroyed{"\0", 1};
inline constexpr std::string_view kPurged{"\0\0", 2};

// Whether these bytes are one of the two marks.
bool IsErasureMark(std::string_view bytes);

// The subject whose key lies at `place`; nothing for other places.
std::optional<std::string> SubjectAt(std::string_view place);

// The record of `key` at `place`, the bytes of its key in the store: it opens nowhere else.
std::string WrapKey(const SecretKey& master, std::string_view place, const SecretKey& key,
                    Randomness& randomness);

// The key at `place` in `reader`, or nullopt when nothing lies there. NOT_FOUND (CONTENT_ERASED)
// at the mark of one destroyed; DATA_LOSS (CONTENT_UNREADABLE) for what `master` does not open.
absl::StatusOr<std::optional<SecretKey>> ReadKey(const Reader& reader, const SecretKey& master,
                                                 std::string_view place);

}  // namespace kasvu::storage

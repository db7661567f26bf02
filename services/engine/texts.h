// Words about people on their way into a record.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/work.pb.h"
#include "storage/vault.h"

namespace kasvu::engine {

// What somebody wrote, and for whom it has to be sealed: a person, or an owner that several people
// have in common (its name).
struct Words {
  std::string subject;
  kasvu::storage::v1::SealedContent content;
  kasvu::v1::NoteVisibility visibility = kasvu::v1::NOTE_VISIBILITY_UNSPECIFIED;
  std::string writer;  // persons/…
};

// Seals `words`. An owner whose key was destroyed, because one of its people was erased, gets a new
// one under the next number. Makes the key when there is none, which waits for the disk.
// CONTENT_ERASED for a person who was erased.
absl::StatusOr<kasvu::storage::v1::Sealed> SealText(storage::Vault& vault, const Words& words);

// Seals the words of a command once the rules have agreed, and makes their key only then; empty
// when that is done.
using LateSeal = std::function<absl::StatusOr<kasvu::storage::v1::Sealed>()>;

// Seals `words` into `sealed` when their key is at hand. Otherwise `sealed` stands for them without
// their content, and what it returns has to be called: a refused command leaves no key behind.
LateSeal SealSoon(storage::Vault& vault, Words words, kasvu::storage::v1::Sealed& sealed);

// Puts `sealed` in the place of the words that wait for it.
void PutWords(const kasvu::storage::v1::Sealed& sealed,
              std::vector<kasvu::storage::v1::Event>& events);

// Destroys every key that `owner` has had. May be repeated; what is destroyed costs nothing.
absl::Status DestroyTextsOf(storage::Vault& vault, const std::string& owner);

}  // namespace kasvu::engine

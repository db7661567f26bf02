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
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

// What somebody wrote, and for whom it has to be sealed: a person, or an owner that several people
// have in common (its name).
struct Words {
  std::string subject;
  kasvu::storage::v1::SealedContent content;
  kasvu::v1::NoteVisibility visibility = kasvu::v1::NOTE_VISIBILITY_UNSPECIFIED;
  std::string writer;  // persons/…
};

// What stands for `words` until they are sealed: everything but their content.
kasvu::storage::v1::Sealed Unsealed(const Words& words);

// Seals `words`. An owner whose key was destroyed, because one of its people was erased, gets a new
// one under the next number. A key that there was none of has to be kept (Vault::KeepKeys) before
// anything is written. CONTENT_ERASED for a person who was erased.
absl::StatusOr<kasvu::storage::v1::Sealed> SealText(storage::Vault& vault, const Words& words);

// Seals the words of a command, called once the rules have agreed: a refused one leaves no key
// behind.
using LateSeal =
    std::function<absl::StatusOr<kasvu::storage::v1::Sealed>(const workflows::CohortImage&)>;

// Puts `sealed` in the place of the words that wait for it.
void PutWords(const kasvu::storage::v1::Sealed& sealed,
              std::vector<kasvu::storage::v1::Event>& events);

// The names of all keys that `owner` has had, destroyed or not. Whatever error keeps one from being
// looked up.
absl::StatusOr<std::vector<std::string>> KeysOf(storage::Vault& vault, const std::string& owner);

}  // namespace kasvu::engine

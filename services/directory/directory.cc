#include "services/directory/directory.h"

#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/directory/mandate_book.h"
#include "services/directory/names.h"
#include "services/directory/tables.h"

namespace kasvu::directory {

using services::Call;

namespace {

constexpr size_t kChangesAtOnce = 256;

// The one lock of the directory: whatever writes holds it.
std::string HeadLock() { return kMetaTable.BytesOf({"head"}); }

}  // namespace

Directory::Directory(const DirectoryParts& parts)
    : parts_(parts), people_(parts.vault), companies_(parts.vault) {}

absl::Status Directory::Load() {
  {
    const std::lock_guard lock(changing_);
    const auto snapshot = parts_.store.TakeSnapshot();
    KASVU_ASSIGN_OR_RETURN(followed_, NewestPosition(*snapshot));
    KASVU_RETURN_IF_ERROR(
        kMandateTable.Scan(*snapshot, std::tuple(), [&](const auto& key, const auto& record) {
          parts_.mandates.Put(MandateOf(std::get<0>(key), record));
          return true;
        }));
  }
  std::vector<std::string> interrupted;
  KASVU_RETURN_IF_ERROR(kMetaTable.Scan(*parts_.store.TakeSnapshot(), std::tuple(),
                                        [&](const auto& key, const std::string&) {
                                          const std::string& name = std::get<0>(key);
                                          if (name.starts_with(kErasing)) {
                                            interrupted.push_back(name.substr(kErasing.size()));
                                          }
                                          return true;
                                        }));
  if (parts_.store.IsShared()) {
    // Others may be finishing them, and what they wait for need not hold up a start.
    const std::lock_guard lock(changing_);
    erased_.insert(interrupted.begin(), interrupted.end());
    return absl::OkStatus();
  }
  for (const std::string& person : interrupted) KASVU_RETURN_IF_ERROR(FinishErasure(person));
  return absl::OkStatus();
}

absl::StatusOr<std::string> Directory::Once(const Call& call,
                                            const google::protobuf::Message& request, Work work) {
  const std::string fingerprint =
      parts_.vault.KeyedHash("request", services::RequestBytes(call, request));
  std::string answer;
  {
    const std::lock_guard lock(changing_);
    const auto transaction = parts_.store.Begin();
    // In ascending order, as everybody locks.
    KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
    KASVU_RETURN_IF_ERROR(transaction->Lock(HeadLock()));
    KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
    if (answered) return *answered;
    KASVU_ASSIGN_OR_RETURN(answer, work(*transaction));
    KASVU_RETURN_IF_ERROR(requests_.Add(*transaction, call, fingerprint, answer));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
    KASVU_RETURN_IF_ERROR(FollowFeed());
  }
  changed_.Raise();
  return answer;
}

absl::Status Directory::FollowOthers() {
  std::set<std::string> erased;
  bool has_changed = false;
  {
    const std::lock_guard lock(changing_);
    const uint64_t before = followed_;
    KASVU_RETURN_IF_ERROR(FollowFeed());
    has_changed = followed_ != before;
    erased = erased_;
  }
  if (has_changed) changed_.Raise();
  for (const std::string& person : erased) {
    // Whoever erases has it destroyed too; but a key that is read here before that would stay, and
    // who erased may be gone.
    KASVU_RETURN_IF_ERROR(parts_.vault.Destroy(person));
    KASVU_RETURN_IF_ERROR(FinishErasure(person));
    const std::lock_guard lock(changing_);
    erased_.erase(person);
  }
  return absl::OkStatus();
}

absl::Status Directory::FollowFeed() {
  const auto snapshot = parts_.store.TakeSnapshot();
  while (true) {
    const uint64_t before = followed_;
    KASVU_ASSIGN_OR_RETURN(const auto changes, ChangesAfter(*snapshot, kChangesAtOnce, followed_));
    for (const auto& change : changes) {
      parts_.mandates.Apply(change);
      if (parts_.store.IsShared() && !change.erased_person().empty()) {
        erased_.insert(change.erased_person());
      }
    }
    if (followed_ == before) return absl::OkStatus();
  }
}

absl::Status Directory::BeginErasure(storage::Transaction& transaction, std::string_view person) {
  KASVU_RETURN_IF_ERROR(people_.Get(transaction, person).status());
  KASVU_RETURN_IF_ERROR(people_.Remove(transaction, person));
  KASVU_RETURN_IF_ERROR(RemoveMandatesOf(transaction, person));
  return kMetaTable.Upsert(transaction, {ErasingMark(person)}, std::string());
}

absl::Status Directory::FinishErasure(std::string_view person) {
  // Without the lock: the key may take long to leave the disk, and others go on meanwhile.
  KASVU_ASSIGN_OR_RETURN(const bool begun,
                         kMetaTable.Contains(*parts_.store.TakeSnapshot(), {ErasingMark(person)}));
  if (!begun) return absl::OkStatus();
  KASVU_RETURN_IF_ERROR(parts_.vault.Destroy(person));
  const auto transaction = parts_.store.Begin();
  transaction->Delete(kMetaTable.BytesOf({ErasingMark(person)}));
  return transaction->Commit();
}

}  // namespace kasvu::directory

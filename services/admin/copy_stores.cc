#include "services/admin/copy_stores.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "services/admin/read_stores.h"
#include "storage/key.h"

namespace kasvu::admin {
namespace {

using storage::KeyRange;

constexpr size_t kBytesAtOnce = 1 << 20;

// Lies in a store while it is being copied to, with the digest of what is copied.
std::string CopyMark() { return storage::EncodeKey(storage::Tag::kFormat, "copying"); }
std::string MasterMark() { return storage::EncodeKey(storage::Tag::kMasterCheck); }

absl::Status TargetTaken(const std::string& place) {
  return cli::Refused("COPY_TARGET_TAKEN",
                      {"Kohteessa {place} on jo muuta dataa; anna tyhjä kohde.",
                       "I målet {place} finns redan annan data; ange ett tomt mål.",
                       "There is other data in {place} already; give an empty target."},
                      {{"place", place}});
}

absl::Status Unfinished(const std::string& place) {
  return cli::Refused(
      "COPY_UNFINISHED",
      {"{place} on itse keskeneräinen kopio; tee se ensin valmiiksi samalla komennolla.",
       "{place} är själv en kopia som inte är klar; gör den klar först med samma kommando.",
       "{place} is itself a copy that is not finished; finish it first by the same command."},
      {{"place", place}});
}

absl::Status Differs(const std::string& store) {
  return cli::Refused(
      "COPY_DIFFERS",
      {"Kopio eroaa alkuperäisestä ({store}); kirjoittiko jokin niihin kopioinnin aikana?",
       "Kopian skiljer sig från originalet ({store}); skrev något till dem under kopieringen?",
       "The copy differs from what was copied ({store}); did something write to them meanwhile?"},
      {{"store", store}});
}

// One store on its way.
class Copying {
 public:
  Copying(storage::Store& from, storage::Store& to) : from_(from), to_(to) {}

  // Makes sure that what lies in the target comes from an earlier copy of the same.
  absl::Status Begin(const storage::StoreDigest& digest, const std::string& place) {
    const auto there = to_.TakeSnapshot();
    KASVU_ASSIGN_OR_RETURN(const auto mark, there->Get(CopyMark()));
    KASVU_ASSIGN_OR_RETURN(const auto last, there->Last(storage::AllRows()));
    if (!mark && last) return TargetTaken(place);
    if (mark && *mark != digest.hash) return TargetTaken(place);
    return mark ? absl::OkStatus() : to_.Begin()->CommitWith({{CopyMark(), digest.hash}});
  }

  // All rows but the mark of the master key.
  absl::Status Rows(absl::FunctionRef<void(uint64_t)> copied) {
    const std::string master = MasterMark();
    KeyRange range = storage::AllRows();
    {
      KASVU_ASSIGN_OR_RETURN(const auto last, to_.TakeSnapshot()->Last(range));
      if (last) range.start = last->first + '\0';
    }
    uint64_t rows = 0;
    absl::Status written;
    auto batch = to_.Begin();
    size_t bytes = 0;
    const auto snapshot = from_.TakeSnapshot();
    const absl::Status read =
        snapshot->Scan(range, [&](std::string_view key, std::string_view value) {
          if (key == master) return true;
          batch->Put(key, value);
          ++rows;
          bytes += key.size() + value.size();
          if (bytes < kBytesAtOnce) return true;
          bytes = 0;
          written = batch->Commit();
          batch = to_.Begin();
          copied(rows);
          return written.ok();
        });
    KASVU_RETURN_IF_ERROR(read);
    KASVU_RETURN_IF_ERROR(written);
    return batch->Commit();
  }

  // The target with that mark, which is written when this is committed.
  absl::StatusOr<std::unique_ptr<storage::Transaction>> Last() {
    auto last = to_.Begin();
    KASVU_ASSIGN_OR_RETURN(const auto mark, from_.TakeSnapshot()->Get(MasterMark()));
    if (mark) last->Put(MasterMark(), *mark);
    return last;
  }

 private:
  storage::Store& from_;
  storage::Store& to_;
};

struct Pair {
  std::string name;
  std::unique_ptr<storage::Store> from;
  std::unique_ptr<storage::Store> to;
  std::unique_ptr<storage::Transaction> last;  // in `to`
  storage::StoreDigest digest;
};

}  // namespace

absl::StatusOr<std::vector<CopiedStore>> CopyStores(const Place& from, const Place& to,
                                                    CopyNews news) {
  std::vector<Pair> pairs;
  for (const std::string name : kStoresInOrder) {
    KASVU_ASSIGN_OR_RETURN(const bool there, from.Has(name));
    if (!there) continue;
    Pair& pair = pairs.emplace_back();
    pair.name = name;
    KASVU_ASSIGN_OR_RETURN(pair.from, from.OpenAsItIs(name));
    KASVU_ASSIGN_OR_RETURN(const auto mark, pair.from->TakeSnapshot()->Get(CopyMark()));
    if (mark) return Unfinished(from.shown());
    KASVU_ASSIGN_OR_RETURN(pair.digest,
                           storage::DigestOf(*pair.from->TakeSnapshot(), [](uint64_t) {}));
  }
  if (pairs.empty()) return NoDataThere(from.shown());
  std::vector<CopiedStore> copied;
  for (Pair& pair : pairs) {
    KASVU_ASSIGN_OR_RETURN(pair.to, to.Open(pair.name));
    Copying copying(*pair.from, *pair.to);
    KASVU_RETURN_IF_ERROR(copying.Begin(pair.digest, to.shown()));
    news(pair.name, 0, pair.digest.rows);
    KASVU_RETURN_IF_ERROR(
        copying.Rows([&](uint64_t rows) { news(pair.name, rows, pair.digest.rows); }));
    KASVU_ASSIGN_OR_RETURN(pair.last, copying.Last());
    KASVU_ASSIGN_OR_RETURN(const auto made, storage::DigestOf(*pair.last, [](uint64_t) {}));
    if (made != pair.digest) return Differs(pair.name);
    copied.push_back({pair.name, made});
  }
  for (Pair& pair : pairs) {
    // A database may have been written to all the while.
    if (!from.database()) break;
    KASVU_ASSIGN_OR_RETURN(const auto again,
                           storage::DigestOf(*pair.from->TakeSnapshot(), [](uint64_t) {}));
    if (again != pair.digest) return Differs(pair.name);
  }
  // From here on a server starts on it.
  for (Pair& pair : pairs) KASVU_RETURN_IF_ERROR(pair.last->Commit());
  for (Pair& pair : pairs) {
    KASVU_RETURN_IF_ERROR(pair.to->Begin()->CommitWith({{CopyMark(), std::nullopt}}));
  }
  return copied;
}

}  // namespace kasvu::admin

#include "tests/bench/finished_copies.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/history_chain.h"
#include "services/engine/tables.h"
#include "storage/key.h"
#include "storage/rocksdb_store.h"
#include "storage/store_digest.h"
#include "storage/wrapped_key.h"
#include "tests/bench/population.h"

namespace kasvu::bench {
namespace {

constexpr std::string_view kPersons = "persons/";
constexpr int kDigits = 6;
constexpr int kCopiesAtOnce = 20;

struct Row {
  std::string key;
  std::string value;
  std::string hash;  // of a record of the history
};

std::string NumberOf(int copy) { return absl::StrFormat("%0*d", kDigits, copy); }

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void Must(const absl::Status& status) {
  if (!status.ok()) GiveUp(std::string(status.message()));
}

// The same bytes of another cohort: ids keep their lengths, so nothing else has to change.
std::string OfCopy(std::string bytes, const std::string& id, const std::string& number) {
  std::string other = id;
  other.replace(id.find_first_of("0123456789"), kDigits, number);
  ReplaceAll(bytes, id, other);
  for (size_t at = bytes.find(kPersons); at != std::string::npos;
       at = bytes.find(kPersons, at + 1)) {
    const size_t name = at + kPersons.size();
    if (name + number.size() <= bytes.size()) bytes.replace(name, kDigits, number);
  }
  return bytes;
}

template <class Table>
bool IsOf(const Table& table, std::string_view key) {
  return key.starts_with(storage::EncodeKey(table.tag()));
}

// In the order of their keys, so that a record comes before the next and all before the head.
// Anchors are made anew.
std::vector<Row> RowsOf(storage::Store& store, const std::string& id) {
  const std::string anchors = storage::EncodeKey(storage::Tag::kAnchorsByCohort);
  std::vector<Row> rows;
  const absl::Status scanned = store.TakeSnapshot()->Scan(
      storage::AllRows(), [&](std::string_view key, std::string_view value) {
        if (key.find(id) == std::string_view::npos || IsOf(engine::kRequestTable, key) ||
            key.starts_with(anchors)) {
          return true;
        }
        Row& row = rows.emplace_back(Row{std::string(key), std::string(value), ""});
        if (IsOf(engine::kHistoryTable, key)) row.hash = engine::HashOf(value);
        return true;
      });
  if (!scanned.ok() || rows.empty()) GiveUp("nothing to copy of " + id);
  return rows;
}

// The people in it.
std::vector<std::string> PersonsOf(storage::Store& store, const std::string& id) {
  std::vector<std::string> persons;
  const absl::Status scanned = engine::kEnrolmentTable.Scan(
      *store.TakeSnapshot(), std::tuple(id), [&](const auto&, const auto& enrolment) {
        persons.push_back(enrolment.person());
        return true;
      });
  if (!scanned.ok()) GiveUp(std::string(scanned.message()));
  return persons;
}

void PutCopy(const std::vector<Row>& rows, const std::string& id, const std::string& number,
             storage::Writer& writer) {
  std::string before, after;  // the hash of the last record, and that of its copy
  for (const Row& row : rows) {
    std::string value = OfCopy(row.value, id, number);
    if (!before.empty()) ReplaceAll(value, before, after);
    if (!row.hash.empty()) before = row.hash, after = engine::HashOf(value);
    writer.Put(OfCopy(row.key, id, number), value);
  }
}

std::unique_ptr<storage::Store> Open(const std::string& folder) {
  storage::RocksDbStoreOptions options;
  options.folder = folder;
  options.sync_commits = false;  // made anew when the power goes
  auto store = storage::OpenRocksDbStore(std::move(options));
  Must(store.status());
  return *std::move(store);
}

}  // namespace

void CopyCohort(const std::string& data, const std::string& id, int first, int last) {
  const auto store = Open(data + "/engine");
  const auto keys = Open(data + "/keys");
  const std::vector<Row> rows = RowsOf(*store, id);
  const std::vector<std::string> persons = PersonsOf(*store, id);
  std::set<std::string> copies;
  for (int copy = first; copy <= last; copy += kCopiesAtOnce) {
    const auto transaction = store->Begin();
    const auto erased = keys->Begin();
    for (int each = copy; each < std::min(copy + kCopiesAtOnce, last + 1); ++each) {
      const std::string number = NumberOf(each);
      PutCopy(rows, id, number, *transaction);
      for (const std::string& person : persons) {
        erased->Put(storage::EncodeKey(storage::Tag::kSubjectKeys, OfCopy(person, id, number)),
                    storage::kPurged);
      }
      copies.insert(OfCopy(id, id, number));
    }
    Must(transaction->Commit());
    Must(erased->Commit());
  }
  // As if they had been closed long before: a start looks at those that were not.
  Must(engine::AnchorHeads(*store, copies, absl::Now() + absl::Minutes(2)));
}

}  // namespace kasvu::bench

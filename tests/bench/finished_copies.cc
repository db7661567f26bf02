#include "tests/bench/finished_copies.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/engine/tables.h"
#include "storage/rocksdb_store.h"
#include "tests/bench/population.h"

namespace kasvu::bench {
namespace {

constexpr std::string_view kPersons = "persons/";
constexpr int kDigits = 6;
constexpr int kCopiesAtOnce = 20;

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string NumberOf(int copy) { return absl::StrFormat("%0*d", kDigits, copy); }

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
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

Rows RowsOf(storage::Store& store, const std::string& id) {
  const std::string requests = engine::kRequestTable.BytesOf({"", ""}).substr(0, 2);
  Rows rows;
  const absl::Status scanned = store.TakeSnapshot()->Scan(
      storage::KeyRange::Prefix(""), [&](std::string_view key, std::string_view value) {
        if (key.find(id) != std::string_view::npos && !key.starts_with(requests)) {
          rows.emplace_back(key, value);
        }
        return true;
      });
  if (!scanned.ok() || rows.empty()) GiveUp("nothing to copy of " + id);
  return rows;
}

}  // namespace

void CopyCohort(const std::string& data, const std::string& id, int first, int last) {
  storage::RocksDbStoreOptions options;
  options.folder = data + "/engine";
  options.sync_commits = false;  // made anew when the power goes
  auto store = storage::OpenRocksDbStore(options);
  if (!store.ok()) GiveUp(std::string(store.status().message()));
  const Rows rows = RowsOf(**store, id);
  for (int copy = first; copy <= last; copy += kCopiesAtOnce) {
    const auto transaction = (*store)->Begin();
    for (int each = copy; each < std::min(copy + kCopiesAtOnce, last + 1); ++each) {
      const std::string number = NumberOf(each);
      for (const auto& [key, value] : rows) {
        transaction->Put(OfCopy(key, id, number), OfCopy(value, id, number));
      }
    }
    if (const absl::Status made = transaction->Commit(); !made.ok()) {
      GiveUp(std::string(made.message()));
    }
  }
}

}  // namespace kasvu::bench

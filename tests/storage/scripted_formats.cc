#include "tests/storage/scripted_formats.h"

#include <tuple>
#include <utility>

#include "errors/error.h"
#include "storage/key.h"
#include "storage/store_digest.h"

namespace kasvu::storage {
namespace {

constexpr Tag kOld = Tag::kPersons;
constexpr Tag kNew = Tag::kCompanies;

std::string ValueOf(uint64_t row) { return "row " + std::to_string(row); }

}  // namespace

absl::Status FillOldest(Store& store) {
  const auto transaction = store.Begin();
  for (uint64_t row = 1; row <= kScriptedRows; ++row) {
    transaction->Put(EncodeKey(kOld, row), ValueOf(row));
  }
  return transaction->Commit();
}

KnownFormats ScriptedFormats(std::atomic<int>* rewritten) {
  KnownFormats formats;
  formats.program = "Kasvu 99.1";
  formats.notice = std::chrono::milliseconds(0);
  const auto count = [rewritten] {
    if (rewritten != nullptr) ++*rewritten;
  };
  const RewriteRow louder = [count](std::string_view key, std::string_view value) {
    count();
    return Writes{{std::string(key), std::string(value) + "!"}};
  };
  const RewriteRow moved = [count](std::string_view key,
                                   std::string_view value) -> absl::StatusOr<Writes> {
    count();
    KASVU_ASSIGN_OR_RETURN(const auto parts, DecodeKey<uint64_t>(kOld, key));
    return Writes{{std::string(key), std::nullopt},
                  {EncodeKey(kNew, std::get<0>(parts)), std::string(value)}};
  };
  formats.migrations.push_back({"Rows are louder.", RewriteRows(kOld, louder, 3)});
  formats.migrations.push_back({"A table that older programs do not know.", nullptr});
  formats.migrations.push_back({"Rows lie elsewhere.", RewriteRows(kOld, moved, 4)});
  return formats;
}

std::map<std::string, std::string> NewestRows() {
  std::map<std::string, std::string> rows;
  for (uint64_t row = 1; row <= kScriptedRows; ++row) {
    rows.emplace(EncodeKey(kNew, row), ValueOf(row) + "!");
  }
  return rows;
}

std::map<std::string, std::string> RowsOf(Store& store) {
  std::map<std::string, std::string> rows;
  store.TakeSnapshot()
      ->Scan(AllRows(),
             [&](std::string_view key, std::string_view value) {
               rows.emplace(key, value);
               return true;
             })
      .IgnoreError();
  return rows;
}

}  // namespace kasvu::storage

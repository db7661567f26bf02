#include "services/engine/archived_rows.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "errors/error.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/tables.h"
#include "storage/key.h"
#include "storage/record.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;
using storage::KeyRange;
using storage::Tag;

// No key of a table is the beginning of another: a whole key is a range of one row.
KeyRange Only(const std::string& key) { return KeyRange::Prefix(key); }

KeyRange Under(Tag tag, const std::string& cohort) {
  return KeyRange::Prefix(storage::EncodeKey(tag, cohort));
}

// The head without when time was last looked at, and when next, which goes on for a while in a
// cohort that is over and changes nothing else.
CohortHead EndOf(const CohortHead& head) {
  CohortHead end;
  end.set_position(head.position());
  end.set_hash(head.hash());
  return end;
}

// The versions that the states of a cohort need, by their rows.
class PinnedRows {
 public:
  absl::Status AddAll(const storage::Reader& reader, const std::string& cohort) {
    KASVU_ASSIGN_OR_RETURN(const auto state, kCohortTable.Get(reader, {cohort}));
    Add(state);
    KASVU_RETURN_IF_ERROR(AddOf(reader, kGroupTable, cohort));
    KASVU_RETURN_IF_ERROR(AddOf(reader, kLinkTable, cohort));
    return AddOf(reader, kEnrolmentTable, cohort);
  }

  // In the order of the store: versions come before their names.
  const std::set<std::string>& versions() const { return versions_; }
  const std::set<std::string>& names() const { return names_; }

 private:
  template <class Table>
  absl::Status AddOf(const storage::Reader& reader, const Table& table, const std::string& cohort) {
    return table.Scan(reader, std::tuple(cohort), [&](const auto&, const auto& state) {
      Add(state);
      return true;
    });
  }

  template <class State>
  void Add(const State& state) {
    Add(state.template_(), state.digest());
    for (const auto& migration : state.migrations()) Add(migration.template_(), migration.digest());
  }

  void Add(const std::string& name, const std::string& digest) {
    if (digest.empty()) return;
    versions_.insert(kPinnedTable.BytesOf({digest}));
    names_.insert(kMetaTable.BytesOf({"version/" + name}));
  }

  std::set<std::string> versions_;
  std::set<std::string> names_;
};

// Everything that does not lie under the cohort itself.
absl::Status AddElsewhere(const storage::Reader& reader, const std::string& cohort,
                          std::vector<KeyRange>& ranges) {
  PinnedRows pinned;
  KASVU_RETURN_IF_ERROR(pinned.AddAll(reader, cohort));
  for (const std::string& row : pinned.versions()) ranges.push_back(Only(row));
  KASVU_ASSIGN_OR_RETURN(const auto anchors, AnchorsUpToEnd(reader, cohort));
  for (const uint64_t position : anchors) ranges.push_back(Only(kAnchorTable.BytesOf({position})));
  for (const std::string& row : pinned.names()) ranges.push_back(Only(row));
  return absl::OkStatus();
}

}  // namespace

absl::Status ForEachArchivedRow(const storage::Reader& reader, const std::string& cohort,
                                std::string_view after, storage::Visitor visitor) {
  const std::string first = after.empty() ? std::string() : std::string(after) + '\0';
  bool goes_on = true;
  const auto visit = [&](std::vector<KeyRange> ranges) -> absl::Status {
    for (KeyRange& range : ranges) {
      range.start = std::max(range.start, first);
      if (!goes_on || range.start >= range.end) continue;
      KASVU_RETURN_IF_ERROR(reader.Scan(range, [&](std::string_view key, std::string_view value) {
        goes_on = visitor(key, value);
        return goes_on;
      }));
    }
    return absl::OkStatus();
  };
  const KeyRange counters = Under(Tag::kEngineCounters, cohort);
  KASVU_RETURN_IF_ERROR(visit({Only(kCohortTable.BytesOf({cohort})), Under(Tag::kGroups, cohort),
                               Under(Tag::kLinks, cohort), Under(Tag::kEnrolments, cohort),
                               Under(Tag::kHistory, cohort)}));
  // Not looked up before they are asked for.
  std::vector<KeyRange> rest;
  if (goes_on && first < counters.start) {
    KASVU_RETURN_IF_ERROR(AddElsewhere(reader, cohort, rest));
  }
  rest.push_back(counters);
  KASVU_RETURN_IF_ERROR(visit(std::move(rest)));
  const std::string head = kHeadTable.BytesOf({cohort});
  if (!goes_on || head < first) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const CohortHead stored, kHeadTable.Get(reader, {cohort}));
  visitor(head, storage::EncodeRecord(EndOf(stored)));
  return absl::OkStatus();
}

}  // namespace kasvu::engine

#include "services/directory/check_store.h"

#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "kasvu/storage/v1/request.pb.h"
#include "services/common/row_check.h"
#include "services/directory/names.h"
#include "services/directory/tables.h"

namespace kasvu::directory {
namespace {

using services::Reference;
using services::Tell;

constexpr services::Lines<std::string, std::string> kMandateLines(storage::Tag::kMandateByPerson);
constexpr storage::Table<kasvu::storage::v1::StoredRequest, std::string> kRequestRows(
    storage::Tag::kDirectoryRequests);

// Rows that cannot be read are told of by the check itself.
class Silent : public services::Faults {
 public:
  void Add(services::Fault) override {}
};

class Check {
 public:
  Check(const storage::Reader& reader, services::Faults& faults)
      : reader_(reader), faults_(faults) {}

  void People() const {
    services::ForEachRow(reader_, kPersonTable, faults_, [&](const auto& key, const auto& person) {
      Finds(kPersonByEmail, person.email_hash(), std::get<0>(key));
      if (person.company().empty() || KnowsCompany(reader_, person.company())) return;
      Tell(faults_, "REFERENCE_BROKEN", kPersonTable, key, person.company(), "none");
    });
    Leads(kPersonByEmail, [&](const std::string& id, const std::string& hash) {
      const auto person = services::Readable(reader_, kPersonTable, {id});
      return person && person->email_hash() == hash;
    });
  }

  void Companies() const {
    services::ForEachRow(reader_, kCompanyTable, faults_, [&](const auto& key, const auto& one) {
      Finds(kCompanyByBusinessId, one.business_id_hash(), std::get<0>(key));
    });
    Leads(kCompanyByBusinessId, [&](const std::string& id, const std::string& hash) {
      const auto company = services::Readable(reader_, kCompanyTable, {id});
      return company && company->business_id_hash() == hash;
    });
  }

  void Mandates() const {
    std::set<std::string> told;
    Feed(told);
    services::ForEachRow(reader_, kMandateTable, faults_, [&](const auto& key, const auto& one) {
      const std::string person = IdOf(kPersons, one.person());
      services::CheckLine(reader_, kMandateLines, {person, std::get<0>(key)},
                          "a line for the person's mandate", faults_);
      if (!services::IsThere(reader_, kPersonTable, {person})) {
        Tell(faults_, "REFERENCE_BROKEN", kMandateTable, key, one.person(), "none");
      }
      if (told.count(std::get<0>(key)) > 0) return;
      Tell(faults_, "FEED_BROKEN", kChangeTable, {uint64_t{told.size()}},
           "that mandate " + std::get<0>(key) + " was given", "nothing of it");
    });
    services::ForEachRow(reader_, kMandateLines, faults_, [&](const auto& key, const auto&) {
      const auto mandate = services::Readable(reader_, kMandateTable, {std::get<1>(key)});
      if (mandate && IdOf(kPersons, mandate->person()) == std::get<0>(key)) return;
      Tell(faults_, "INDEX_LINE_UNEXPECTED", kMandateLines, key, "no line: it leads to nothing",
           "a line");
    });
  }

  void Others() const {
    services::ForEachRow(reader_, kRequestRows, faults_, [](const auto&, const auto&) {});
    services::ForEachRow(reader_, kMetaTable, faults_, [](const auto&, const auto&) {});
  }

 private:
  template <class Table>
  void Finds(const Table& index, const std::string& hash, const std::string& id) const {
    if (hash.empty()) return;
    const auto found = index.Find(reader_, {hash});
    if (!found.ok() || *found == id) return;
    Tell(faults_, "INDEX_LINE_MISSING", index, {hash}, id, found->value_or("no line"));
  }

  template <class Table, class Holds>
  void Leads(const Table& index, Holds holds) const {
    services::ForEachRow(reader_, index, faults_, [&](const auto& key, const std::string& id) {
      if (holds(id, std::get<0>(key))) return;
      Tell(faults_, "INDEX_LINE_UNEXPECTED", index, key, "no line: it leads to nothing",
           "a line to " + id);
    });
  }

  void Feed(std::set<std::string>& told) const {
    uint64_t last = 0;
    services::ForEachRow(reader_, kChangeTable, faults_, [&](const auto& key, const auto& change) {
      if (std::get<0>(key) != last + 1) {
        Tell(faults_, "FEED_BROKEN", kChangeTable, {last + 1}, "a change", "none");
      }
      last = std::get<0>(key);
      if (change.has_mandate()) told.insert(change.mandate());
      const std::string& erased = change.erased_person();
      if (erased.empty() || !services::IsThere(reader_, kPersonTable, {IdOf(kPersons, erased)})) {
        return;
      }
      Tell(faults_, "ERASED_IS_THERE", kPersonTable, {IdOf(kPersons, erased)},
           "nobody: she was erased", "a person");
    });
  }

  const storage::Reader& reader_;
  services::Faults& faults_;
};

}  // namespace

void CheckStore(const storage::Reader& reader, services::Faults& faults) {
  const Check check(reader, faults);
  check.People();
  check.Companies();
  check.Mandates();
  check.Others();
}

void ForEachReference(const storage::Reader& reader, services::ReferenceVisitor visitor) {
  Silent silent;
  const auto seal = [&](const auto& table, const auto& key, std::string_view collection) {
    visitor({Reference::Kind::kContentKey, NameOf(collection, std::get<0>(key)), "", "",
             services::TableName(table.tag()), services::KeyWords(table.tag(), key)});
  };
  services::ForEachRow(reader, kPersonTable, silent,
                       [&](const auto& key, const auto&) { seal(kPersonTable, key, kPersons); });
  services::ForEachRow(reader, kCompanyTable, silent,
                       [&](const auto& key, const auto&) { seal(kCompanyTable, key, kCompanies); });
}

bool KnowsPerson(const storage::Reader& reader, const std::string& name) {
  // Between the two steps of an erasure only its mark is left.
  return services::IsThere(reader, kPersonTable, {IdOf(kPersons, name)}) ||
         services::IsThere(reader, kMetaTable, {ErasingMark(name)});
}

bool KnowsCompany(const storage::Reader& reader, const std::string& name) {
  return services::IsThere(reader, kCompanyTable, {IdOf(kCompanies, name)});
}

}  // namespace kasvu::directory

#include "workflows/cohort/apply_migrated.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace kasvu::workflows {
namespace {

using storage::v1::Carried;
using storage::v1::EarlierCredit;
using storage::v1::ItemChange;
using storage::v1::KeyChange;
using storage::v1::Occurrence;
using storage::v1::StepRecord;
using KeyChanges = google::protobuf::RepeatedPtrField<KeyChange>;

template <typename List>
auto* Find(List& list, std::string_view key) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.key() == key; });
  return found == list.end() ? nullptr : &*found;
}

template <typename List>
void Erase(List& list, std::string_view key) {
  list.erase(
      std::remove_if(list.begin(), list.end(), [&](const auto& one) { return one.key() == key; }),
      list.end());
}

// What a key is called before the renaming, or after it.
std::string Before(const KeyChanges& renamed, const std::string& key) {
  for (const KeyChange& change : renamed) {
    if (change.to() == key) return change.from();
  }
  return key;
}

// Renames all at once, so that two may change places.
template <typename List>
void Rename(const KeyChanges& renamed, List& list, KeyChanges& back) {
  for (auto& one : list) {
    const auto change = std::find_if(renamed.begin(), renamed.end(), [&](const KeyChange& each) {
      return each.from() == one.key();
    });
    if (change != renamed.end()) one.set_key(change->to());
  }
  for (const KeyChange& change : renamed) {
    KeyChange& reverse = *back.Add();
    reverse.set_from(change.to());
    reverse.set_to(change.from());
  }
}

bool Says(const StepRecord& record) {
  StepRecord bare = record;
  bare.clear_key();
  return bare.ByteSizeLong() > 0;
}

class Carrier {
 public:
  Carrier(const Carried& carried, Records records) : carried_(carried), records_(records) {}

  Carried Run(const std::string& version, const std::string& digest) {
    for (const std::string& key : carried_.removed()) Remove(key);
    for (const std::string& key : carried_.set_aside()) SetAside(key, version, digest);
    Rename(carried_.renamed(), *records_.steps, *back_.mutable_renamed());
    for (const std::string& key : carried_.taken_back()) TakeBack(key);
    for (const StepRecord& record : carried_.put()) Put(record);
    for (const auto& dates : carried_.dates()) SetDates(dates);
    RenameItems();
    if (records_.occurrences != nullptr) CarrySessions();
    return std::move(back_);
  }

 private:
  void Remove(const std::string& key) {
    const StepRecord* record = Find(*records_.steps, key);
    if (record == nullptr) return;
    *back_.add_put() = *record;
    Erase(*records_.steps, key);
  }

  void SetAside(const std::string& key, const std::string& version, const std::string& digest) {
    const StepRecord* record = Find(*records_.steps, key);
    if (record == nullptr) return;
    EarlierCredit& credit = *records_.earlier->Add();
    *credit.mutable_record() = *record;
    credit.set_template_(version);
    credit.set_digest(digest);
    Erase(*records_.steps, key);
    back_.add_taken_back(key);
  }

  // The latest of that key.
  void TakeBack(const std::string& key) {
    EarlierCredits& earlier = *records_.earlier;
    for (int i = earlier.size() - 1; i >= 0; --i) {
      if (earlier.Get(i).record().key() != key) continue;
      *records_.steps->Add() = earlier.Get(i).record();
      earlier.DeleteSubrange(i, 1);
      back_.add_set_aside(key);
      return;
    }
  }

  void Put(const StepRecord& record) {
    StepRecord* before = Find(*records_.steps, record.key());
    if (before == nullptr) {
      *records_.steps->Add() = record;
      back_.add_removed(record.key());
      return;
    }
    StepRecord& restored = *back_.add_put();
    restored = *before;
    restored.set_key(Before(carried_.renamed(), record.key()));
    *before = record;
  }

  void SetDates(const storage::v1::StepDates& dates) {
    storage::v1::StepDates& before = *back_.add_dates();
    before.set_key(Before(carried_.renamed(), dates.key()));
    StepRecord* record = Find(*records_.steps, dates.key());
    if (record == nullptr) {
      record = records_.steps->Add();
      record->set_key(dates.key());
    }
    before.set_open_at(record->open_at());
    before.set_due_at(record->due_at());
    before.set_close_at(record->close_at());
    record->set_open_at(dates.open_at());
    record->set_due_at(dates.due_at());
    record->set_close_at(dates.close_at());
    if (!Says(*record)) Erase(*records_.steps, dates.key());
  }

  void RenameItems() {
    const auto back = [](const ItemChange& change, ItemChange& reverse) {
      reverse.set_name(change.name());
      reverse.set_from(change.to());
      reverse.set_to(change.from());
    };
    const auto rename = [](const auto& changes, const auto& name, auto& one) {
      for (const ItemChange& change : changes) {
        if (change.name() != name || change.from() != one.item()) continue;
        one.set_item(change.to());
        return;
      }
    };
    for (auto& fact : *records_.facts) rename(carried_.fact_items(), fact.fact(), fact);
    if (records_.links != nullptr) {
      for (auto& ref : *records_.links) rename(carried_.link_items(), ref.link(), ref);
    }
    if (records_.link != nullptr) {
      rename(carried_.link_items(), records_.link->link(), *records_.link);
    }
    for (const auto& change : carried_.fact_items()) back(change, *back_.add_fact_items());
    for (const auto& change : carried_.link_items()) back(change, *back_.add_link_items());
  }

  // A session that comes into being is undone by calling it off: calendars have seen it.
  void CarrySessions() {
    Rename(carried_.renamed_sessions(), *records_.occurrences, *back_.mutable_renamed_sessions());
    for (const Occurrence& session : carried_.sessions()) {
      Occurrence* before = Find(*records_.occurrences, session.key());
      Occurrence& restored = *back_.add_sessions();
      restored = before == nullptr ? session : *before;
      if (before == nullptr) restored.set_state(storage::v1::OCCURRENCE_STATE_CANCELLED);
      restored.set_key(Before(carried_.renamed_sessions(), session.key()));
      const uint32_t sequence = before == nullptr ? session.sequence() : before->sequence() + 1;
      if (before == nullptr) before = records_.occurrences->Add();
      *before = session;
      before->set_sequence(sequence);
    }
  }

  const Carried& carried_;
  const Records records_;
  Carried back_;
};

}  // namespace

Carried Carry(const Carried& carried, const std::string& version, const std::string& digest,
              Records records) {
  return Carrier(carried, records).Run(version, digest);
}

}  // namespace kasvu::workflows

#include "workflows/migration/carry_records.h"

#include <algorithm>
#include <set>

namespace kasvu::workflows {
namespace {

using storage::v1::Carried;
using storage::v1::StepRecord;

void Add(google::protobuf::RepeatedPtrField<storage::v1::ItemChange>& changes,
         const std::string& name, const std::string& from, const std::string& to) {
  if (from == to) return;
  for (const auto& known : changes) {
    if (known.name() == name && known.from() == from) return;
  }
  storage::v1::ItemChange& change = *changes.Add();
  change.set_name(name);
  change.set_from(from);
  change.set_to(to);
}

class StepCarrier {
 public:
  StepCarrier(const Correspondence& same, const StepRecords& steps, Carried& carried,
              std::vector<MigrationChange>& changes)
      : same_(same), steps_(steps), carried_(carried), changes_(changes) {}

  Obstacle Run(const std::map<std::string, std::string>& credits, storage::v1::Owner owner) {
    std::set<std::string> credited;
    for (const StepRecord& record : steps_) {
      const auto credit = credits.find(record.key());
      if (credit == credits.end() || !IsDeed(record)) {
        CarryOne(record);
        continue;
      }
      if (credit->second.empty() || record.state() != storage::v1::STEP_STATE_DONE) {
        SetAside(record);
        continue;
      }
      carried_.add_set_aside(record.key());
      const Obstacle obstacle = Credit(record, credit->second, owner, credits, credited);
      if (obstacle.rule != MigrationRule::kNone) return obstacle;
    }
    return {};
  }

 private:
  void CarryOne(const StepRecord& record) {
    const std::optional<std::string> now = same_.KeyOf(record.key());
    if (!now) return SetAside(record);
    if (*now == record.key()) return;
    storage::v1::KeyChange& change = *carried_.add_renamed();
    change.set_from(record.key());
    change.set_to(*now);
  }

  void SetAside(const StepRecord& record) {
    carried_.add_set_aside(record.key());
    if (!IsWork(record)) return;
    changes_.push_back({MigrationChange::kCreditKept, record.key(), {}, {}, {}});
  }

  // Of what is done already there is no need for one.
  Obstacle Credit(const StepRecord& record, const std::string& to, storage::v1::Owner owner,
                  const std::map<std::string, std::string>& credits,
                  std::set<std::string>& credited) {
    const ProgramStep* step = same_.to().FindStep(to);
    if (step == nullptr || step->owner != owner ||
        (same_.to().FindSlot(to) == nullptr && !step->rolling)) {
      return {MigrationRule::kCreditUnknown, to};
    }
    if (!credited.insert(to).second || TakenBy(to, credits))
      return {MigrationRule::kCreditTaken, to};
    StepRecord& put = *carried_.add_put();
    put.set_key(to);
    put.set_state(storage::v1::STEP_STATE_DONE);
    put.set_via(storage::v1::VIA_EARLIER_CREDIT);
    put.set_occurred_at(record.occurred_at());
    changes_.push_back({MigrationChange::kCredited, record.key(), to, {}, {}});
    return {};
  }

  // Whether some record that carries over, and is no credit itself, is done under that key.
  bool TakenBy(const std::string& to, const std::map<std::string, std::string>& credits) const {
    return std::any_of(steps_.begin(), steps_.end(), [&](const StepRecord& record) {
      const bool done = record.state() == storage::v1::STEP_STATE_DONE ||
                        record.state() == storage::v1::STEP_STATE_SUBMITTED;
      return done && !credits.contains(record.key()) && same_.KeyOf(record.key()) == to;
    });
  }

  const Correspondence& same_;
  const StepRecords& steps_;
  Carried& carried_;
  std::vector<MigrationChange>& changes_;
};

}  // namespace

bool IsDeed(const StepRecord& record) {
  return record.state() != storage::v1::STEP_STATE_UNSPECIFIED || record.returned() > 0 ||
         record.has_work();
}

bool IsWork(const StepRecord& record) {
  return record.state() == storage::v1::STEP_STATE_DONE || record.returned() > 0 ||
         record.has_work();
}

Obstacle CarrySteps(const Correspondence& same, const StepRecords& steps,
                    const std::map<std::string, std::string>& credits, storage::v1::Owner owner,
                    Carried& carried, std::vector<MigrationChange>& changes) {
  return StepCarrier(same, steps, carried, changes).Run(credits, owner);
}

void CarryFacts(const Correspondence& same, const FactRecords& facts, Carried& carried) {
  for (const auto& record : facts) {
    const auto fact = same.from().spec().facts().find(record.fact());
    if (record.item().empty() || fact == same.from().spec().facts().end()) continue;
    const ProgramStep* writer = same.from().FindStep(fact->second.step());
    if (writer == nullptr) continue;
    Add(*carried.mutable_fact_items(), record.fact(), record.item(),
        same.ItemOf(*writer, record.item()));
  }
}

void CarryLinkItem(const Correspondence& same, const std::string& link, const std::string& item,
                   Carried& carried) {
  const auto rule = same.from().spec().links().find(link);
  if (item.empty() || rule == same.from().spec().links().end()) return;
  const ProgramStep* series = same.from().FindStep(rule->second.per());
  if (series == nullptr) return;
  Add(*carried.mutable_link_items(), link, item, same.ItemOf(*series, item));
}

void CarryLinkItems(const Correspondence& same, const LinkRefs& links, Carried& carried) {
  for (const auto& ref : links) CarryLinkItem(same, ref.link(), ref.item(), carried);
}

}  // namespace kasvu::workflows

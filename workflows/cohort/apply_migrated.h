// The part of applying that is a change of version. What undoes it is worked out while it is done,
// so that it can be taken back without either version.
#pragma once

#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/apply_links.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {

using EarlierCredits = google::protobuf::RepeatedPtrField<storage::v1::EarlierCredit>;

// The lists of one owner that a migration may touch; null where such an owner has none.
struct Records {
  StepRecords* steps = nullptr;
  FactRecords* facts = nullptr;
  EarlierCredits* earlier = nullptr;
  LinkRefs* links = nullptr;
  storage::v1::LinkState* link = nullptr;
  google::protobuf::RepeatedPtrField<storage::v1::Occurrence>* occurrences = nullptr;
};

// Does `carried` to `records`; what is set aside is remembered as done on `version` with `digest`.
// Total: what is not there is passed over. Returns what undoes it.
storage::v1::Carried Carry(const storage::v1::Carried& carried, const std::string& version,
                           const std::string& digest, Records records);

// Applies Migrated to a state of any kind. One that takes the latest migration back forgets it.
template <class State>
void ApplyMigrated(const storage::v1::Event& event, State& state, Records records) {
  records.steps = state.mutable_steps();
  records.facts = state.mutable_facts();
  records.earlier = state.mutable_earlier();
  const storage::v1::Migrated& migrated = event.migrated();
  storage::v1::Migration done;
  done.set_template_(state.template_());
  done.set_digest(state.digest());
  done.set_at(event.occurred_at());
  *done.mutable_back() =
      Carry(migrated.carried(), migrated.from_template(), migrated.from_digest(), records);
  state.set_template_(migrated.template_());
  state.set_digest(migrated.digest());
  if (!migrated.reverts()) {
    *state.add_migrations() = std::move(done);
  } else if (state.migrations_size() > 0) {
    state.mutable_migrations()->RemoveLast();
  }
}

}  // namespace kasvu::workflows

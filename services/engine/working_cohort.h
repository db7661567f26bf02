// A cohort as the committer works on it: its states, what time will settle next, and what the
// batch at hand has changed so far.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/history.pb.h"
#include "services/engine/programs.h"
#include "storage/kv.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// How many enrolments a command settles beside its own, and the scheduler in one commit.
inline constexpr size_t kSettledAtOnce = 64;

// Of the committer's thread alone. The image is ahead of the store while a batch is under way;
// when the batch fails the whole object has to be dropped.
class WorkingCohort {
 public:
  using Events = std::vector<kasvu::storage::v1::Event>;

  // A cohort of the store; COHORT_NOT_FOUND.
  static absl::StatusOr<std::unique_ptr<WorkingCohort>> Load(const storage::Reader& reader,
                                                             Programs& programs,
                                                             const std::string& id);
  // One that is about to be created.
  WorkingCohort(std::string id, std::shared_ptr<const workflows::Program> program)
      : id_(std::move(id)), program_(std::move(program)) {}

  const std::string& id() const { return id_; }
  const kasvu::storage::v1::CohortHead& head() const { return head_; }
  const workflows::CohortImage& image() const { return image_; }
  const workflows::Program& program() const { return *program_; }
  workflows::View At(absl::Time now) const { return {*program_, image_, now, &pins_}; }

  // A version that events to come may lead to.
  void AddPin(const std::string& digest, std::shared_ptr<const workflows::Program> program);

  // What time has settled up to `now` for the cohort as a whole, for each of `enrolments`, and for
  // up to kSettledAtOnce of the others. Applied; to be written in a record of their own.
  Events Settle(absl::Time now, const std::set<uint32_t>& enrolments);

  // Applies what a command led to, then what that settles for `enrolments` and for those it
  // concerns, which is added to `events`.
  void Apply(absl::Time now, const std::set<uint32_t>& enrolments, Events& events);

  // Writes a record of `events` at the next position.
  absl::Status Append(storage::Writer& writer, kasvu::storage::v1::HistoryRecord& record);

  // Writes the head, the states that changed and what follows from them. Once per batch.
  absl::Status Write(storage::Writer& writer, absl::Time now);

  // Whether `request_id` may have been carried out on it; seldom true of one that was not. What
  // `reader` has of its requests is read when this is first asked.
  absl::StatusOr<bool> MayHaveCarriedOut(const storage::Reader& reader,
                                         std::string_view request_id);
  void CarriedOut(std::string_view request_id) {
    requests_.insert(std::hash<std::string_view>()(request_id));
  }

  // When time may settle something next; absl::InfiniteFuture for never.
  absl::Time wake() const { return pending_.empty() ? wake_ : absl::InfinitePast(); }

  size_t enrolments() const { return image_.enrolments.size(); }

 private:
  // What the indexes and counters say of an enrolment or link as it is stored.
  struct Stored {
    kasvu::storage::v1::EnrolmentStage stage = kasvu::storage::v1::ENROLMENT_STAGE_UNSPECIFIED;
    bool live = false;
  };

  // The programme that governs an enrolment.
  const workflows::Program& ProgramOf(uint32_t enrolment) const;
  void SettleShared(absl::Time now, Events& events);
  void SettleOne(uint32_t enrolment, absl::Time now, Events& events);
  // Settles those of `enrolments` that are due, and up to kSettledAtOnce of the others that an
  // event concerned.
  void SettlePending(absl::Time now, const std::set<uint32_t>& enrolments, Events& events);
  // Marks `event`'s owner as changed, and whom it may concern as pending.
  void Concern(const kasvu::storage::v1::Event& event);
  void ConcernMembersOf(uint32_t group);
  absl::Time DueOf(uint32_t enrolment) const;

  absl::Status WriteState(storage::Writer& writer, workflows::OwnerRef owner);
  absl::Status WriteEnrolment(storage::Writer& writer, uint32_t ordinal);
  absl::Status WriteLink(storage::Writer& writer, uint32_t ordinal);
  absl::Status WriteHead(storage::Writer& writer, absl::Time now);

  std::string id_;
  kasvu::storage::v1::CohortHead head_;
  workflows::CohortImage image_;
  std::shared_ptr<const workflows::Program> program_;  // the cohort's
  workflows::Pins pins_;                               // empty until there is more than that

  absl::Time floor_ = absl::InfinitePast();  // no enrolment that was not looked at is due before
  absl::Time shared_next_ = absl::InfinitePast();
  std::map<uint32_t, absl::Time> next_;       // of the enrolments that have been looked at
  std::set<uint32_t> pending_;                // those that something concerned since
  absl::Time wake_ = absl::InfiniteFuture();  // no later than any of these but the pending

  std::map<uint32_t, Stored> stored_enrolments_;
  std::map<uint32_t, bool> stored_links_;  // live or not
  absl::flat_hash_set<size_t> requests_;   // hashes of their ids, for they are long
  bool requests_read_ = false;
  std::set<workflows::OwnerRef> changed_;
  bool head_changed_ = false;
  bool scopes_written_ = false;
};

}  // namespace kasvu::engine

// One board per owner: its slots, each worked out when somebody first asks. Inside of an
// Evaluation; the rules that fill it stand in rows.cc, timetable.cc and standing.cc.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/imagined_sessions.h"
#include "workflows/cohort/session_occurrences.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Where one slot stands, without what only its reader wants to know.
struct Standing {
  storage::v1::StepState state = storage::v1::STEP_STATE_PENDING;
  std::optional<absl::Time> open;
  std::optional<absl::Time> settled_at;
  std::vector<std::string> waits_for;
};

struct Cell {
  enum Progress : uint8_t { kNew, kWorking, kKnown };

  const ProgramSlot* slot = nullptr;
  const storage::v1::StepRecord* record = nullptr;
  std::optional<absl::CivilDay> day;  // of an item of a rolling grid that is no session
  Progress progress = kNew;
  Standing standing;
};

// The slots of one step that one owner has.
struct Row {
  bool listed = false;
  std::vector<ProgramSlot> minted;  // of a rolling series
  std::vector<Cell> cells;
};

struct Board {
  OwnerRef owner;
  const storage::v1::CohortState* cohort = nullptr;
  const storage::v1::GroupState* group = nullptr;  // itself, or the one it belongs to
  const storage::v1::LinkState* link = nullptr;
  const storage::v1::EnrolmentState* enrolment = nullptr;
  absl::Time joined = absl::InfinitePast();  // of an enrolment, or when it will
  // Of its group; of the cohort, and of a link outside of groups, all groups'.
  std::vector<const SessionOccurrences*> sessions;
  bool imagined = false;  // they are those of a group that nobody has formed yet

  std::vector<Row> rows;                                // as program.steps()
  std::vector<const storage::v1::StepRecord*> records;  // as the programme's slots
  std::unordered_map<std::string_view, const storage::v1::StepRecord*> minted;  // of rolling series

  const google::protobuf::RepeatedPtrField<storage::v1::FactRecord>& facts() const;
};

class Boards {
 public:
  explicit Boards(const View& view);

  const View& view() const { return view_; }
  const Program& program() const { return view_.program; }
  absl::Time now() const { return view_.now; }
  absl::Time start() const { return start_; }  // of the cohort, by its date

  // The date of an instant in the cohort's zone; a few are remembered, because the steps of a
  // series ask for the same ones.
  absl::CivilDay DayAt(absl::Time instant);

  // Null when the image does not have it.
  Board* Of(OwnerRef owner);

  // Whose slots of `step` `from` means when it names them: its own, those of its current link, its
  // group or the cohort; sessions of whoever looks. Null when there is no such owner, or none that
  // it may see.
  Board* Seen(Board& from, const ProgramStep& step, std::string_view item);

  // The slots of `step` on `board`.
  Row& RowOf(Board& board, const ProgramStep& step);

 private:
  std::unique_ptr<Board> Make(OwnerRef owner);
  const SessionOccurrences* SessionsOf(const storage::v1::GroupState& group);
  void AddSessions(Board& board);
  void AddRecords(Board& board);

  const View& view_;
  const absl::Time start_;
  std::array<std::pair<absl::Time, absl::CivilDay>, 16> days_;
  std::map<OwnerRef, std::unique_ptr<Board>> boards_;
  std::map<uint32_t, SessionOccurrences> sessions_;  // by group
  std::shared_ptr<const ImaginedSessions> imagined_;
};

// Lists the slots of `step` on `board`: all of a finite series, the recorded ones and the next of
// `up_to`, those of a rolling one that have been minted.
void ListRow(Boards& boards, Board& board, const ProgramStep& step, Row& row);

// The record of `key` among the slots that are not known beforehand, or null.
const storage::v1::StepRecord* MintedRecord(const Board& board, std::string_view key);

// The link by which `enrolment` is served now under the name `link`, for `item` where there is one
// for each: the live one, else the latest. Null when there never was one.
const storage::v1::LinkState* CurrentLink(const CohortImage& image,
                                          const storage::v1::EnrolmentState& enrolment,
                                          std::string_view link, std::string_view item);

// Works out where `cell` of `step` on `board` stands, once.
const Standing& StandingOf(Boards& boards, Board& board, const ProgramStep& step, Cell& cell);

// Whether it has settled, and not only at a date that still lies ahead.
bool HasSettled(const Standing& standing, absl::Time now);

}  // namespace kasvu::workflows

#include "workflows/cohort/boards.h"

#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/timetable.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::LinkState;

template <typename States>
auto* FindState(const States& states, uint32_t ordinal) {
  const auto found = states.find(ordinal);
  return found == states.end() ? nullptr : &found->second;
}

const StepRecords& RecordsOf(const Board& board) {
  switch (board.owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return board.enrolment->steps();
    case storage::v1::OWNER_LINK:
      return board.link->steps();
    case storage::v1::OWNER_GROUP:
      return board.group->steps();
    default:
      return board.cohort->steps();
  }
}

}  // namespace

const google::protobuf::RepeatedPtrField<storage::v1::FactRecord>& Board::facts() const {
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return enrolment->facts();
    case storage::v1::OWNER_LINK:
      return link->facts();
    case storage::v1::OWNER_GROUP:
      return group->facts();
    default:
      return cohort->facts();
  }
}

Boards::Boards(const View& view) : view_(view), start_(StartOf(view.program, view.image.cohort)) {}

absl::CivilDay Boards::DayAt(absl::Time instant) {
  const uint64_t mixed = static_cast<uint64_t>(ToMicros(instant)) * 0x9E3779B97F4A7C15u;
  auto& [known, day] = days_[mixed >> 60];
  if (known != instant) {
    known = instant;
    day = program().zone().DayAt(instant);
  }
  return day;
}

Board* Boards::Of(OwnerRef owner) {
  auto [found, added] = boards_.try_emplace(owner);
  if (added) found->second = Make(owner);
  return found->second.get();
}

std::unique_ptr<Board> Boards::Make(OwnerRef owner) {
  const CohortImage& image = view_.image;
  auto board = std::make_unique<Board>();
  board->owner = owner;
  board->cohort = &image.cohort;
  uint32_t group = 0;
  if (owner.owner == storage::v1::OWNER_ENROLMENT) {
    board->enrolment = FindState(image.enrolments, owner.ordinal);
    if (board->enrolment == nullptr) return nullptr;
    board->joined = JoinOf(program(), image.cohort, *board->enrolment);
    group = board->enrolment->group();
  } else if (owner.owner == storage::v1::OWNER_LINK) {
    board->link = FindState(image.links, owner.ordinal);
    if (board->link == nullptr) return nullptr;
    group = board->link->group();
  } else if (owner.owner == storage::v1::OWNER_GROUP) {
    group = owner.ordinal;
  }
  board->group = FindState(image.groups, group);
  if (owner.owner == storage::v1::OWNER_GROUP && board->group == nullptr) return nullptr;
  AddSessions(*board);
  AddRecords(*board);
  board->rows.resize(program().steps().size());
  return board;
}

const SessionOccurrences* Boards::SessionsOf(const storage::v1::GroupState& group) {
  return &sessions_.try_emplace(group.ordinal(), program(), group.occurrences()).first->second;
}

void Boards::AddSessions(Board& board) {
  if (board.group != nullptr) {
    board.sessions.push_back(SessionsOf(*board.group));
    return;
  }
  if (board.enrolment == nullptr) {
    for (const auto& [ordinal, group] : view_.image.groups) {
      board.sessions.push_back(SessionsOf(group));
    }
  }
  if (!board.sessions.empty()) return;
  if (!imagined_) imagined_ = program().imagined().Sessions(program(), view_.image.cohort, now());
  board.sessions.push_back(&imagined_->occurrences());
  board.imagined = true;
}

void Boards::AddRecords(Board& board) {
  board.records.resize(program().slot_count(), nullptr);
  for (const storage::v1::StepRecord& record : RecordsOf(board)) {
    if (const Program::SlotPlace* place = program().FindSlot(record.key())) {
      board.records[program().steps()[place->step].first_slot + place->slot] = &record;
    } else {
      board.minted.emplace(record.key(), &record);
    }
  }
}

Board* Boards::Seen(Board& from, const ProgramStep& step, std::string_view item) {
  const bool own = step.owner == from.owner.owner &&
                   (step.owner != storage::v1::OWNER_LINK || step.step->per() == from.link->link());
  if (own || step.step->has_session()) return &from;
  switch (step.owner) {
    case storage::v1::OWNER_COHORT:
      return Of({storage::v1::OWNER_COHORT, 0});
    case storage::v1::OWNER_GROUP:
      if (from.group == nullptr) return nullptr;
      return Of({storage::v1::OWNER_GROUP, from.group->ordinal()});
    case storage::v1::OWNER_LINK: {
      if (from.enrolment == nullptr) return nullptr;
      const LinkState* link = CurrentLink(view_.image, *from.enrolment, step.step->per(), item);
      return link == nullptr ? nullptr : Of({storage::v1::OWNER_LINK, link->ordinal()});
    }
    default:
      return nullptr;
  }
}

Row& Boards::RowOf(Board& board, const ProgramStep& step) {
  Row& row = board.rows[&step - program().steps().data()];
  if (row.listed) return row;
  row.listed = true;  // first, so that a version that leads back to itself finds nothing
  ListRow(*this, board, step, row);
  return row;
}

const LinkState* CurrentLink(const CohortImage& image, const EnrolmentState& enrolment,
                             std::string_view link, std::string_view item) {
  const storage::v1::LinkRef* current = nullptr;
  for (const storage::v1::LinkRef& ref : enrolment.links()) {
    if (!ref.subject() || ref.link() != link) continue;
    if (!ref.item().empty() && !item.empty() && ref.item() != item) continue;
    if (current == nullptr || ref.live() || !current->live()) current = &ref;
  }
  return current == nullptr ? nullptr : FindState(image.links, current->ordinal());
}

bool HasSettled(const Standing& standing, absl::Time now) {
  return standing.settled_at && *standing.settled_at <= now;
}

}  // namespace kasvu::workflows

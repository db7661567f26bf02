#include "services/engine/reads/cohort_progress.h"

#include <algorithm>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"
#include "services/engine/reads/funnel.h"
#include "services/engine/reads/public_messages.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/slots.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Cell;
using kasvu::v1::CohortProgress;
using kasvu::v1::ProgressRow;
using storage::v1::EnrolmentState;
using workflows::Evaluation;
using workflows::OwnerRef;
using workflows::Program;
using workflows::ProgramStep;
using workflows::SlotView;
using workflows::View;

bool HasColumn(const ProgramStep& step) {
  return step.owner == storage::v1::OWNER_ENROLMENT || step.owner == storage::v1::OWNER_LINK;
}

bool Counts(const SlotView& slot) {
  switch (slot.state) {
    case storage::v1::STEP_STATE_NOT_APPLICABLE:
    case storage::v1::STEP_STATE_WAIVED:
      return false;
    case storage::v1::STEP_STATE_PENDING:
      return !slot.step->rolling;
    default:
      return true;
  }
}

// How many a series without a fixed length may have: so many for each item of its base.
int MostOf(const Program& program, const ProgramStep& step) {
  const int each = program.Value(step.step->up_to());
  const kasvu::v1::Step* base = program.index().Base(*step.step);
  return base == nullptr ? each : each * static_cast<int>(program.index().Items(*base).size());
}

void Count(const Program& program, const SlotView& slot, Cell& cell) {
  if (slot.state == storage::v1::STEP_STATE_DONE) cell.set_done(cell.done() + 1);
  if (slot.state == storage::v1::STEP_STATE_MISSED) cell.set_missed(cell.missed() + 1);
  if (slot.state == storage::v1::STEP_STATE_OPEN ||
      slot.state == storage::v1::STEP_STATE_SUBMITTED) {
    cell.set_open(cell.open() + 1);
  }
  if (!Counts(slot)) return;
  cell.set_total(slot.step->up_to && !slot.step->rolling
                     ? std::max(cell.total(), MostOf(program, *slot.step))
                     : cell.total() + 1);
}

// Its own slots and those of the links it has had.
std::vector<SlotView> SlotsInRow(Evaluation& evaluation, const EnrolmentState& enrolment) {
  std::vector<SlotView> slots =
      workflows::SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_ENROLMENT, enrolment.ordinal()});
  for (const storage::v1::LinkRef& link : enrolment.links()) {
    if (!evaluation.view().image.links.contains(link.ordinal())) continue;
    for (SlotView& slot :
         workflows::SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_LINK, link.ordinal()})) {
      // After a re-match only what was done remains of the link before.
      if (link.live() || slot.state == storage::v1::STEP_STATE_DONE) slots.push_back(slot);
    }
  }
  return slots;
}

// The ordinal after which the page begins.
absl::StatusOr<uint32_t> BeginOf(const kasvu::v1::GetCohortProgressRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const std::string position, services::ReadPageToken(request));
  uint32_t ordinal = 0;
  if (!position.empty() && !absl::SimpleAtoi(position, &ordinal)) {
    return services::PageTokenInvalid();
  }
  return ordinal;
}

}  // namespace

std::vector<std::string> ColumnsOf(const Program& program) {
  std::vector<std::string> columns;
  for (const ProgramStep& step : program.steps()) {
    if (HasColumn(step)) columns.push_back(step.step->id());
  }
  return columns;
}

ProgressRow RowOf(Evaluation& evaluation, uint32_t enrolment) {
  const View& view = evaluation.view();
  const EnrolmentState& state = view.image.enrolments.at(enrolment);
  ProgressRow row;
  *row.mutable_enrolment() = PublicEnrolment(view.image.cohort, state);
  std::map<const ProgramStep*, Cell*> cells;
  for (const ProgramStep& step : view.program.steps()) {
    if (HasColumn(step)) cells[&step] = row.add_cells();
  }
  const Program& program =
      workflows::Governing(view, OwnerRef{storage::v1::OWNER_ENROLMENT, enrolment});
  const bool same = &program == &view.program;
  int overdue = 0;
  for (const SlotView& slot : SlotsInRow(evaluation, state)) {
    // The table has the columns of the cohort's version, whichever her own is.
    const auto cell = cells.find(same ? slot.step : view.program.FindStep(slot.step->step->id()));
    if (cell != cells.end()) Count(program, slot, *cell->second);
    if (slot.overdue && !slot.step->step->has_session()) ++overdue;
  }
  row.set_overdue(overdue);
  row.set_engaged(workflows::IsEngaged(view, enrolment));
  return row;
}

absl::StatusOr<CohortProgress> CohortProgressPage(
    const kasvu::v1::GetCohortProgressRequest& request, const View& view, const Sight& sight,
    uint64_t position) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const uint32_t begin, BeginOf(request));
  CohortProgress page;
  *page.mutable_cohort() = PublicCohort(view.image.cohort, position);
  for (std::string& column : ColumnsOf(view.program)) page.add_columns(std::move(column));
  if (sight.everything) *page.mutable_funnel() = FunnelOf(view.image);

  Evaluation evaluation(view);
  size_t bytes = 0;
  uint32_t last = begin;
  for (auto at = view.image.enrolments.upper_bound(begin); at != view.image.enrolments.end();
       ++at) {
    if (!sight.SeesEnrolment(at->first)) continue;
    if (page.rows_size() == size || bytes > services::kMaxPageBytes) {
      page.set_next_page_token(services::MakePageToken(request, absl::StrCat(last)));
      break;
    }
    *page.add_rows() = RowOf(evaluation, at->first);
    bytes += page.rows(page.rows_size() - 1).ByteSizeLong();
    last = at->first;
  }
  return page;
}

}  // namespace kasvu::engine

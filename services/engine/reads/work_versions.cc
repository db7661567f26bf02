#include "services/engine/reads/work_versions.h"

#include "services/engine/reads/work_entry.h"

namespace kasvu::engine {

WorkEntry WithdrawnVersion(const workflows::View& view,
                           const storage::v1::TemplateStandingRecord& standing) {
  WorkEntry entry = EntryOf(view, {storage::v1::OWNER_COHORT, 0}, {}, 0, "coordinator",
                            {kasvu::v1::WorkItem::URGENCY_OPEN, "version-withdrawn",
                             absl::FromUnixMicros(standing.changed_at())});
  entry.item.clear_step();
  entry.item.set_template_(view.image.cohort.template_());
  entry.item.set_successor(standing.successor());
  entry.item.set_standing_reason(standing.reason());
  return entry;
}

}  // namespace kasvu::engine

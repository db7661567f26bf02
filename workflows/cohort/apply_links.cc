#include "workflows/cohort/apply_links.h"

namespace kasvu::workflows {

using storage::v1::Event;

void ApplyToLinks(const Event& event, LinkRefs& links) {
  if (event.kind_case() == Event::kLinkAttached) {
    storage::v1::LinkRef& ref = *links.Add();
    ref = event.link_attached().ref();
    ref.set_live(true);
  } else if (event.kind_case() == Event::kLinkDetached) {
    for (storage::v1::LinkRef& ref : links) {
      if (ref.ordinal() == event.link_detached().link()) ref.set_live(false);
    }
  }
}

}  // namespace kasvu::workflows

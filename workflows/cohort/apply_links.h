// The part of applying that enrolments and groups share: the links they are in.
#pragma once

#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

using LinkRefs = google::protobuf::RepeatedPtrField<storage::v1::LinkRef>;

// Applies LinkAttached and LinkDetached; a link that has ended stays, no longer live, because what
// was done in it still counts. Any other event changes nothing.
void ApplyToLinks(const storage::v1::Event& event, LinkRefs& links);

}  // namespace kasvu::workflows

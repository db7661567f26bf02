// What of a stored event may be shown outside. Whatever is not listed is hidden, so that a new
// event or a new field stays inside until somebody decides otherwise.
#pragma once

#include <set>
#include <string_view>

#include "kasvu/storage/v1/event.pb.h"

namespace kasvu::engine {

// The fields of an event of `kind` that public history shows, by their paths from that event's
// message: `reason`, `cohort.title`, `work.minutes`. Of a list of messages the path goes through
// the list; a map of plain values is one field.
const std::set<std::string_view>& ShownFields(kasvu::storage::v1::Event::KindCase kind);

}  // namespace kasvu::engine

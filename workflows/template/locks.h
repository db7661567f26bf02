// What a publisher has locked against overlays.
#pragma once

#include <optional>
#include <string>

#include "google/protobuf/map.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// By address, with the reasons.
using Locks = google::protobuf::Map<std::string, kasvu::v1::Text>;

// The one of `locks`, on elements of `spec`, that keeps `address` from being changed: one on it, or
// on something it stands in. A lock on `template` is about the fields of the whole alone.
std::optional<std::string> LockOn(const kasvu::v1::TemplateSpec& spec, const Locks& locks,
                                  const std::string& address);

// A lock on something that stands in `address`.
std::optional<std::string> LockInside(const kasvu::v1::TemplateSpec& spec, const Locks& locks,
                                      const std::string& address);

}  // namespace kasvu::workflows

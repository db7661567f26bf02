// Changes by chance to a template, as a publisher makes them from one version to the next.
#pragma once

#include <random>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// `spec` with one to `most` changes: steps added, taken out, renamed, moved to another phase, of
// another kind, with other dates; the series of sessions longer, shorter or with a renamed item.
// Not every result checks clean; leave out those that do not.
kasvu::v1::TemplateSpec RandomEdit(kasvu::v1::TemplateSpec spec, int most, std::mt19937_64& random);

}  // namespace kasvu::workflows

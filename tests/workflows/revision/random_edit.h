// Changes that an author might make, by chance.
#pragma once

#include <random>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// Changes one thing about `spec`, a compiled template: sets or clears a field, adds, removes or
// moves an element, or, unless told not to, gives it another
// id. New ids begin with `tag`. What comes of it keeps the
// form of a template, though not always its sense.
void RandomEdit(kasvu::v1::TemplateSpec& spec, const std::string& tag, std::mt19937_64& random,
                bool rename = true);

}  // namespace kasvu::workflows

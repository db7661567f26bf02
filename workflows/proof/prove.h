// The proof that a template keeps its promises, after every other check has found it sound: all
// runs of a participant are explored, none is sampled.
#pragma once

#include <string_view>

#include "workflows/template/template.h"

namespace kasvu::workflows {

// Explores the template in `result`, at every end of its parameters' ranges and on every track, and
// adds what it finds; an error takes `compiled` away, else its proof is filled in, as far as no
// limit was passed. Modules and templates with errors are left as they are. `file` only names it in
// the findings.
void Prove(std::string_view file, CheckResult& result);

}  // namespace kasvu::workflows

// What the check of a template found and what it proved, for people.
#pragma once

#include <ostream>
#include <string>

#include "clients/cli/frame.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {

// The numbered run that shows a fault, each line after `indent`; nothing when there is none.
void PrintCounterexample(std::ostream& out, const kasvu::v1::Finding& finding,
                         const std::string& indent);

// How many sessions may be missed and whose busiest week takes how long, one line each.
void PrintProof(Frame& frame, const kasvu::v1::Proof& proof);

}  // namespace kasvu::cli

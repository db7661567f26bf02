#pragma once

#include <string>

#include "kasvu/v1/rehearsal.pb.h"

namespace kasvu::cli {

// One number per line: template,part,key,measure,value. Sums over all runs, as in the message.
std::string RehearsalCsv(const kasvu::v1::Rehearsals& rehearsals);

}  // namespace kasvu::cli

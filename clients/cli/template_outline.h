#pragma once

#include "clients/cli/frame.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {

// A version for people: what it is, and its phases with their steps as they are after modules have
// been put in, one line each; after them what was proved about it.
void PrintOutline(Frame& frame, const kasvu::v1::TemplateVersion& version);

}  // namespace kasvu::cli

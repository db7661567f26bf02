#pragma once

#include <map>
#include <string>
#include <vector>

#include "clients/cli/frame.h"
#include "kasvu/v1/person_service.pb.h"

namespace kasvu::cli {

// Companies by name (companies/…), as far as the actor may see them; errors leave them out, and so
// are names that are empty.
std::map<std::string, kasvu::v1::Company> CompaniesNamed(Frame& frame,
                                                         const std::vector<std::string>& names);

}  // namespace kasvu::cli

// A decision about each of many participants, as it is typed: e1=yes,e2=no.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {

inline constexpr Words kDecidedForArgument = {
    "Osallistujittain: e1=yes,e2=no; nimeämättä jäänyt saa oletuksen",
    "Per deltagare: e1=yes,e2=no; för den som inte nämns gäller standarden",
    "For each participant: e1=yes,e2=no; the default holds for whoever is not named"};

// Sets what is decided for each; participants of the cohort of `owner` by e7, e-mail or name.
absl::Status SetDecided(Frame& frame, const std::string& owner,
                        const std::vector<std::string>& texts, kasvu::v1::Decided& decided);

// Says who of the cohort was declined by a decision about many, and how that is mended.
absl::Status PrintDeclined(Frame& frame, const std::string& cohort, const std::string& step);

}  // namespace kasvu::cli

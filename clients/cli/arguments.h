// Arguments that many commands share, and their descriptions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/verb.h"
#include "kasvu/v1/template.pb.h"

namespace kasvu::cli {

inline constexpr Words kCohortArgument = {"Toteutuksen tunnus", "Genomförandets id",
                                          "The cohort's id"};
inline constexpr Words kEnrolmentArgument = {
    "TOTEUTUS/e7, TOTEUTUS/sähköposti tai e7 ja --cohort",
    "GENOMFÖRANDE/e7, GENOMFÖRANDE/e-post eller e7 och --cohort",
    "COHORT/e7, COHORT/e-mail, or e7 with --cohort"};
inline constexpr Words kOwnerArgument = {
    "Kenen: TOTEUTUS/e7 (osallistuja), /l3 (pari), /g1 (ryhmä) tai TOTEUTUS",
    "Vems: GENOMFÖRANDE/e7 (deltagare), /l3 (par), /g1 (grupp) eller GENOMFÖRANDE",
    "Whose: COHORT/e7 (a participant), /l3 (a link), /g1 (a group) or COHORT"};
inline constexpr Words kStepArgument = {"Askeleen avain, session/goals",
                                        "Stegets nyckel, session/goals",
                                        "The step's key, session/goals"};
inline constexpr Words kGroupArgument = {"Ryhmän tunnus, g1", "Gruppens id, g1",
                                         "The group's id, g1"};
inline constexpr Words kGroupPlaceArgument = {"Ryhmä: TOTEUTUS/g1, tai g1 ja --cohort",
                                              "Gruppen: GENOMFÖRANDE/g1, eller g1 och --cohort",
                                              "The group: COHORT/g1, or g1 with --cohort"};

// --cohort, for ids without their cohort.
void AddCohortOption(Verb& verb, std::string& cohort);
// --on: when it happened, in the cohort's own time.
void AddOnOption(Verb& verb, std::string& on);
// --note
void AddNoteOption(Verb& verb, std::string& note);
// --mode onsite|online|hybrid
void AddModeOption(Verb& verb, std::string& mode);
// --reason: one short word, which is kept in plain.
CLI::Option* AddReasonOption(Verb& verb, std::string& reason);
// WRONG_USAGE when what --reason was given is no such word; it proposes one.
absl::Status CheckReason(const std::string& reason);
// --region: two digits or a name.
void AddRegionOption(Verb& verb, std::string& region);
// The two digits of the region that --region names; what is no region stays as it is.
std::string RegionCode(const std::string& text);

// The mode that --mode names; unspecified for none.
kasvu::v1::Mode ModeOf(const std::string& word);

// NAME=VALUE of an option given several times. WRONG_USAGE when one has no equals sign.
absl::StatusOr<std::map<std::string, std::string>> Assignments(
    const std::string& option, const std::vector<std::string>& texts);

}  // namespace kasvu::cli

// The verbs of `kasvu template` that stand in files of their own.
#pragma once

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {

// A finding as compilers write it, so that editors find its place.
void PrintFinding(Frame& frame, const kasvu::v1::Finding& finding);

void AddTemplateDiff(CLI::App& noun, Frame& frame);      // diff
void AddTemplateAdapt(CLI::App& noun, Frame& frame);     // adapt
void AddTemplateMerge(CLI::App& noun, Frame& frame);     // merge
void AddTemplateDecline(CLI::App& noun, Frame& frame);   // decline
void AddTemplateLineage(CLI::App& noun, Frame& frame);   // lineage
void AddTemplateStanding(CLI::App& noun, Frame& frame);  // standing
void AddTemplateExport(CLI::App& noun, Frame& frame);    // export
void AddTemplateImport(CLI::App& noun, Frame& frame);    // import
void AddTemplateSimulate(CLI::App& noun, Frame& frame);  // simulate

}  // namespace kasvu::cli

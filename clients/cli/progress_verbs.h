// The verbs of `kasvu progress`, by what they record.
#pragma once

#include "clients/cli/verb.h"

namespace kasvu::cli {

void AddRecord(CLI::App& noun, Frame& frame);   // record, meet, sign, experiment, outcome, review
void AddAttend(CLI::App& noun, Frame& frame);   // attend
void AddAnswer(CLI::App& noun, Frame& frame);   // answer
void AddCorrect(CLI::App& noun, Frame& frame);  // waive, correct
void AddShowProgress(CLI::App& noun, Frame& frame);  // show

}  // namespace kasvu::cli

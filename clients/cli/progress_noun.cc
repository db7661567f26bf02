// kasvu progress record|meet|sign|answer|experiment|outcome|review|attend|waive|correct|show

#include "clients/cli/nouns.h"
#include "clients/cli/progress_verbs.h"

namespace kasvu::cli {

void AddProgress(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "progress",
                           {"Mitä on tehty, ja missä kukin on", "Vad som är gjort, och var alla är",
                            "What is done, and where everyone stands"},
                           "kasvu progress show ekollega-2021\n"
                           "  kasvu progress attend ekollega-2021/g1 session/goals --absent e7,e9\n"
                           "  kasvu progress record ekollega-2021/e7 exercise/goals --done");
  AddShowProgress(noun, frame);
  AddRecord(noun, frame);
  AddAttend(noun, frame);
  AddAnswer(noun, frame);
  AddCorrect(noun, frame);
}

}  // namespace kasvu::cli

// A rehearsal that is played for a client: on threads of its own, a few runs at a time so that
// several rehearsals share them, and no further once the client has gone.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kasvu/v1/template_service.pb.h"
#include "services/common/signal.h"
#include "services/common/watch_stream.h"
#include "services/common/workers.h"
#include "workflows/simulation/rehearsal.h"

namespace kasvu::catalogue {

// What is to be played, under its name.
struct NamedRehearsal {
  std::string name;
  std::unique_ptr<const workflows::Rehearsal> rehearsal;
};

// Where rehearsals are played; all of it outlives their streams, and `players` ends last.
struct Stage {
  services::Workers& players;
  services::Signal& changed;  // raised whenever one of them has something to tell
  std::atomic<int>& playing;  // counts each until its stream has gone
};

// Begins to play what `prepare` makes, and tells how far it is: now and then, and in the last
// answer the rehearsal.
services::Watch<kasvu::v1::SimulateTemplateResponse> PlayRehearsal(
    const Stage& stage, std::function<absl::StatusOr<NamedRehearsal>()> prepare);

}  // namespace kasvu::catalogue

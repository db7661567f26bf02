// Another server over what a test's first one has.
#pragma once

#include <memory>

#include "tests/services/engine/engine_in_process.h"

namespace kasvu::engine {

struct SecondEngine {
  // All of them outlive it. `catalogue` is where it finds versions.
  SecondEngine(storage::Store& store, storage::Vault& vault, const services::Clock& clock,
               const services::Mandates& mandates, services::InProcess& catalogue)
      : engine({store, vault, clock, mandates, workers}),
        enrolment_service(engine, {clock, mandates, workers}),
        progress_service(engine, {clock, mandates, workers}),
        enrolment_server(enrolment_service),
        progress_server(progress_service),
        enrolments(kasvu::v1::EnrolmentService::NewStub(enrolment_server.channel())),
        progress(kasvu::v1::ProgressService::NewStub(progress_server.channel())) {
    engine.Connect(catalogue.channel(), catalogue.queue());
    engine.Start();
  }
  ~SecondEngine() { engine.Stop(); }

  services::Workers workers{4};
  Engine engine;
  EnrolmentServer enrolment_service;
  ProgressServer progress_service;
  services::InProcess enrolment_server;
  services::InProcess progress_server;
  std::unique_ptr<Enrolments> enrolments;
  std::unique_ptr<Progress> progress;
};

}  // namespace kasvu::engine

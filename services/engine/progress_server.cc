#include "services/engine/progress_server.h"

namespace kasvu::engine {

ProgressServer::ProgressServer(Engine& engine, const services::Surroundings& surroundings)
    : EngineServer(kasvu::v1::ProgressService::service_full_name(), engine, surroundings),
      reads_(engine.store(), engine.programs(), engine.whole_cohorts(), engine.mandates(),
             engine.standings()) {
  BindSteps();
  BindSessions();
  AnswerOnWorker("GetProgress", &ProgressServer::GetProgress);
  AnswerOnWorker("GetCohortProgress", &ProgressServer::GetCohortProgress);
  AnswerOnWorker("ListWorkItems", &ProgressServer::ListWorkItems);
}

}  // namespace kasvu::engine

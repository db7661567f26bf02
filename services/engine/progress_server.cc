#include "services/engine/progress_server.h"

namespace kasvu::engine {

ProgressServer::ProgressServer(Engine& engine, const services::Surroundings& surroundings)
    : EngineServer(kasvu::v1::ProgressService::service_full_name(), engine, surroundings),
      reads_(engine.store(), engine.programs(), engine.whole_cohorts(), engine.live_cohorts(),
             engine.mandates(), engine.standings()),
      record_step_(kasvu::v1::RecordStepRequest::descriptor()
                       ->file()
                       ->FindServiceByName("ProgressService")
                       ->FindMethodByName("RecordStep")) {
  BindSteps();
  AnswerLater("RecordSteps", &ProgressServer::RecordSteps);
  BindSessions();
  AnswerOnWorker("GetProgress", &ProgressServer::GetProgress);
  AnswerOnWorker("GetCohortProgress", &ProgressServer::GetCohortProgress);
  AnswerOnWorker("ListWorkItems", &ProgressServer::ListWorkItems);
}

}  // namespace kasvu::engine

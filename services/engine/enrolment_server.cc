#include "services/engine/enrolment_server.h"

namespace kasvu::engine {

EnrolmentServer::EnrolmentServer(Engine& engine, const services::Surroundings& surroundings)
    : EngineServer(kasvu::v1::EnrolmentService::service_full_name(), engine, surroundings) {
  BindCohorts();
  BindArchives();
  BindMigrations();
  BindGroups();
  BindLinks();
  BindEnrolments();
  BindHistory();
}

}  // namespace kasvu::engine

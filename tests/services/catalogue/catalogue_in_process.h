// A catalogue of its own, served inside the test.
#pragma once

#include <memory>

#include "services/catalogue/template_server.h"
#include "services/common/clock.h"
#include "services/common/mandate_table.h"
#include "services/common/workers.h"
#include "storage/memory_store.h"
#include "tests/services/in_process.h"

namespace kasvu::catalogue {

// A base of fixtures. It is 2021-02-01.
class CatalogueInProcess {
 protected:
  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  Catalogue catalogue_{*store_};
  services::SettableClock clock_{absl::FromUnixSeconds(1'612'170'000)};
  services::MandateTable mandates_;
  services::Workers workers_{8};
  TemplateServer service_{catalogue_,
                          {.clock = clock_, .mandates = mandates_, .workers = workers_}};
  services::InProcess server_{service_};
  std::unique_ptr<kasvu::v1::TemplateService::Stub> stub_ =
      kasvu::v1::TemplateService::NewStub(server_.channel());
};

}  // namespace kasvu::catalogue

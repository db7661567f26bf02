// A directory in memory behind a server, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "errors/error.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/directory/directory.h"
#include "services/directory/person_server.h"
#include "storage/memory_store.h"
#include "storage/vault.h"
#include "tests/services/in_process.h"

namespace kasvu::directory {

using Stub = kasvu::v1::PersonService::Stub;

class DirectoryTest : public testing::Test {
 protected:
  DirectoryTest() {
    folder_ = testing::TempDir() + "/directory-" + std::to_string(::getpid());
    std::filesystem::create_directories(folder_);
    vault_ = *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
    directory_ =
        std::make_unique<Directory>(DirectoryParts{*store_, *vault_, randomness_, mandates_});
    EXPECT_TRUE(directory_->Load().ok());
    service_ = std::make_unique<PersonServer>(*directory_,
                                              services::Surroundings{clock_, mandates_, workers_});
    server_ = std::make_unique<services::InProcess>(*service_);
    stub_ = kasvu::v1::PersonService::NewStub(server_->channel());
  }

  ~DirectoryTest() override {
    service_->EndStreams();
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Calls as `actor`; "" is the operator.
  template <class Response, class Request>
  absl::StatusOr<Response> As(const std::string& actor,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                           Response*),
                              const Request& request) {
    return services::CallAs(actor, *stub_, method, request);
  }

  std::string NextRequestId() { return "r" + std::to_string(++requests_); }

  // A new person, by name; the e-mail address may be empty.
  std::string AddPerson(const std::string& display_name, const std::string& email = "") {
    kasvu::v1::CreatePersonRequest request;
    request.mutable_person()->set_display_name(display_name);
    request.mutable_person()->set_email(email);
    request.set_request_id(NextRequestId());
    const auto person = As("", &Stub::CreatePerson, request);
    EXPECT_TRUE(person.ok()) << person.status();
    return person.ok() ? person->name() : "";
  }

  std::string Grant(const std::string& person, const std::string& role, const std::string& scope) {
    kasvu::v1::GrantMandateRequest request;
    request.mutable_mandate()->set_person(person);
    request.mutable_mandate()->set_role(role);
    request.mutable_mandate()->set_scope(scope);
    request.set_request_id(NextRequestId());
    const auto mandate = As("", &Stub::GrantMandate, request);
    EXPECT_TRUE(mandate.ok()) << mandate.status();
    return mandate.ok() ? mandate->name() : "";
  }

  absl::StatusOr<kasvu::v1::Person> Get(const std::string& name, const std::string& actor = "") {
    kasvu::v1::GetPersonRequest request;
    request.set_name(name);
    return As(actor, &Stub::GetPerson, request);
  }

  // 2021-02-01, 11 o'clock in Finland.
  services::SettableClock clock_{absl::FromUnixSeconds(1'612'170'000)};
  storage::SeededRandomness randomness_{2021};
  std::string folder_;
  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  std::unique_ptr<storage::Store> keys_ = storage::NewMemoryStore();
  std::unique_ptr<storage::Vault> vault_;
  services::MandateTable mandates_;
  services::Workers workers_{2};
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<PersonServer> service_;
  std::unique_ptr<services::InProcess> server_;
  std::unique_ptr<Stub> stub_;
  int requests_ = 0;
};

}  // namespace kasvu::directory

// What people should make of a version, and who hears when that changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "errors/error.h"
#include "tests/services/catalogue/catalogue_in_process.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::ChangeStandingRequest;
using kasvu::v1::StandingChange;
using kasvu::v1::TemplateService;
using kasvu::v1::TemplateVersion;
using services::CallAs;
using ::testing::ElementsAre;

std::string Template(const std::string& title) {
  return R"(
template: kavely
title: {fi: )" +
         title + R"(}
languages: [fi]
phases:
  - id: one
    title: {fi: Yksi}
    steps:
      - {id: walk, title: {fi: Kävele}, task: walk}
ends:
  - {id: completed, as: completed, title: {fi: Valmis}, requires: {walked: {done: walk}}}
)";
}

class StandingTest : public testing::Test, protected CatalogueInProcess {
 protected:
  void SetUp() override {
    for (const char* title : {"A", "B"}) {
      kasvu::v1::PublishTemplateRequest request;
      request.set_publisher("humak");
      request.set_text(Template(title));
      request.set_request_id(std::string("publish-") + title);
      const auto published = CallAs("", *stub_, &TemplateService::Stub::PublishTemplate, request);
      ASSERT_TRUE(published.ok()) << published.status();
    }
  }

  absl::StatusOr<TemplateVersion> Change(const std::string& name, kasvu::v1::Standing standing,
                                         const std::string& successor, const std::string& id,
                                         const std::string& actor = "") {
    ChangeStandingRequest request;
    request.set_name(name);
    request.set_standing(standing);
    request.set_successor(successor);
    request.set_reason("Kysely uusittiin");
    request.set_request_id(id);
    return CallAs(actor, *stub_, &TemplateService::Stub::ChangeStanding, request);
  }

  TemplateVersion Get(const std::string& name) {
    kasvu::v1::GetTemplateVersionRequest request;
    request.set_name(name);
    return *CallAs("persons/anybody", *stub_, &TemplateService::Stub::GetTemplateVersion, request);
  }

  // `count` changes after `position`, as "name standing".
  std::vector<std::string> Watch(uint64_t position, int count) {
    grpc::ClientContext context;
    kasvu::v1::WatchStandingsRequest request;
    request.set_position(position);
    const auto reader = stub_->WatchStandings(&context, request);
    std::vector<std::string> seen;
    StandingChange change;
    while (static_cast<int>(seen.size()) < count && reader->Read(&change)) {
      EXPECT_EQ(change.position(), ++position);
      seen.push_back(change.name() + " " + kasvu::v1::Standing_Name(change.standing()));
    }
    context.TryCancel();
    return seen;
  }
};

TEST_F(StandingTest, AVersionKeepsItsContentAndChangesItsStanding) {
  const TemplateVersion before = Get("humak/kavely@1");
  const auto changed =
      Change("humak/kavely@1", kasvu::v1::STANDING_DEPRECATED, "humak/kavely@2", "r1");
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->standing(), kasvu::v1::STANDING_DEPRECATED);
  EXPECT_EQ(changed->successor(), "humak/kavely@2");
  EXPECT_EQ(changed->standing_reason(), "Kysely uusittiin");
  EXPECT_EQ(changed->digest(), before.digest());
  EXPECT_EQ(Get("humak/kavely@2").standing(), kasvu::v1::STANDING_PUBLISHED);
}

TEST_F(StandingTest, TheFeedTellsEveryStandingInOrderAndNewOnesAsTheyCome) {
  ASSERT_TRUE(Change("humak/kavely@1", kasvu::v1::STANDING_WITHDRAWN, "", "r1").ok());
  EXPECT_THAT(Watch(0, 3),
              ElementsAre("humak/kavely@1 STANDING_PUBLISHED", "humak/kavely@2 STANDING_PUBLISHED",
                          "humak/kavely@1 STANDING_WITHDRAWN"));

  grpc::ClientContext context;
  kasvu::v1::WatchStandingsRequest request;
  request.set_position(3);
  const auto reader = stub_->WatchStandings(&context, request);
  ASSERT_TRUE(Change("humak/kavely@1", kasvu::v1::STANDING_PUBLISHED, "", "r2").ok());
  StandingChange change;
  ASSERT_TRUE(reader->Read(&change));
  EXPECT_EQ(change.position(), 4u);
  EXPECT_EQ(change.standing(), kasvu::v1::STANDING_PUBLISHED);
  context.TryCancel();

  grpc::ClientContext beyond;
  request.set_position(5);
  const auto gone = stub_->WatchStandings(&beyond, request);
  EXPECT_FALSE(gone->Read(&change));
  EXPECT_EQ(ReasonOf(services::FromGrpc(gone->Finish())), "POSITION_GONE");
}

TEST_F(StandingTest, ARepeatChangesNothing) {
  ASSERT_TRUE(Change("humak/kavely@1", kasvu::v1::STANDING_DEPRECATED, "", "r1").ok());
  ASSERT_TRUE(Change("humak/kavely@1", kasvu::v1::STANDING_DEPRECATED, "", "r1").ok());
  EXPECT_EQ(ReasonOf(Change("humak/kavely@1", kasvu::v1::STANDING_PILOT, "", "r1").status()),
            "REQUEST_ID_REUSED");
  ASSERT_TRUE(Change("humak/kavely@2", kasvu::v1::STANDING_PILOT, "", "r2").ok());
  EXPECT_THAT(Watch(2, 2),
              ElementsAre("humak/kavely@1 STANDING_DEPRECATED", "humak/kavely@2 STANDING_PILOT"));
}

TEST_F(StandingTest, WhatCannotBeIsRefused) {
  const auto withdrawn = kasvu::v1::STANDING_WITHDRAWN;
  const auto reason = [&](const std::string& name, const std::string& successor,
                          const std::string& actor = "") {
    static int calls = 0;
    return ReasonOf(
        Change(name, withdrawn, successor, "x" + std::to_string(++calls), actor).status());
  };
  EXPECT_EQ(reason("humak/kavely@3", ""), "TEMPLATE_NOT_FOUND");
  EXPECT_EQ(reason("humak/kavely", ""), "INVALID_FIELDS");
  EXPECT_EQ(reason("humak/kavely@1", "humak/kavely"), "INVALID_FIELDS");
  EXPECT_EQ(reason("humak/kavely@1", "humak/kavely@1"), "SUCCESSOR_UNSUITABLE");
  EXPECT_EQ(reason("humak/kavely@1", "humak/toinen@1"), "TEMPLATE_NOT_FOUND");
  EXPECT_EQ(reason("humak/kavely@1", "", "persons/stranger"), "NOT_ALLOWED");
  EXPECT_EQ(reason("humak/kavely@2", ""), "");
  EXPECT_EQ(reason("humak/kavely@1", "humak/kavely@2"), "SUCCESSOR_UNSUITABLE");
  EXPECT_EQ(
      ReasonOf(Change("humak/kavely@1", static_cast<kasvu::v1::Standing>(99), "", "y").status()),
      "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::catalogue

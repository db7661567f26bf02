
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/cord.h"
#include "errors/error.h"
#include "tests/services/catalogue/catalogue_in_process.h"
#include "workflows/template/codec.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::CheckTemplateRequest;
using kasvu::v1::CheckTemplateResponse;
using kasvu::v1::GetTemplateVersionRequest;
using kasvu::v1::ListTemplatesRequest;
using kasvu::v1::ListTemplatesResponse;
using kasvu::v1::ListTemplateVersionsRequest;
using kasvu::v1::ListTemplateVersionsResponse;
using kasvu::v1::PublishTemplateRequest;
using kasvu::v1::PublishTemplateResponse;
using kasvu::v1::TemplateService;
using kasvu::v1::TemplateVersion;
using services::CallAs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kModule[] = R"(
module: greeting
title: {fi: Tervehdys}
languages: [fi]
steps:
  - id: hello
    title: {fi: Sano hei}
    task: hello
)";

// A template that uses the module; `title` makes its content differ.
std::string Template(const std::string& id, const std::string& title) {
  return "template: " + id + R"(
title: {fi: )" +
         title + R"(}
languages: [fi]
phases:
  - id: one
    title: {fi: Yksi}
    steps:
      - {use: humak/greeting@1}
ends:
  - id: completed
    as: completed
    title: {fi: Valmis}
    requires:
      greeted: {done: greeting.hello}
)";
}

class TemplateServerTest : public testing::Test, protected CatalogueInProcess {
 protected:
  absl::StatusOr<PublishTemplateResponse> Publish(const std::string& text,
                                                  const std::string& request_id,
                                                  const std::string& actor = "",
                                                  bool validate_only = false) {
    PublishTemplateRequest request;
    request.set_publisher("humak");
    request.set_text(text);
    request.set_file_name("example.yaml");
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    return CallAs(actor, *stub_, &TemplateService::Stub::PublishTemplate, request);
  }

  std::string Published(const std::string& text, const std::string& request_id) {
    const auto response = Publish(text, request_id);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->version().name() : "";
  }

  absl::StatusOr<TemplateVersion> Get(const std::string& name,
                                      kasvu::v1::View view = kasvu::v1::VIEW_BASIC) {
    GetTemplateVersionRequest request;
    request.set_name(name);
    request.set_view(view);
    return CallAs("persons/anybody", *stub_, &TemplateService::Stub::GetTemplateVersion, request);
  }
};

TEST_F(TemplateServerTest, BindsEveryRpc) { EXPECT_THAT(service_.Unbound(), IsEmpty()); }

TEST_F(TemplateServerTest, ARehearsalTellsHowFarItIsAndThenWhatCameOfIt) {
  Published(kModule, "r1");
  kasvu::v1::SimulateTemplateRequest request;
  request.set_text(Template("tervehdys", "A"));
  request.set_participants(3);
  request.set_runs(200);
  grpc::ClientContext context;
  const auto reader = stub_->SimulateTemplate(&context, request);
  kasvu::v1::SimulateTemplateResponse told;
  int before = 0;
  while (reader->Read(&told)) {
    EXPECT_GE(told.runs_done(), before);
    before = told.runs_done();
  }
  ASSERT_TRUE(reader->Finish().ok());
  EXPECT_EQ(told.runs_done(), 200);
  EXPECT_EQ(told.rehearsal().template_(), "tervehdys");
  EXPECT_EQ(told.rehearsal().accepted(), 600);
  EXPECT_EQ(told.rehearsal().start_date(), "2021-03-01");
}

// Four are played and a fifth is refused; once they are cancelled there is room again.
TEST_F(TemplateServerTest, RehearsalsStopWhenTheClientGoes) {
  Published(kModule, "r1");
  kasvu::v1::SimulateTemplateRequest request;
  request.set_text(Template("tervehdys", "A"));
  request.set_participants(25);
  request.set_runs(10'000);
  struct Watched {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<kasvu::v1::SimulateTemplateResponse>> reader;
  };
  kasvu::v1::SimulateTemplateResponse told;
  const auto begin = [&](Watched& watched) {
    watched.reader = stub_->SimulateTemplate(&watched.context, request);
    return watched.reader->Read(&told);
  };
  const auto end = [&](Watched& watched) {
    watched.context.TryCancel();
    while (watched.reader->Read(&told)) {
    }
    return services::FromGrpc(watched.reader->Finish());
  };
  std::vector<Watched> first(4);
  for (Watched& watched : first) EXPECT_TRUE(begin(watched));
  Watched fifth;
  EXPECT_FALSE(begin(fifth));
  EXPECT_EQ(ReasonOf(services::FromGrpc(fifth.reader->Finish())), "REHEARSALS_BUSY");
  for (Watched& watched : first) EXPECT_EQ(end(watched).code(), absl::StatusCode::kCancelled);
  for (bool begun = false; !begun;) {  // until they have noticed
    Watched next;
    begun = begin(next);
    EXPECT_FALSE(end(next).ok());
  }
}

// The server goes while rehearsals are played and nobody has left: whoever waits is told, and
// nothing is played any more.
TEST_F(TemplateServerTest, RehearsalsStopWhenTheServerGoes) {
  Published(kModule, "r1");
  kasvu::v1::SimulateTemplateRequest request;
  request.set_text(Template("tervehdys", "A"));
  request.set_participants(25);
  request.set_runs(10'000);
  std::array<grpc::ClientContext, 3> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<kasvu::v1::SimulateTemplateResponse>>> readers;
  kasvu::v1::SimulateTemplateResponse told;
  for (grpc::ClientContext& context : contexts) {
    readers.push_back(stub_->SimulateTemplate(&context, request));
  }
  EXPECT_TRUE(readers.front()->Read(&told));  // of the others nothing is known
  server_.Stop();
  for (const auto& reader : readers) {
    while (reader->Read(&told)) {
    }
    EXPECT_FALSE(reader->Finish().ok());
  }
}

TEST_F(TemplateServerTest, NumbersVersionsFromOne) {
  EXPECT_EQ(Published(kModule, "r1"), "humak/greeting@1");
  EXPECT_EQ(Published(Template("tervehdys", "A"), "r2"), "humak/tervehdys@1");
  EXPECT_EQ(Published(Template("tervehdys", "B"), "r3"), "humak/tervehdys@2");
  EXPECT_EQ(Get("humak/tervehdys")->version(), 2);
  EXPECT_EQ(Get("humak/tervehdys@1")->title().by_language().at("fi"), "A");
}

TEST_F(TemplateServerTest, EqualContentIsTheSameVersion) {
  Published(kModule, "r1");
  Published(Template("tervehdys", "A"), "r2");
  Published(Template("tervehdys", "B"), "r3");
  const auto again = Publish("# a remark changes nothing\n" + Template("tervehdys", "A"), "r4");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->already_published());
  EXPECT_EQ(again->version().name(), "humak/tervehdys@1");
  EXPECT_EQ(Get("humak/tervehdys")->version(), 2);
}

TEST_F(TemplateServerTest, ARepeatGetsTheSameAnswerAndChangesNothing) {
  Published(kModule, "r1");
  const auto first = Publish(Template("tervehdys", "A"), "r2");
  Published(Template("tervehdys", "B"), "r3");
  const auto repeat = Publish(Template("tervehdys", "A"), "r2");
  ASSERT_TRUE(repeat.ok());
  EXPECT_EQ(repeat->SerializeAsString(), first->SerializeAsString());
  EXPECT_FALSE(repeat->already_published());
  EXPECT_EQ(ReasonOf(Publish(Template("tervehdys", "C"), "r2").status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(Get("humak/tervehdys")->version(), 2);
}

TEST_F(TemplateServerTest, TheFullViewHasSourceAndCompiledForm) {
  Published(kModule, "r1");
  Published(Template("tervehdys", "A"), "r2");
  const auto basic = Get("humak/tervehdys");
  EXPECT_FALSE(basic->has_source());
  EXPECT_FALSE(basic->has_compiled());
  const auto full = Get("humak/tervehdys", kasvu::v1::VIEW_FULL);
  EXPECT_EQ(full->source().phases(0).steps(0).use(), "humak/greeting@1");
  EXPECT_EQ(full->compiled().phases(0).steps(0).id(), "greeting.hello");
  EXPECT_EQ(full->digest(), workflows::Digest(full->source()));
  EXPECT_EQ(full->compiled_digest(), workflows::Digest(full->compiled()));
  ASSERT_EQ(full->pins_size(), 1);
  EXPECT_EQ(full->pins(0).module(), "humak/greeting@1");
  EXPECT_EQ(full->pins(0).digest(), Get("humak/greeting@1")->digest());
  EXPECT_EQ(full->publish_time().seconds(), 1'612'170'000);
  EXPECT_EQ(full->standing(), kasvu::v1::STANDING_PUBLISHED);
}

TEST_F(TemplateServerTest, ADryRunWritesNothing) {
  const auto planned = Publish(kModule, "r1", "", true);
  ASSERT_TRUE(planned.ok()) << planned.status();
  EXPECT_EQ(planned->version().name(), "humak/greeting@1");
  EXPECT_EQ(ReasonOf(Get("humak/greeting").status()), "TEMPLATE_NOT_FOUND");
  // Not even the request id.
  EXPECT_EQ(Published(std::string(kModule) + "sources: [\"a\"]\n", "r1"), "humak/greeting@1");
}

TEST_F(TemplateServerTest, RefusesFaultsAndTellsThem) {
  const auto refused = Publish("template: x\nunknown: 1\n", "r1");
  EXPECT_EQ(ReasonOf(refused.status()), "TEMPLATE_HAS_FAULTS");
  const auto payload = refused.status().GetPayload("type.googleapis.com/kasvu.v1.Findings");
  ASSERT_TRUE(payload.has_value());
  kasvu::v1::Findings findings;
  ASSERT_TRUE(findings.ParseFromString(std::string(*payload)));
  ASSERT_GT(findings.findings_size(), 0);
  EXPECT_EQ(findings.findings(0).file(), "example.yaml");
  EXPECT_THAT(findings.findings(0).message(), Not(IsEmpty()));
}

// What does not fit into a trailer must not make the error itself unreadable.
TEST_F(TemplateServerTest, ManyFaultsStillArrive) {
  std::string text = "template: x\n";
  for (int i = 0; i < 300; ++i) text += "unknown-key-" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(ReasonOf(Publish(text, "r1").status()), "TEMPLATE_HAS_FAULTS");
}

TEST_F(TemplateServerTest, AModuleThatIsNotThereIsAFault) {
  EXPECT_EQ(ReasonOf(Publish(Template("tervehdys", "A"), "r1").status()), "TEMPLATE_HAS_FAULTS");
}

TEST_F(TemplateServerTest, ANameIsAModuleOrATemplateForGood) {
  Published(kModule, "r1");
  EXPECT_EQ(ReasonOf(Publish(Template("greeting", "A"), "r2").status()), "TEMPLATE_KIND_DIFFERS");
}

TEST_F(TemplateServerTest, AnOverlayNamesItsUpstream) {
  ASSERT_TRUE(Publish(kModule, "r1").ok());
  ASSERT_TRUE(Publish(Template("season", "Kausi"), "r2").ok());
  const std::string overlay = R"(
template: northern-season
overlay_of: humak/season@1
prefix: north
changes:
  - {set: template, to: {title.fi: Pohjoisen kausi}}
  - {add: step/north.walk, after: greeting.hello, element: {title: {fi: Kävely}, task: walk}}
)";
  // The anchor lacks its kind.
  EXPECT_EQ(ReasonOf(Publish(overlay, "r3").status()), "TEMPLATE_HAS_FAULTS");
  std::string sound = overlay;
  sound.replace(sound.find("after: greeting"), 15, "after: step/greeting");
  ASSERT_TRUE(Publish(sound, "r4").ok());

  const auto version = catalogue_.Get("humak/northern-season@1", kasvu::v1::VIEW_FULL);
  ASSERT_TRUE(version.ok()) << version.status();
  EXPECT_EQ(version->overlay_of(), "humak/season@1");
  EXPECT_EQ(version->upstream_digest(),
            catalogue_.Get("humak/season@1", kasvu::v1::VIEW_BASIC)->digest());
  EXPECT_EQ(version->title().by_language().at("fi"), "Pohjoisen kausi");
  EXPECT_EQ(version->source().phases_size(), 0);
  ASSERT_EQ(version->compiled().phases(0).steps_size(), 2);
  EXPECT_EQ(version->compiled().phases(0).steps(1).id(), "north.walk");
  EXPECT_EQ(version->compiled().template_(), "northern-season");
  EXPECT_EQ(version->compiled_digest(), workflows::Digest(version->compiled()));
}

// A template of one phase with the module and one step more.
std::string Season(const std::string& title, const std::string& steps) {
  std::string text = Template("season", title);
  return text.replace(text.find("ends:"), 0, steps);
}

constexpr char kOverlay[] = R"(
template: northern-season
overlay_of: humak/season@1
prefix: north
changes:
  - {set: step/plan, to: {task.about: northern-plan}}
  - {add: step/north.walk, after: step/plan, element: {title: {fi: Kävely}, task: walk}}
)";

TEST_F(TemplateServerTest, TellsTwoVersionsApart) {
  ASSERT_TRUE(Publish(kModule, "r1").ok());
  ASSERT_TRUE(Publish(Season("Kausi", ""), "r2").ok());
  ASSERT_TRUE(
      Publish(Season("Kausi", "      - {id: plan, title: {fi: Suunnitelma}, task: plan}\n"), "r3")
          .ok());
  kasvu::v1::DiffTemplatesRequest request;
  request.set_before("humak/season@1");
  request.set_after("humak/season");
  request.set_language("en");
  auto diff = CallAs("persons/anybody", *stub_, &TemplateService::Stub::DiffTemplates, request);
  ASSERT_TRUE(diff.ok()) << diff.status();
  EXPECT_EQ(diff->after(), "humak/season@2");
  ASSERT_EQ(diff->differences_size(), 1);
  EXPECT_EQ(diff->differences(0).kind(), kasvu::v1::DIFFERENCE_KIND_ADDED);
  EXPECT_EQ(diff->differences(0).element(), "step/plan");
  EXPECT_EQ(diff->differences(0).title(), "Suunnitelma");
  EXPECT_THAT(diff->meaning(), ElementsAre("New to do: Suunnitelma."));

  request.set_after_text(Season("Kausi", ""));
  diff = CallAs("persons/anybody", *stub_, &TemplateService::Stub::DiffTemplates, request);
  ASSERT_TRUE(diff.ok()) << diff.status();
  EXPECT_EQ(diff->differences_size(), 0);
  request.set_after_text("template: x");
  EXPECT_EQ(
      ReasonOf(CallAs("persons/anybody", *stub_, &TemplateService::Stub::DiffTemplates, request)
                   .status()),
      "TEMPLATE_HAS_FAULTS");
}

TEST_F(TemplateServerTest, MergesAndDeclines) {
  const std::string plan = "      - {id: plan, title: {fi: Suunnitelma}, task: plan}\n";
  ASSERT_TRUE(Publish(kModule, "r1").ok());
  ASSERT_TRUE(Publish(Season("Kausi", plan), "r2").ok());
  ASSERT_TRUE(Publish(kOverlay, "r3").ok());
  ASSERT_TRUE(
      Publish(Season("Vuosi", "      - {id: plan, title: {fi: Suunnitelma}, task: path}\n"), "r4")
          .ok());
  kasvu::v1::MergeTemplateRequest request;
  request.set_overlay("humak/northern-season");
  request.set_language("en");
  const auto merge = [&] {
    return CallAs("persons/anybody", *stub_, &TemplateService::Stub::MergeTemplate, request);
  };
  auto merged = merge();
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->onto(), "humak/season@2");
  ASSERT_EQ(merged->conflicts_size(), 1);
  EXPECT_EQ(merged->conflicts(0).message(),
            "step/plan task.about: was plan, in humak/season@2 path, here northern-plan.");
  ASSERT_EQ(merged->findings_size(), 1);
  EXPECT_EQ(merged->findings(0).code(), "unresolved-conflict");

  (*request.mutable_take_elements())["step/plan"] = kasvu::v1::SIDE_OURS;
  merged = merge();
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->conflicts(0).taken(), kasvu::v1::SIDE_OURS);
  EXPECT_THAT(merged->findings(), IsEmpty());
  EXPECT_EQ(merged->overlay().overlay_of(), "humak/season@2");
  EXPECT_EQ(merged->overlay().changes_size(), 2);

  request.set_onto("humak/northern-season@1");
  EXPECT_EQ(ReasonOf(merge().status()), "UNRELATED_TEMPLATES");
  request.set_onto("humak/season@9");
  EXPECT_EQ(ReasonOf(merge().status()), "TEMPLATE_NOT_FOUND");
  request.set_overlay("humak/season");
  EXPECT_EQ(ReasonOf(merge().status()), "NOT_AN_OVERLAY");

  kasvu::v1::DeclineTemplateVersionRequest decline;
  decline.set_overlay("humak/northern-season");
  decline.set_version("humak/season@2");
  decline.set_reason("The year is too long here.");
  decline.set_request_id("d1");
  EXPECT_EQ(ReasonOf(CallAs("persons/anybody", *stub_,
                            &TemplateService::Stub::DeclineTemplateVersion, decline)
                         .status()),
            "NOT_ALLOWED");
  for (int time = 0; time < 2; ++time) {
    const auto declined =
        CallAs("", *stub_, &TemplateService::Stub::DeclineTemplateVersion, decline);
    ASSERT_TRUE(declined.ok()) << declined.status();
    EXPECT_EQ(declined->version(), "humak/season@2");
  }
  ListTemplateVersionsRequest versions;
  versions.set_template_("humak/northern-season");
  const auto listed =
      CallAs("persons/anybody", *stub_, &TemplateService::Stub::ListTemplateVersions, versions);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->declined_size(), 1);
  EXPECT_EQ(listed->declined(0).reason(), "The year is too long here.");
}

TEST_F(TemplateServerTest, NothingAdaptsItself) {
  ASSERT_TRUE(Publish(kModule, "r1").ok());
  ASSERT_TRUE(Publish(Template("season", "Kausi"), "r2").ok());
  const auto adapt = [](const std::string& id, const std::string& upstream) {
    return "template: " + id + "\noverlay_of: humak/" + upstream +
           "\nchanges: [{set: template, to: {title.fi: Toinen}}]\n";
  };
  EXPECT_EQ(ReasonOf(Publish(adapt("season", "season@1"), "r3").status()), "OVERLAY_OF_ITSELF");
  ASSERT_TRUE(Publish(adapt("second", "season@1"), "r4").ok());
  ASSERT_TRUE(Publish(adapt("third", "second@1"), "r5").ok());
  EXPECT_EQ(ReasonOf(Publish(adapt("season", "third@1"), "r6").status()), "OVERLAY_OF_ITSELF");
  EXPECT_EQ(ReasonOf(Publish(adapt("fourth", "season@9"), "r7").status()), "TEMPLATE_HAS_FAULTS");
}

TEST_F(TemplateServerTest, OnlyItsPublisherPublishes) {
  EXPECT_EQ(ReasonOf(Publish(kModule, "r1", "persons/p").status()), "NOT_ALLOWED");
  kasvu::v1::Mandate mandate;
  mandate.set_name("mandates/m");
  mandate.set_person("persons/p");
  mandate.set_role("publisher");
  mandate.set_scope("publishers/another");
  mandates_.Put(mandate);
  EXPECT_EQ(ReasonOf(Publish(kModule, "r1", "persons/p").status()), "NOT_ALLOWED");
  mandate.set_scope("publishers/humak");
  mandates_.Put(mandate);
  EXPECT_TRUE(Publish(kModule, "r1", "persons/p").ok());
}

TEST_F(TemplateServerTest, KnowsWhatItHasNot) {
  Published(kModule, "r1");
  for (const char* name : {"humak/greeting@2", "humak/absent", "other/greeting@1", "greeting",
                           "humak/greeting@", "humak/greeting@-1", "a/b/c"}) {
    EXPECT_EQ(ReasonOf(Get(name).status()), "TEMPLATE_NOT_FOUND") << name;
  }
  ListTemplateVersionsRequest request;
  request.set_template_("humak/absent");
  EXPECT_EQ(
      ReasonOf(CallAs("", *stub_, &TemplateService::Stub::ListTemplateVersions, request).status()),
      "TEMPLATE_NOT_FOUND");
}

TEST_F(TemplateServerTest, CheckReportsAndStoresNothing) {
  CheckTemplateRequest request;
  request.set_text("template: [");
  request.set_file_name("example.yaml");
  request.set_language("fi");
  auto response = CallAs("persons/p", *stub_, &TemplateService::Stub::CheckTemplate, request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_GT(response->findings_size(), 0);
  EXPECT_EQ(response->digest(), "");

  request.set_text(kModule);
  response = CallAs("persons/p", *stub_, &TemplateService::Stub::CheckTemplate, request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->template_id(), "greeting");
  EXPECT_EQ(response->digest().size(), 64u);
  EXPECT_EQ(ReasonOf(Get("humak/greeting").status()), "TEMPLATE_NOT_FOUND");
}

TEST_F(TemplateServerTest, WhatIsProvedIsToldAndKept) {
  CheckTemplateRequest request;
  request.set_text(R"(
template: autumn
phases:
  - id: one
    steps:
      - {id: session, session: online, items: [a, b, c], from: start, every: {weeks: 2}}
ends: [{id: completed, as: completed, requires: {session: {count: session, all_but: 1}}}]
)");
  const auto sound = CallAs("", *stub_, &TemplateService::Stub::CheckTemplate, request);
  ASSERT_TRUE(sound.ok()) << sound.status();
  ASSERT_EQ(sound->proof().absences_size(), 1);
  EXPECT_EQ(sound->proof().absences(0).may_miss(), 1);
  const auto published = Publish(request.text(), "r1");
  ASSERT_TRUE(published.ok()) << published.status();
  GetTemplateVersionRequest get;
  get.set_name(published->version().name());
  EXPECT_FALSE(CallAs("", *stub_, &TemplateService::Stub::GetTemplateVersion, get)->has_proof());
  get.set_view(kasvu::v1::VIEW_FULL);
  EXPECT_EQ(CallAs("", *stub_, &TemplateService::Stub::GetTemplateVersion, get)
                ->proof()
                .SerializeAsString(),
            sound->proof().SerializeAsString());
}

TEST_F(TemplateServerTest, AFaultOfMeaningComesWithARun) {
  CheckTemplateRequest request;
  request.set_text(R"(
template: autumn
phases:
  - id: one
    steps:
      - {id: plan, task: plan, close: {after: start, days: 30}, else: missed}
      - {id: report, task: report, needs: [plan]}
ends: [{id: completed, as: completed, requires: {report: {done: report}}}]
)");
  request.set_language("fi");
  const auto checked = CallAs("", *stub_, &TemplateService::Stub::CheckTemplate, request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  ASSERT_EQ(checked->findings_size(), 1);
  EXPECT_EQ(checked->findings(0).code(), "stuck");
  ASSERT_EQ(checked->findings(0).counterexample_size(), 4);
  EXPECT_EQ(checked->findings(0).counterexample(0), "Osallistuja hyväksytään.");
  EXPECT_FALSE(checked->has_proof());
  EXPECT_FALSE(Publish(request.text(), "r1").ok());
}

TEST_F(TemplateServerTest, ListsByPages) {
  Published(kModule, "m1");
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) {
    const std::string id = "t" + std::to_string(i);
    Published(Template(id, "A"), "r" + std::to_string(i));
    expected.push_back("humak/" + id + "@1");
  }
  ListTemplatesRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = CallAs("", *stub_, &TemplateService::Stub::ListTemplates, request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->templates_size(), 2);
    for (const auto& version : page->templates()) names.push_back(version.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names, expected);

  request.set_page_token("AAAA");
  EXPECT_EQ(ReasonOf(CallAs("", *stub_, &TemplateService::Stub::ListTemplates, request).status()),
            "PAGE_TOKEN_INVALID");
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(ReasonOf(CallAs("", *stub_, &TemplateService::Stub::ListTemplates, request).status()),
            "INVALID_FIELDS");
  request.set_page_size(0);
  request.set_modules(true);
  const auto modules = CallAs("", *stub_, &TemplateService::Stub::ListTemplates, request);
  ASSERT_EQ(modules->templates_size(), 1);
  EXPECT_TRUE(modules->templates(0).module());
}

TEST_F(TemplateServerTest, ListsVersionsNewestFirst) {
  Published(kModule, "m1");
  for (const char* title : {"A", "B", "C"}) {
    Published(Template("tervehdys", title), std::string("r") + title);
  }
  ListTemplateVersionsRequest request;
  request.set_template_("humak/tervehdys");
  request.set_page_size(2);
  std::vector<int> versions;
  do {
    const auto page = CallAs("", *stub_, &TemplateService::Stub::ListTemplateVersions, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& version : page->versions()) versions.push_back(version.version());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(versions, ElementsAre(3, 2, 1));
  request.set_page_token("AAAA");
  EXPECT_EQ(
      ReasonOf(CallAs("", *stub_, &TemplateService::Stub::ListTemplateVersions, request).status()),
      "PAGE_TOKEN_INVALID");
}

TEST_F(TemplateServerTest, ThoseWhoPublishAtOnceGetNumbersOfTheirOwn) {
  constexpr int kPublishers = 8;
  constexpr int kEach = 10;
  Published(kModule, "m1");
  std::vector<std::thread> publishers;
  for (int i = 0; i < kPublishers; ++i) {
    publishers.emplace_back([this, i] {
      for (int j = 0; j < kEach; ++j) {
        const std::string title = "T" + std::to_string(i * kEach + j);
        Published(Template("tervehdys", title), "r" + title);
      }
    });
  }
  for (std::thread& publisher : publishers) publisher.join();
  std::set<std::string> titles;
  for (int i = 1; i <= kPublishers * kEach; ++i) {
    const auto version = Get("humak/tervehdys@" + std::to_string(i));
    ASSERT_TRUE(version.ok()) << version.status();
    titles.insert(version->title().by_language().at("fi"));
  }
  EXPECT_EQ(titles.size(), static_cast<size_t>(kPublishers * kEach));
}

TEST_F(TemplateServerTest, TakesAMegabyteAndNoMore) {
  CheckTemplateRequest request;
  request.set_text(std::string(1 << 20, '#'));
  EXPECT_TRUE(CallAs("", *stub_, &TemplateService::Stub::CheckTemplate, request).ok());
  request.set_text(std::string((1 << 20) + 1, '#'));
  EXPECT_EQ(ReasonOf(CallAs("", *stub_, &TemplateService::Stub::CheckTemplate, request).status()),
            "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::catalogue

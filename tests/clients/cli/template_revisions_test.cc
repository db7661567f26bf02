// A programme adapted in a region, its next version, and what comes of the two: `kasvu template
// diff`, `adapt`, `merge`, `decline`, against a kasvud of its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/clients/cli/run_in_test.h"
#include "tests/testing/golden.h"
#include "tests/testing/process.h"

namespace kasvu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSeason[] = R"(template: season
title: {fi: Kausi, sv: Säsong, en: Season}
languages: [fi, sv, en]
locked:
  step/rules: {fi: Luottamus on kaikkialla sama., sv: Förtroendet är detsamma överallt., en: Trust is the same everywhere.}
phases:
  - id: joining
    title: {fi: Liittyminen, sv: Anslutning, en: Joining}
    steps:
      - {id: rules, title: {fi: Säännöt, sv: Regler, en: Rules}, agreement: rules}
  - id: season
    title: {fi: Kausi, sv: Säsong, en: Season}
    steps:
      - id: session
        title: {fi: Tapaaminen, sv: Träff, en: Session}
        session: {mode: online, minutes: 120, time: "09:00"}
        items: [trust, goals, closing]
        from: start
        every: {weeks: 3}
      - {id: plan, title: {fi: Suunnitelma, sv: Plan, en: Plan}, task: plan, due: {after: session/goals, days: 21}}
      - {id: market, title: {fi: Markkinat, sv: Marknad, en: Market}, task: market}
ends:
  - id: completed
    as: completed
    title: {fi: Valmis, sv: Klar, en: Completed}
    requires: {session: {count: session, all_but: 1}, plan: {done: plan}}
)";

class TemplateRevisionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "/kasvu-revisions-" + std::to_string(::getpid());
    kasvud_ = std::make_unique<tests::Process>(
        KASVUD_BINARY,
        std::vector<std::string>{"--data=" + folder_ + "/data", "--listen=127.0.0.1:0",
                                 "--test-clock=2021-01-04T08:00:00Z"});
    address_ = kasvud_->Address();
  }
  void TearDown() override {
    kasvud_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Runs it and writes down what was typed and printed.
  Ran Kasvu(const std::vector<std::string>& arguments) {
    const Ran ran = RunWith({{"KASVU_SERVER", address_}}, arguments);
    story_ += "$ kasvu " + absl::StrJoin(arguments, " ") + "\n" + ran.out + ran.err;
    if (ran.exit_code != 0) story_ += "exit code " + std::to_string(ran.exit_code) + "\n";
    story_ += "\n";
    return ran;
  }

  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(Path(name)) << text;
    return Path(name);
  }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  std::string Read(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(Path(name)).rdbuf();
    story_ += name + ":\n" + text.str() + "\n";
    return text.str();
  }

  // Without the folder, which is another one each time.
  std::string Story() const { return absl::StrReplaceAll(story_, {{folder_ + "/", ""}}); }

  std::string folder_;
  std::unique_ptr<tests::Process> kasvud_;
  std::string address_;
  std::string story_;
};

TEST_F(TemplateRevisionsTest, ARegionAdaptsAndTakesTheNextVersion) {
  const std::string season = Write("season.yaml", kSeason);
  ASSERT_EQ(Kasvu({"template", "publish", season, "--publisher", "oulu"}).exit_code, 0);

  ASSERT_EQ(Kasvu({"template", "adapt", "oulu/season@1", "--as", "lapland/season", "--out",
                   Path("lapland.yaml")})
                .exit_code,
            0);
  const std::string begun = Read("lapland.yaml");
  // What was begun is sound as it is.
  EXPECT_EQ(Kasvu({"template", "check", Path("lapland.yaml")}).exit_code, 0);
  Write("lapland.yaml", absl::StrReplaceAll(begun, {{"changes: []\n", R"(changes:
  - {set: step/session, to: {session.time: "17:30"}}
  - {set: step/plan, to: {due: {after: session/goals, days: 28}}}
  - {add: step/lapland.polar-night, after: step/plan, element: {title: {fi: Kaamos, sv: Kaamos, en: Polar night}, task: polar-night}}
  - {remove: step/market}
)"}}));
  ASSERT_EQ(
      Kasvu({"template", "publish", Path("lapland.yaml"), "--publisher", "lapland"}).exit_code, 0);
  Kasvu({"template", "show", "lapland/season"});

  const std::string next =
      absl::StrReplaceAll(kSeason, {{"[trust, goals, closing]", "[trust, goals, markets, closing]"},
                                    {"days: 21", "days: 7"},
                                    {"en: Season}\nlang", "en: The season}\nlang"}});
  ASSERT_EQ(
      Kasvu({"template", "publish", Write("season.yaml", next), "--publisher", "oulu"}).exit_code,
      0);
  for (const std::string language : {"fi", "sv", "en"}) {
    Kasvu({"template", "diff", "oulu/season@1", "oulu/season@2", "--lang", language});
    Kasvu({"template", "merge", "lapland/season", "--onto", "2", "--lang", language});
  }
  EXPECT_THAT(Kasvu({"template", "diff", "oulu/season@2", season}).out,
              HasSubstr("For a participant nothing changes."));

  // Marked in the file, and refused until somebody has decided.
  EXPECT_EQ(
      Kasvu({"template", "merge", "lapland/season", "--onto", "2", "--out", Path("merged.yaml")})
          .exit_code,
      1);
  const std::string marked = Read("merged.yaml");
  EXPECT_THAT(marked, HasSubstr("conflict: "));
  EXPECT_EQ(Kasvu({"template", "publish", Path("merged.yaml"), "--publisher", "lapland"}).exit_code,
            1);
  EXPECT_THAT(
      Kasvu({"template", "merge", "lapland/season", "--onto", "2", "--out", Path("merged.yaml")})
          .err,
      HasSubstr("[FILE_EXISTS]"));
  EXPECT_EQ(Kasvu({"template", "merge", "lapland/season", "--onto", "2", "--take",
                   "step/plan=theirs", "--out", Path("decided.yaml")})
                .exit_code,
            0);
  EXPECT_THAT(Read("decided.yaml"), Not(HasSubstr("conflict: ")));
  EXPECT_EQ(
      Kasvu({"template", "publish", Path("decided.yaml"), "--publisher", "lapland"}).exit_code, 0);
  // Merged once, there is nothing left to merge.
  EXPECT_EQ(
      Kasvu({"template", "merge", "lapland/season", "--onto", "2", "--out", Path("again.yaml")})
          .exit_code,
      0);
  EXPECT_THAT(Kasvu({"template", "publish", Path("again.yaml"), "--publisher", "lapland"}).out,
              HasSubstr("lapland/season@2 is published already"));
  EXPECT_EQ(Kasvu({"template", "decline", "lapland/season", "1", "--reason", "Too old"}).exit_code,
            0);
  EXPECT_THAT(Kasvu({"template", "versions", "lapland/season"}).out,
              HasSubstr("Declined: oulu/season@1. Too old"));
  tests::ExpectGolden("tests/clients/cli/golden/template-revisions.txt", Story());
}

TEST_F(TemplateRevisionsTest, WhatDoesNotGoTogetherIsRefused) {
  ASSERT_EQ(Kasvu({"template", "publish", Write("season.yaml", kSeason), "--publisher", "oulu"})
                .exit_code,
            0);
  const auto overlay = [&](const std::string& changes) {
    return Kasvu({"template", "publish",
                  Write("o.yaml",
                        "template: o\noverlay_of: oulu/season@1\nprefix: lapland\n"
                        "changes:\n" +
                            changes),
                  "--publisher", "lapland"});
  };
  EXPECT_THAT(overlay("  - {remove: step/rules}\n").err,
              HasSubstr("“step/rules” is locked: Trust is the same everywhere."));
  EXPECT_EQ(overlay("  - {remove: step/market}\n").exit_code, 0);
  EXPECT_THAT(Kasvu({"template", "merge", "lapland/o", "--onto", "kasvu/ekollega@1"}).err,
              HasSubstr("[UNRELATED_TEMPLATES]"));
  EXPECT_THAT(Kasvu({"template", "merge", "lapland/o", "--onto", "7"}).err,
              HasSubstr("[TEMPLATE_NOT_FOUND]"));
  EXPECT_THAT(Kasvu({"template", "merge", "oulu/season"}).err, HasSubstr("[NOT_AN_OVERLAY]"));
  EXPECT_THAT(Kasvu({"template", "decline", "oulu/season", "1", "--reason", "no"}).err,
              HasSubstr("[NOT_AN_OVERLAY]"));
  EXPECT_THAT(Kasvu({"template", "diff", "oulu/season@1", "oulu/nothing"}).err,
              HasSubstr("[TEMPLATE_NOT_FOUND]"));
  EXPECT_EQ(Kasvu({"template", "merge", "lapland/o", "--take", "mine"}).exit_code, 2);
  EXPECT_EQ(Kasvu({"template", "adapt", "oulu/season", "--as", "lapland"}).exit_code, 2);
  EXPECT_THAT(Kasvu({"template", "adapt", "oulu/season", "--as", "lapland/x", "--out",
                     Path("missing/x.yaml")})
                  .err,
              AllOf(HasSubstr("[FILE_NOT_WRITTEN]"), HasSubstr("missing/x.yaml")));
}

}  // namespace
}  // namespace kasvu::cli

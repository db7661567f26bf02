#include "workflows/simulation/profile.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/workflows/template/module_folder.h"
#include "workflows/template/finding_text.h"

namespace kasvu::workflows {
namespace {

TEST(ShareTest, IsADecimalFromNoughtToOne) {
  EXPECT_EQ(ShareIn("0"), 0);
  EXPECT_EQ(ShareIn("1"), kWhole);
  EXPECT_EQ(ShareIn("0.85"), 850'000);
  EXPECT_EQ(ShareIn("0.000001"), 1);
  EXPECT_EQ(ShareIn("1.0"), kWhole);
  for (const char* text : {"", "1.7", "-1", "nan", "NaN", "2", ".5", "0.", "0,85", "85 %", "1e-1",
                           "0.0000001", "1.000001", "0.8x", "inf", "00.5"}) {
    EXPECT_FALSE(ShareIn(text)) << text;
  }
}

std::string LinesOf(const std::string& text) {
  Behaviour behaviour;
  std::string lines;
  for (const Finding& finding : ReadProfile("p.yaml", text, behaviour)) {
    lines += Line(finding, "en") + "\n";
  }
  return lines;
}

TEST(ProfileTest, TakesWhatItSays) {
  Behaviour behaviour;
  const Findings findings = ReadProfile("p.yaml", R"(
attendance: 0.8
cancel: 0.08
dropout: 0.13
promptness: {in_time: 0.5, late_days: 30, optional: 0}
answers: {scale: [0, 1], choices: {go-on: {yes: 3, no: 1}}}
mentors: {diligence: 0.7}
coordinator: {day: tuesday}
)",
                                        behaviour);
  EXPECT_TRUE(findings.empty());
  EXPECT_EQ(behaviour.attendance, 800'000);
  EXPECT_EQ(behaviour.dropout, 130'000);
  EXPECT_EQ(behaviour.late_days, 30);
  EXPECT_EQ(behaviour.optional, 0);
  EXPECT_EQ(behaviour.resolve, Behaviour().resolve);
  EXPECT_EQ(behaviour.scale, (std::vector<int32_t>{0, 1}));
  EXPECT_EQ(behaviour.choices.at("go-on").at("yes"), 3);
  EXPECT_EQ(behaviour.coordinator_day, absl::Weekday::tuesday);
}

TEST(ProfileTest, NamesEveryFaultAtItsPlace) {
  EXPECT_EQ(LinesOf("attendence: 0.8\n"),
            "p.yaml:1:1: error: “attendence” is not a key here. Did you mean “attendance”? Known: "
            "title, text, attendance, cancel, dropout, resolve, promptness, answers, mentors, "
            "coordinator. [unknown-key]\n");
  EXPECT_EQ(LinesOf("attendance: 1.7\ndropout: {share: -1}\n"),
            "p.yaml:1:13: error: 1.7 is no share. Write a number from 0 to 1 with at most six "
            "decimals, such as 0.85. [not-a-share]\n"
            "p.yaml:2:18: error: -1 is no share. Write a number from 0 to 1 with at most six "
            "decimals, such as 0.85. [not-a-share]\n");
  for (const auto& [text, code] : std::vector<std::pair<std::string, std::string>>{
           {"", "not-a-profile"},
           {"- 1\n", "not-a-profile"},
           {"cancel: .nan\n", "not-a-share"},
           {"dropout: {share: 0.1, season: [0, 0]}\n", "weights-unusable"},
           {"answers: {scale: [1, -2]}\n", "weights-unusable"},
           {"answers: {choices: {go-on: {yes: 0}}}\n", "weights-unusable"},
           {"promptness: {late_days: 4000}\n", "number-out-of-range"},
           {"coordinator: {day: sunday}\n", "unknown-word"},
           {"attendance: [0.5]\n", "wrong-type"}}) {
    EXPECT_NE(LinesOf(text).find("[" + code + "]"), std::string::npos) << text << LinesOf(text);
  }
}

TEST(ProfileTest, TheShippedOnesAreSound) {
  for (const char* name : {"ekollega", "busy-winter"}) {
    Behaviour behaviour;
    const std::string path = std::string(KASVU_SOURCE_DIR "/examples/profiles/") + name + ".yaml";
    for (const Finding& finding : ReadProfile(path, ReadFile(path), behaviour)) {
      ADD_FAILURE() << Line(finding, "en");
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows

#include "services/common/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "errors/error.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace kasvu::services {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What is logged meanwhile.
template <class Act>
std::string Logged(const Act& act) {
  testing::internal::CaptureStderr();
  act();
  return testing::internal::GetCapturedStderr();
}

google::protobuf::Struct Parsed(const std::string& line) {
  google::protobuf::Struct parsed;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(line, &parsed).ok()) << line;
  return parsed;
}

class LogTest : public testing::Test {
 protected:
  ~LogTest() override { SetLogLevel(LogLevel::kInfo); }
};

TEST_F(LogTest, AnEventIsOneLineOfJson) {
  const std::string line = Logged([] {
    Log(LogLevel::kInfo, "started",
        {{"listen", "127.0.0.1:7410"}, {"pid", 17}, {"odd", "a\"\\\n\x01"}});
  });
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const auto fields = Parsed(line).fields();
  EXPECT_EQ(fields.at("level").string_value(), "info");
  EXPECT_EQ(fields.at("event").string_value(), "started");
  EXPECT_EQ(fields.at("listen").string_value(), "127.0.0.1:7410");
  EXPECT_EQ(fields.at("pid").number_value(), 17);
  EXPECT_EQ(fields.at("odd").string_value(), "a\"\\\n\x01");
  EXPECT_THAT(fields.at("time").string_value(), testing::ContainsRegex("^20.*T.*Z$"));
}

TEST_F(LogTest, AnErrorIsToldByCodeReasonAndSentence) {
  const auto fields = Parsed(Logged([] {
                        Log(LogLevel::kError, "commit failed",
                            Error(absl::StatusCode::kUnavailable, "COMMIT_UNKNOWN", "who knows",
                                  {{"free_bytes", "1"}}),
                            {{"store", "engine"}});
                      })).fields();
  EXPECT_EQ(fields.at("code").string_value(), "UNAVAILABLE");
  EXPECT_EQ(fields.at("reason").string_value(), "COMMIT_UNKNOWN");
  EXPECT_EQ(fields.at("message").string_value(), "who knows");
  EXPECT_EQ(fields.at("store").string_value(), "engine");
  EXPECT_EQ(fields.size(), 7u) << "and nothing of its bytes";
}

TEST_F(LogTest, LesserLevelsAreLeftOut) {
  SetLogLevel(*LogLevelOf("warning"));
  EXPECT_THAT(Logged([] { Log(LogLevel::kInfo, "stopped"); }), IsEmpty());
  EXPECT_THAT(Logged([] { Log(LogLevel::kWarning, "trouble"); }), HasSubstr("trouble"));
  EXPECT_EQ(LogLevelOf("loud"), std::nullopt);
}

TEST_F(LogTest, ManySlowCallsAreFewLines) {
  const std::string lines = Logged([] {
    for (int i = 0; i < 1'000; ++i) {
      LogSlowCall("ProgressService.ListWork", 0, std::chrono::milliseconds(1'500));
    }
  });
  // One line for each second that this took at most.
  EXPECT_LE(std::count(lines.begin(), lines.end(), '\n'), 10);
  EXPECT_THAT(lines,
              HasSubstr(R"("method":"ProgressService.ListWork","code":"OK","took_ms":1500)"));
}

}  // namespace
}  // namespace kasvu::services

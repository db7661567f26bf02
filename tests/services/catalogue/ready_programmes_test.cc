#include "services/catalogue/ready_programmes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "storage/memory_store.h"

namespace kasvu::catalogue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReadyProgrammesTest : public testing::Test {
 protected:
  std::vector<std::string> Names(bool modules) const {
    kasvu::v1::ListTemplatesRequest request;
    request.set_modules(modules);
    kasvu::v1::ListTemplatesResponse response;
    EXPECT_TRUE(catalogue_.List(request, response).ok());
    std::vector<std::string> names;
    for (const auto& version : response.templates()) names.push_back(version.name());
    return names;
  }

  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  Catalogue catalogue_{*store_};
};

TEST_F(ReadyProgrammesTest, AllCheckClean) {
  ASSERT_TRUE(PublishReadyProgrammes(*store_, catalogue_, absl::FromUnixSeconds(0)).ok());
  for (const ReadyText& ready : ReadyTexts()) {
    for (const auto& finding :
         FindingsFor(catalogue_.Check(ready.file, ready.text).findings, "en")) {
      EXPECT_NE(finding.severity(), kasvu::v1::SEVERITY_ERROR)
          << finding.file() << ":" << finding.line() << ": " << finding.message();
    }
  }
}

TEST_F(ReadyProgrammesTest, AllArePublishedOnce) {
  for (int start = 0; start < 2; ++start) {
    ASSERT_TRUE(PublishReadyProgrammes(*store_, catalogue_, absl::FromUnixSeconds(start)).ok());
    EXPECT_THAT(Names(false),
                ElementsAre("kasvu/aluevastaava@1", "kasvu/ekollega@1", "kasvu/kasvu-digi@1",
                            "kasvu/kasvu-kasvu@1", "kasvu/kasvu-kv@1", "kasvu/kasvu-tuottavuus@1",
                            "kasvu/kasvutahto@1", "kasvu/kasvutahto-kv@1", "kasvu/ydinryhma@1"));
    EXPECT_THAT(Names(true),
                ElementsAre("kasvu/before-after@1", "kasvu/experiment@1", "kasvu/joining@1",
                            "kasvu/mentor-pair@1", "kasvu/runway@1"));
  }
}

TEST_F(ReadyProgrammesTest, ThePilotIsOne) {
  ASSERT_TRUE(PublishReadyProgrammes(*store_, catalogue_, absl::FromUnixSeconds(0)).ok());
  EXPECT_EQ(catalogue_.Get("kasvu/kasvu-tuottavuus", kasvu::v1::VIEW_BASIC)->standing(),
            kasvu::v1::STANDING_PILOT);
  EXPECT_EQ(catalogue_.Get("kasvu/ekollega", kasvu::v1::VIEW_BASIC)->standing(),
            kasvu::v1::STANDING_PUBLISHED);
}

}  // namespace
}  // namespace kasvu::catalogue

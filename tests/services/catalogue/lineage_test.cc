// Families of templates.

#include "services/catalogue/lineage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/catalogue/tables.h"
#include "storage/memory_store.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::LineageMember;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Version {
  std::string publisher;
  std::string id;
  uint32_t number;
  std::string variant_of;
  std::string overlay_of;
};

class LineageTest : public testing::Test {
 protected:
  void Publish(const Version& version) {
    const auto transaction = store_->Begin();
    storage::v1::TemplateRecord newest;
    newest.set_newest(static_cast<int32_t>(version.number));
    ASSERT_TRUE(kTemplateTable.Upsert(*transaction, {version.publisher, version.id}, newest).ok());
    storage::v1::TemplateVersionRecord record;
    record.set_variant_of(version.variant_of);
    record.set_overlay_of(version.overlay_of);
    ASSERT_TRUE(
        kVersionTable.Upsert(*transaction, {version.publisher, version.id, version.number}, record)
            .ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

  // As "depth template relation parent".
  std::vector<std::string> Family(const std::string& name) {
    const auto family = FamilyOf(*store_->TakeSnapshot(), name);
    EXPECT_TRUE(family.ok()) << family.status();
    std::vector<std::string> lines;
    for (const LineageMember& member : *family) {
      lines.push_back(std::to_string(member.depth()) + " " + member.template_() + " " +
                      LineageMember::Relation_Name(member.relation()).substr(9) + " " +
                      member.parent());
    }
    return lines;
  }

  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
};

TEST_F(LineageTest, IsTheSameTreeFromWhereverItIsAsked) {
  Publish({"oulu", "digi", 1, "", ""});
  Publish({"oulu", "digi", 2, "", ""});
  Publish({"lapland", "digi", 1, "", "oulu/digi@1"});
  Publish({"kainuu", "digi", 1, "oulu/digi@2", ""});
  Publish({"inari", "digi", 1, "", "lapland/digi@1"});
  Publish({"humak", "other", 1, "", ""});
  const auto whole =
      ElementsAre("0 oulu/digi ORIGIN ", "1 kainuu/digi VARIANT oulu/digi",
                  "1 lapland/digi OVERLAY oulu/digi", "2 inari/digi OVERLAY lapland/digi");
  for (const char* name : {"oulu/digi", "lapland/digi", "kainuu/digi", "inari/digi"}) {
    EXPECT_THAT(Family(name), whole) << name;
  }
  EXPECT_THAT(Family("humak/other"), ElementsAre("0 humak/other ORIGIN "));
}

TEST_F(LineageTest, EndsWhereSomethingIsNotPublishedHere) {
  Publish({"lapland", "digi", 1, "elsewhere/digi@4", ""});
  EXPECT_THAT(Family("lapland/digi"), ElementsAre("0 lapland/digi ORIGIN "));
  EXPECT_THAT(Family("elsewhere/digi"), IsEmpty());
}

TEST_F(LineageTest, GoesAroundNoCircle) {
  Publish({"a", "x", 1, "b/y@1", ""});
  Publish({"b", "y", 1, "a/x@1", ""});
  EXPECT_THAT(Family("a/x"), ElementsAre("0 a/x VARIANT b/y", "1 b/y VARIANT a/x"));
}

}  // namespace
}  // namespace kasvu::catalogue

#include "services/engine/reads/work_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "errors/error.h"
#include "kasvu/storage/v1/event.pb.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::ListWorkItemsRequest;
using kasvu::v1::ListWorkItemsResponse;
using ::testing::ElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1612170000);

WorkEntry Entry(WorkOrder order) {
  WorkEntry entry;
  entry.item.mutable_step()->set_step(order.key);
  entry.order = std::move(order);
  return entry;
}

// In the order of the list; each differs from the one before in one part only.
std::vector<WorkEntry> Entries() {
  const int enrolment = storage::v1::OWNER_ENROLMENT;
  const int group = storage::v1::OWNER_GROUP;
  std::vector<WorkEntry> entries;
  for (const WorkOrder& order : std::vector<WorkOrder>{
           {1, 9, "z", enrolment, 9, "a", "self"},
           {2, 1, "z", enrolment, 9, "b", "self"},
           {2, 2, "a", group, 9, "c", "self"},
           {2, 2, "a", enrolment, 1, "d", "self"},
           {2, 2, "a", enrolment, 10, "e", "mentor"},
           {2, 2, "a", enrolment, 10, "e", "self"},
           {2, 2, "a", enrolment, 10, "f/1", "self"},
           {2, 2, "b", enrolment, 1, "g", "self"},
           {4, INT64_MAX, "a", enrolment, 1, "h", "self"},
       }) {
    entries.push_back(Entry(order));
  }
  return entries;
}

std::vector<std::string> KeysOf(const ListWorkItemsResponse& response) {
  std::vector<std::string> keys;
  for (const auto& item : response.items()) keys.push_back(item.step().step());
  return keys;
}

TEST(WorkOrder, PutsTheMostUrgentFirst) {
  std::vector<WorkEntry> entries = Entries();
  std::reverse(entries.begin(), entries.end());
  const ListWorkItemsRequest request;
  const auto page = ReadWorkPage(request, kNow);
  ASSERT_TRUE(page.ok());
  const ListWorkItemsResponse response = AnswerWorkPage(request, *page, std::move(entries));
  EXPECT_THAT(KeysOf(response), ElementsAre("a", "b", "c", "d", "e", "e", "f/1", "g", "h"));
  EXPECT_EQ(response.next_page_token(), "");
}

TEST(WorkOrder, PagesShowEveryItemOnceAtTheInstantOfTheFirst) {
  for (int size = 1; size <= 10; ++size) {
    ListWorkItemsRequest request;
    request.set_page_size(size);
    request.set_person("persons/example");
    std::vector<std::string> keys;
    absl::Time now = kNow;
    do {
      const auto page = ReadWorkPage(request, now);
      ASSERT_TRUE(page.ok());
      EXPECT_EQ(page->now, kNow);
      const ListWorkItemsResponse response = AnswerWorkPage(request, *page, Entries());
      for (std::string& key : KeysOf(response)) keys.push_back(std::move(key));
      request.set_page_token(response.next_page_token());
      now += absl::Hours(1);
    } while (!request.page_token().empty());
    EXPECT_THAT(keys, ElementsAre("a", "b", "c", "d", "e", "e", "f/1", "g", "h")) << size;
  }
}

TEST(WorkOrder, APageGoesOnAfterAnItemThatIsDoneByNow) {
  ListWorkItemsRequest request;
  request.set_page_size(3);
  request.set_page_token(
      AnswerWorkPage(request, *ReadWorkPage(request, kNow), Entries()).next_page_token());
  std::vector<WorkEntry> entries = Entries();
  entries.erase(entries.begin() + 2);
  EXPECT_THAT(KeysOf(AnswerWorkPage(request, *ReadWorkPage(request, kNow), entries)),
              ElementsAre("d", "e", "e"));
}

TEST(WorkOrder, RefusesWhatDoesNotFit) {
  ListWorkItemsRequest request;
  request.set_page_token("nonsense");
  EXPECT_EQ(ReasonOf(ReadWorkPage(request, kNow).status()), "PAGE_TOKEN_INVALID");

  request.Clear();
  request.set_page_size(1);
  const std::string token =
      AnswerWorkPage(request, *ReadWorkPage(request, kNow), Entries()).next_page_token();
  request.set_page_token(token);
  request.set_cohort("cohorts/another");
  EXPECT_EQ(ReasonOf(ReadWorkPage(request, kNow).status()), "PAGE_TOKEN_INVALID");

  for (const int days : {-1, 367}) {
    request.Clear();
    request.set_days_ahead(days);
    EXPECT_EQ(ReasonOf(ReadWorkPage(request, kNow).status()), "INVALID_FIELDS") << days;
  }
}

TEST(WorkOrder, LooksTwoWeeksAheadUnlessToldOtherwise) {
  ListWorkItemsRequest request;
  EXPECT_EQ(ReadWorkPage(request, kNow)->ahead, absl::Hours(14 * 24));
  request.set_days_ahead(3);
  EXPECT_EQ(ReadWorkPage(request, kNow)->ahead, absl::Hours(3 * 24));
}

}  // namespace
}  // namespace kasvu::engine

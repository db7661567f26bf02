#include "services/common/page_token.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "errors/error.h"
#include "kasvu/v1/person_service.pb.h"

namespace kasvu::services {
namespace {

using kasvu::v1::ListMandatesRequest;
using kasvu::v1::ListPersonsRequest;

TEST(PageTokenTest, LeadsOnFromItsPosition) {
  const std::string position("persons/a\0\xff", 11);
  ListPersonsRequest request;
  request.set_page_token(MakePageToken(request, position));
  request.set_page_size(7);
  EXPECT_EQ(ReadPageToken(request).value(), position);
}

TEST(PageTokenTest, NoTokenIsTheFirstPage) {
  EXPECT_EQ(ReadPageToken(ListPersonsRequest()).value(), "");
}

TEST(PageTokenTest, FitsNoOtherRequest) {
  ListMandatesRequest first;
  first.set_scope("regions/02");
  ListMandatesRequest second;
  second.set_scope("regions/04");
  second.set_page_token(MakePageToken(first, "m1"));
  EXPECT_EQ(ReasonOf(ReadPageToken(second).status()), "PAGE_TOKEN_INVALID");

  ListPersonsRequest other_kind;
  other_kind.set_page_token(MakePageToken(ListMandatesRequest(), "m1"));
  EXPECT_EQ(ReasonOf(ReadPageToken(other_kind).status()), "PAGE_TOKEN_INVALID");
}

// Whatever is done to a token, it is refused or was not changed.
TEST(PageTokenTest, AChangedTokenIsRefused) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  ListPersonsRequest request;
  const std::string token = MakePageToken(request, "abcdefgh");
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = token;
    switch (random() % 4) {
      case 0:
        changed[random() % changed.size()] = static_cast<char>(random());
        break;
      case 1:
        changed.resize(random() % changed.size());
        break;
      case 2:
        changed.insert(random() % changed.size(), 1, static_cast<char>('a' + random() % 26));
        break;
      default:
        changed.assign(random() % 60, '\0');
        for (char& c : changed) c = static_cast<char>(random());
    }
    request.set_page_token(changed);
    const auto position = ReadPageToken(request);
    if (position.ok()) {
      EXPECT_TRUE(*position == "abcdefgh" || changed.empty());
    } else {
      EXPECT_EQ(ReasonOf(position.status()), "PAGE_TOKEN_INVALID");
    }
  }
}

TEST(PageSizeTest, HasADefaultAndALimit) {
  EXPECT_EQ(PageSize(0).value(), 100);
  EXPECT_EQ(PageSize(1).value(), 1);
  EXPECT_EQ(PageSize(1000).value(), 1000);
  EXPECT_EQ(PageSize(1001).value(), 1000);
  EXPECT_EQ(ReasonOf(PageSize(-1).status()), "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::services

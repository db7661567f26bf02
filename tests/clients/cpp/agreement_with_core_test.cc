// The client checks register numbers without the core; what it says must be what the core says.
#include <gtest/gtest.h>

#include <random>

#include "clients/cpp/business_id.h"
#include "clients/cpp/region_names.h"
#include "errors/error.h"
#include "workflows/calendar/business_id.h"
#include "workflows/calendar/region.h"

namespace kasvu::client {
namespace {

void ExpectAgreement(const std::string& text) {
  const absl::StatusOr<std::string> core = workflows::ParseBusinessId(text);
  std::string written;
  const std::optional<std::string_view> reason = ReadBusinessId(text, written);
  EXPECT_EQ(reason.value_or(""), ReasonOf(core.status())) << text;
  if (core.ok()) {
    EXPECT_EQ(written, *core);
  }
}

TEST(AgreementWithCoreTest, BusinessIds) {
  for (const std::string text :
       {"", "-", "FI", "fi02458955", "FI0245895-5", "02458955", "245895-5", " 0245895-5 ",
        "0245895-4", "0245895-", "0000014-0", "O245895-5", "0245895--", "245895-55", "-0245895"}) {
    ExpectAgreement(text);
  }
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string_view characters = "0123456789-FI ";
  for (int round = 0; round < 20'000; ++round) {
    std::string digits = std::to_string(1'000'000 + random() % 9'000'000);
    ExpectAgreement(digits + "-" + std::to_string(random() % 10));
    digits[random() % digits.size()] = characters[random() % characters.size()];
    ExpectAgreement(digits);
  }
}

TEST(AgreementWithCoreTest, Regions) {
  for (const workflows::Region& region : workflows::AllRegions()) {
    for (const std::string_view word :
         {region.code, region.names.fi, region.names.sv, region.names.en}) {
      EXPECT_EQ(NamesFormerRegion(word), region.until_year.has_value()) << word;
      if (region.until_year) {
        EXPECT_EQ(RegionCodeOf(word), std::nullopt) << word;
      } else {
        EXPECT_EQ(RegionCodeOf(word), region.code) << word;
      }
    }
  }
  for (int code = 0; code < 100; ++code) {
    const std::string digits = (code < 10 ? "0" : "") + std::to_string(code);
    const std::optional<workflows::Region> core = workflows::RegionByCode(digits);
    EXPECT_EQ(RegionCodeOf(digits).has_value(), core.has_value() && !core->until_year) << digits;
  }
}

}  // namespace
}  // namespace kasvu::client

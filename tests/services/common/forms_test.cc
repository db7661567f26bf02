#include "services/common/forms.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kasvu::services {
namespace {

struct FormCase {
  Form form;
  std::string text;
  bool fits;
};

class FormTest : public testing::TestWithParam<FormCase> {};

TEST_P(FormTest, JudgesAsItsRuleSays) {
  EXPECT_EQ(HasForm(GetParam().text, GetParam().form), GetParam().fits) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    All, FormTest,
    testing::Values(
        FormCase{Form::kId, "ekollega-2021", true}, FormCase{Form::kId, "7", true},
        FormCase{Form::kId, std::string(64, 'a'), true},
        FormCase{Form::kId, std::string(65, 'a'), false}, FormCase{Form::kId, "Ekollega", false},
        FormCase{Form::kId, "-a", false}, FormCase{Form::kId, "a-", false},
        FormCase{Form::kId, "a--b", false}, FormCase{Form::kId, "a_b", false},
        FormCase{Form::kId, "ä", false},  //
        FormCase{Form::kName, "persons/abc", true},
        FormCase{Form::kName, "cohorts/ekollega-2021/enrolments/e7", true},
        FormCase{Form::kName, "kasvu/ekollega@1", true}, FormCase{Form::kName, "persons", false},
        FormCase{Form::kName, "/persons/a", false}, FormCase{Form::kName, "persons/", false},
        FormCase{Form::kName, "persons//a", false}, FormCase{Form::kName, "persons/a b", false},
        FormCase{Form::kName, "p/" + std::string(198, 'a'), true},
        FormCase{Form::kName, "p/" + std::string(199, 'a'), false},  //
        FormCase{Form::kDate, "2021-02-01", true}, FormCase{Form::kDate, "2024-02-29", true},
        FormCase{Form::kDate, "2021-02-29", false}, FormCase{Form::kDate, "2021-13-01", false},
        FormCase{Form::kDate, "2021-00-01", false}, FormCase{Form::kDate, "2021-2-1", false},
        FormCase{Form::kDate, "1899-12-31", false}, FormCase{Form::kDate, "2200-01-01", false},
        FormCase{Form::kDate, "2021-02-01T00", false},  //
        FormCase{Form::kLanguage, "fi", true}, FormCase{Form::kLanguage, "sv-FI", true},
        FormCase{Form::kLanguage, "f", false}, FormCase{Form::kLanguage, "finn", false},
        FormCase{Form::kLanguage, "fi-", false}, FormCase{Form::kLanguage, "FI", false},
        FormCase{Form::kLanguage, "fi-toolongsubtag", false},  //
        FormCase{Form::kEmail, "aino@example.org", true}, FormCase{Form::kEmail, "a", false},
        FormCase{Form::kEmail, "@example.org", false}, FormCase{Form::kEmail, "a@b", false},
        FormCase{Form::kEmail, "a@@example.org", false},
        FormCase{Form::kEmail, "a b@example.org", false},
        FormCase{Form::kEmail, "a@example..org", false},
        FormCase{Form::kEmail, std::string(65, 'a') + "@example.org", false},  //
        FormCase{Form::kRegion, "02", true}, FormCase{Form::kRegion, "2", false},
        FormCase{Form::kRegion, "99", false}));

TEST(Utf8Test, TakesWellFormedTextAlone) {
  for (const std::string_view good : {"", "plain", "Älä", "čáŋ", "€", "😀", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const std::string_view bad :
       {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82"}) {
    EXPECT_FALSE(IsUtf8(bad));
  }
}

TEST(Utf8Test, CountsCharactersNotBytes) {
  EXPECT_EQ(CharactersIn("Älä"), 3u);
  EXPECT_EQ(CharactersIn("😀€"), 2u);
}

}  // namespace
}  // namespace kasvu::services

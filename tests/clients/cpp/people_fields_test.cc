#include "clients/cpp/people_fields.h"

#include <gtest/gtest.h>

namespace kasvu::client {
namespace {

TEST(PeopleFieldsTest, EmailSyntax) {
  for (const std::string email : {"aino@example.org", "a.b+c@example.org", "o'x@sub.example.org",
                                  "äinö@example.org", "a@b.c"}) {
    EXPECT_TRUE(LooksLikeEmail(email)) << email;
  }
  for (const std::string email :
       {"", "aino", "@example.org", "aino@", "aino@example", "aino@.org", "aino@example.",
        "aino@example..org", "ai no@example.org", "aino@@example.org", "a@b@example.org",
        ".aino@example.org", "aino.@example.org", "<aino@example.org>", "aino@example.org,",
        "mailto:aino@example.org", "aino@example.org; eino@example.org"}) {
    EXPECT_FALSE(LooksLikeEmail(email)) << email;
  }
  EXPECT_TRUE(LooksLikeEmail(std::string(64, 'a') + "@example.org"));
  EXPECT_FALSE(LooksLikeEmail(std::string(65, 'a') + "@example.org"));
}

struct FieldCase {
  PeopleColumn column;
  std::string text;
  std::string PersonRow::*field;
  std::string written;
};

TEST(PeopleFieldsTest, WritesValuesInTheirOneForm) {
  for (const FieldCase& c : std::vector<FieldCase>{
           {PeopleColumn::kName, "Aino Aalto", &PersonRow::name, "Aino Aalto"},
           {PeopleColumn::kPhone, "+358 (0)40-123 456", &PersonRow::phone, "+358 (0)40-123 456"},
           {PeopleColumn::kBusinessId, "FI02458955", &PersonRow::business_id, "0245895-5"},
           {PeopleColumn::kRegion, "02", &PersonRow::region, "02"},
           {PeopleColumn::kRegion, "2", &PersonRow::region, "02"},
           {PeopleColumn::kRegion, "varsinais-suomi", &PersonRow::region, "02"},
           {PeopleColumn::kRegion, "Österbotten", &PersonRow::region, "15"},
           {PeopleColumn::kIndustryCode, "62.01", &PersonRow::industry_code, "6201"},
           {PeopleColumn::kIndustryCode, "96021", &PersonRow::industry_code, "96021"},
           {PeopleColumn::kIndustryClassification, "tol2025", &PersonRow::industry_classification,
            "TOL 2025"},
           {PeopleColumn::kSizeClass, "2 – 4", &PersonRow::size_class, "2-4"},
           {PeopleColumn::kSizeClass, "1", &PersonRow::size_class, "1"},
           {PeopleColumn::kSizeClass, "10+", &PersonRow::size_class, "10+"},
           {PeopleColumn::kLanguage, "Suomi", &PersonRow::language, "fi"},
           {PeopleColumn::kLanguage, "SE", &PersonRow::language, "se"},
           {PeopleColumn::kLanguage, "svenska", &PersonRow::language, "sv"},
           {PeopleColumn::kTrack, "new-firm", &PersonRow::track, "new-firm"},
       }) {
    PersonRow row;
    EXPECT_EQ(SetField(c.column, c.text, row), std::nullopt) << c.text;
    EXPECT_EQ(row.*c.field, c.written);
  }
}

TEST(PeopleFieldsTest, SaysWhatIsWrong) {
  struct Case {
    PeopleColumn column;
    std::string text;
    std::string reason;
  };
  for (const Case& c : std::vector<Case>{
           {PeopleColumn::kName, std::string(201, 'a'), "VALUE_TOO_LONG"},
           {PeopleColumn::kEmail, "aino", "EMAIL_INVALID"},
           {PeopleColumn::kPhone, "soita", "PHONE_INVALID"},
           {PeopleColumn::kPhone, "1234", "PHONE_INVALID"},
           {PeopleColumn::kPhone, "1234567890123456", "PHONE_INVALID"},
           {PeopleColumn::kBusinessId, "0245895", "BUSINESS_ID_MALFORMED"},
           {PeopleColumn::kBusinessId, "0245895-4", "BUSINESS_ID_CHECK_DIGIT"},
           {PeopleColumn::kRegion, "Turku", "REGION_UNKNOWN"},
           {PeopleColumn::kRegion, "Itä-Uusimaa", "REGION_FORMER"},
           {PeopleColumn::kIndustryCode, "6", "INDUSTRY_CODE_INVALID"},
           {PeopleColumn::kIndustryCode, "620101", "INDUSTRY_CODE_INVALID"},
           {PeopleColumn::kIndustryCode, "J62", "INDUSTRY_CODE_INVALID"},
           {PeopleColumn::kIndustryClassification, "TOL 2002", "INDUSTRY_CLASSIFICATION_UNKNOWN"},
           {PeopleColumn::kSizeClass, "02.huhti", "SIZE_CLASS_INVALID"},
           {PeopleColumn::kSizeClass, "4-2", "SIZE_CLASS_INVALID"},
           {PeopleColumn::kSizeClass, "-4", "SIZE_CLASS_INVALID"},
           {PeopleColumn::kSizeClass, "2-", "SIZE_CLASS_INVALID"},
           {PeopleColumn::kSizeClass, "99999999999999999999", "SIZE_CLASS_INVALID"},
           {PeopleColumn::kYearsInBusiness, "201", "YEARS_IN_BUSINESS_INVALID"},
           {PeopleColumn::kYearsInBusiness, "-1", "YEARS_IN_BUSINESS_INVALID"},
           {PeopleColumn::kYearsInBusiness, "99999999999999999999", "YEARS_IN_BUSINESS_INVALID"},
           {PeopleColumn::kYearsInBusiness, "2,5", "YEARS_IN_BUSINESS_INVALID"},
           {PeopleColumn::kLanguage, "de", "LANGUAGE_UNKNOWN"},
           {PeopleColumn::kTrack, "New Firm", "TRACK_INVALID"},
       }) {
    PersonRow row;
    EXPECT_EQ(SetField(c.column, c.text, row), c.reason) << c.text;
  }
}

TEST(PeopleFieldsTest, YearsInBusinessFromZero) {
  PersonRow row;
  EXPECT_EQ(SetField(PeopleColumn::kYearsInBusiness, "0", row), std::nullopt);
  EXPECT_EQ(row.years_in_business, 0);
}

}  // namespace
}  // namespace kasvu::client

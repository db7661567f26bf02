#include "clients/cpp/people_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "errors/error.h"

namespace kasvu::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PeopleFile Read(std::string_view bytes) {
  absl::StatusOr<PeopleFile> file = ReadPeopleCsv(bytes);
  EXPECT_TRUE(file.ok()) << file.status();
  return file.ok() ? *file : PeopleFile();
}

// "line:column column-name REASON value"
std::vector<std::string> Issues(const PeopleFile& file) {
  std::vector<std::string> lines;
  for (const CsvIssue& issue : file.issues) {
    lines.push_back(std::to_string(issue.line) + ":" + std::to_string(issue.column) + " " +
                    issue.column_name + " " + issue.reason + " " + issue.value);
  }
  return lines;
}

TEST(PeopleCsvTest, ReadsARowWhole) {
  const PeopleFile file = Read(
      "\xef\xbb\xbf"
      "name,email,phone,company,business_id,region,municipality,industry_code,"
      "industry_classification,size_class,years_in_business,language,track\r\n"
      "\"Aalto, Aino\",aino@example.org,+358 00 000 0001,Esimerkki-Aalto,0245895-5,"
      "Varsinais-Suomi,Turku,62.010,tol 2025,2-4,3,fi,new-firm\r\n");
  ASSERT_THAT(file.issues, IsEmpty());
  ASSERT_EQ(file.rows.size(), 1u);
  const PersonRow& row = file.rows[0];
  EXPECT_EQ(row.line, 2);
  EXPECT_EQ(row.name, "Aalto, Aino");
  EXPECT_EQ(row.email, "aino@example.org");
  EXPECT_EQ(row.phone, "+358 00 000 0001");
  EXPECT_EQ(row.company, "Esimerkki-Aalto");
  EXPECT_EQ(row.business_id, "0245895-5");
  EXPECT_EQ(row.region, "02");
  EXPECT_EQ(row.municipality, "Turku");
  EXPECT_EQ(row.industry_code, "62010");
  EXPECT_EQ(row.industry_classification, "TOL 2025");
  EXPECT_EQ(row.size_class, "2-4");
  EXPECT_EQ(row.years_in_business, 3);
  EXPECT_EQ(row.language, "fi");
  EXPECT_EQ(row.track, "new-firm");
}

TEST(PeopleCsvTest, NameAndEmailAreEnough) {
  const PeopleFile file = Read("Sähköposti;Nimi;Toimiala\naino@example.org; Aino ;\n");
  ASSERT_THAT(file.issues, IsEmpty());
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_EQ(file.rows[0].name, "Aino");
  EXPECT_EQ(file.rows[0].company, "");
  EXPECT_EQ(file.rows[0].industry_classification, "");
  EXPECT_EQ(file.rows[0].years_in_business, std::nullopt);
}

TEST(PeopleCsvTest, ACodeWithoutClassificationIsOf2008) {
  const PeopleFile file = Read("nimi,sähköposti,toimiala\nAino,aino@example.org,62010\n");
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_EQ(file.rows[0].industry_classification, "TOL 2008");
}

TEST(PeopleCsvTest, ReportsEveryFaultAndKeepsTheRightRows) {
  const PeopleFile file = Read(
      "nimi;sähköposti;yritys;y-tunnus;maakunta;kengännumero\n"
      "Aino;aino@example.org;Esimerkki;0245895-5;02;38\n"
      ";eino@;Esimerkki;0245895-4;99;\n"
      "Helmi;AINO@example.org;;;;\n"
      "Onni;onni@example.org;;0245895-5;;\n"
      ";;;;;\n"
      "Toivo;toivo@example.org\n"
      "Lempi;lempi@example.org;;;;;x\n"
      "Urho;urho@example.org;;;;;;\n");
  EXPECT_EQ(file.rows_read, 7);
  ASSERT_EQ(file.rows.size(), 2u);
  EXPECT_EQ(file.rows[0].name, "Aino");
  EXPECT_EQ(file.rows[1].name, "Urho");
  EXPECT_THAT(Issues(file),
              ElementsAre("1:42 kengännumero UNKNOWN_COLUMN kengännumero",    //
                          "3:1 nimi VALUE_MISSING ",                          //
                          "3:2 sähköposti EMAIL_INVALID eino@",               //
                          "3:18 y-tunnus BUSINESS_ID_CHECK_DIGIT 0245895-4",  //
                          "3:28 maakunta REGION_UNKNOWN 99",                  //
                          "4:7 sähköposti DUPLICATE_EMAIL 2",                 //
                          "5:24 y-tunnus COMPANY_NAME_MISSING 0245895-5",     //
                          "7:7  ROW_TOO_SHORT 2",                             //
                          "8:29  ROW_TOO_LONG 7"));
  EXPECT_EQ(file.issues[0].severity, CsvSeverity::kNote);
  EXPECT_EQ(file.issues[1].severity, CsvSeverity::kWrong);
  EXPECT_EQ(SentenceOf(file.issues[5], "en"),
            "The same e-mail is already on line 2; remove one of the rows.");
}

TEST(PeopleCsvTest, IssuesAreInTheOrderOfTheFile) {
  const PeopleFile file = Read(
      "name,email,region\n"
      "Aino,aino@example.org,02\n"
      "Eino,aino@example.org,99\n");
  EXPECT_THAT(Issues(file),
              ElementsAre("3:6 email DUPLICATE_EMAIL 2", "3:23 region REGION_UNKNOWN 99"));
}

TEST(PeopleCsvTest, WithoutTheNeededColumnsNothingIsRead) {
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("").status()), "CSV_NO_HEADER");
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("\n\n").status()), "CSV_NO_HEADER");
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("nimi;puhelin\n").status()), "CSV_COLUMN_MISSING");
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("email\n").status()), "CSV_COLUMN_MISSING");
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("name,email,e-mail\n").status()), "CSV_COLUMN_TWICE");
  EXPECT_EQ(ReasonOf(ReadPeopleCsv("name,email\n\xe4\n").status()), "CSV_INVALID_UTF8");
}

TEST(PeopleCsvTest, ReadsTheExampleSeason) {
  std::ifstream stream(std::string(KASVU_SOURCE_DIR) + "/examples/ekollega-season/sign-ups.csv");
  std::stringstream bytes;
  bytes << stream.rdbuf();
  const PeopleFile file = Read(bytes.str());
  EXPECT_THAT(Issues(file), IsEmpty());
  EXPECT_EQ(file.rows.size(), 25u);
  std::set<std::string> industries;
  int without_company = 0;
  for (const PersonRow& row : file.rows) {
    EXPECT_EQ(row.region, "02");
    EXPECT_TRUE(row.email.ends_with("@example.org") || row.email.ends_with("@example.com"));
    const bool marked = row.company.find("Esimerkki") != std::string::npos ||
                        row.company.find("Exempel") != std::string::npos;
    EXPECT_TRUE(row.company.empty() || marked) << row.company;
    if (row.company.empty()) ++without_company;
    industries.insert(row.industry_code);
  }
  EXPECT_EQ(without_company, 2);
  EXPECT_GE(industries.size(), 20u);
}

}  // namespace
}  // namespace kasvu::client

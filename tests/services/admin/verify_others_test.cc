// Damage of the catalogue, the directory, the keys and of whole stores is found.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "services/catalogue/tables.h"
#include "services/directory/tables.h"
#include "storage/key.h"
#include "tests/services/admin/real_data.h"

namespace kasvu::admin {
namespace {

using storage::Tag;
using storage::Transaction;
using ::testing::Contains;
using ::testing::MatchesRegex;

struct Harm {
  const char* name;
  const char* store;
  std::function<void(Transaction&)> damage;
  std::string told;
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.name; }

// Removes the first row of a table.
std::function<void(Transaction&)> Removing(Tag tag) {
  return [tag](Transaction& t) { t.Delete(FirstKey(t, tag)); };
}

std::function<void(Transaction&)> Adding(std::string key, std::string value = "") {
  return [key = std::move(key), value = std::move(value)](Transaction& t) { t.Put(key, value); };
}

const char kTemplate[] = "ekollega";

std::vector<Harm> AllHarms() {
  return {
      {"PersonGone", "directory", Removing(Tag::kPersons),
       "REFERENCE_BROKEN kEnrolments cohort .*, enrolment [0-9]+|"
       "REFERENCE_BROKEN kMandates mandate .*|REFERENCE_BROKEN kLinks cohort .*"},
      {"EmailLineGone", "directory", Removing(Tag::kPersonByEmail),
       "INDEX_LINE_MISSING kPersonByEmail hash [0-9a-f]+"},
      {"EmailLineTooMuch", "directory", Adding(directory::kPersonByEmail.BytesOf({"x"}), "nobody"),
       "INDEX_LINE_UNEXPECTED kPersonByEmail hash x"},
      {"BusinessIdLineTooMuch", "directory",
       Adding(directory::kCompanyByBusinessId.BytesOf({"x"}), "nothing"),
       "INDEX_LINE_UNEXPECTED kCompanyByBusinessId hash x"},
      {"CompanyGone", "directory", Removing(Tag::kCompanies),
       "REFERENCE_BROKEN kPersons person .*"},
      {"MandateLineGone", "directory", Removing(Tag::kMandateByPerson),
       "INDEX_LINE_MISSING kMandateByPerson person .*, mandate .*"},
      {"MandateGone", "directory", Removing(Tag::kMandates),
       "INDEX_LINE_UNEXPECTED kMandateByPerson person .*, mandate .*"},
      {"ChangeGone", "directory", Removing(Tag::kMandateChanges),
       "FEED_BROKEN kMandateChanges position 1"},
      {"ErasedIsThere", "directory",
       [](Transaction& t) {
         kasvu::storage::v1::DirectoryChangeRecord change;
         const auto id =
             *storage::DecodeKey<std::string>(Tag::kPersons, FirstKey(t, Tag::kPersons));
         change.set_erased_person("persons/" + std::get<0>(id));
         const auto last = *directory::kChangeTable.Last(t, std::tuple());
         (void)directory::kChangeTable.Upsert(t, {std::get<0>(last->first) + 1}, change);
       },
       "ERASED_IS_THERE kPersons person .*"},
      {"VersionGone", "catalogue",
       [](Transaction& t) {
         t.Delete(catalogue::kVersionTable.BytesOf({"kasvu", kTemplate, 1}));
       },
       "VERSION_MISSING kTemplateVersions publisher kasvu, template ekollega, version 1"},
      {"VersionGoneBelowACohort", "catalogue",
       [](Transaction& t) {
         t.Delete(catalogue::kVersionTable.BytesOf({"kasvu", kTemplate, 1}));
       },
       "REFERENCE_BROKEN kCohorts cohort ekollega-esimerkki"},
      {"SourceGone", "catalogue", Removing(Tag::kTemplateSources),
       "REFERENCE_BROKEN kTemplateVersions publisher kasvu, .*"},
      {"SourceChanged", "catalogue",
       [](Transaction& t) {
         const std::string key = FirstKey(t, Tag::kTemplateSources);
         kasvu::storage::v1::TemplateSourceRecord record;
         record.ParseFromString(**t.Get(key));
         kasvu::v1::TemplateSpec spec;
         spec.ParseFromString(record.source());
         (*spec.mutable_title()->mutable_by_language())["en"] = "another";
         record.set_source(spec.SerializeAsString());
         t.Put(key, record.SerializeAsString());
       },
       "DIGEST_DIFFERS kTemplateVersions publisher kasvu, .*"},
      {"DigestLineGone", "catalogue", Removing(Tag::kVersionByDigest),
       "INDEX_LINE_MISSING kVersionByDigest digest kasvu/[0-9a-f]+"},
      {"DigestLineTooMuch", "catalogue", Adding(catalogue::kVersionByDigest.BytesOf({"x"}), "1"),
       "INDEX_LINE_UNEXPECTED kVersionByDigest digest x"},
      {"StandingGone", "catalogue", Removing(Tag::kTemplateStandings),
       "STATE_MISSING kTemplateStandings publisher kasvu, .*"},
      {"StandingChangeGone", "catalogue", Removing(Tag::kStandingChanges),
       "FEED_BROKEN kStandingChanges position 1"},
      {"SubjectKeyGone", "keys", Removing(Tag::kSubjectKeys), "CONTENT_KEY_MISSING k[A-Za-z]+ .*"},
      {"SubjectKeyCutShort", "keys",
       [](Transaction& t) {
         const std::string key = FirstKey(t, Tag::kSubjectKeys);
         t.Put(key, (*t.Get(key))->substr(0, 72));
       },
       "KEY_UNREADABLE kSubjectKeys subject .*"},
      {"HashingKeyGone", "keys", Removing(Tag::kNamedKeys), "KEY_MISSING kNamedKeys hashing"},
      {"MasterCheckGone", "keys", Removing(Tag::kMasterCheck), "KEY_MISSING kMasterCheck "},
  };
}

class VerifyHarmsTest : public RealDataTest, public testing::WithParamInterface<Harm> {};

TEST_P(VerifyHarmsTest, IsFound) {
  Change(GetParam().store, GetParam().damage);
  EXPECT_THAT(Faults(), Contains(MatchesRegex(GetParam().told)));
}

INSTANTIATE_TEST_SUITE_P(Harms, VerifyHarmsTest, testing::ValuesIn(AllHarms()),
                         [](const auto& harm) { return harm.param.name; });

using VerifyFilesTest = RealDataTest;

TEST_F(VerifyFilesTest, AStoreThatIsGoneIsFound) {
  std::filesystem::remove_all(data() + "/directory");
  EXPECT_THAT(Faults(), Contains("STORE_MISSING kMadeStores store directory"));
}

TEST_F(VerifyFilesTest, AFileOfDataThatIsGoneIsFound) {
  for (const auto& file : std::filesystem::directory_iterator(data() + "/engine")) {
    if (file.path().extension() == ".sst") std::filesystem::remove(file.path());
  }
  EXPECT_THAT(Faults(), Contains("STORE_DAMAGED  "));
}

TEST_F(VerifyFilesTest, ChangedBytesOfAFileAreFound) {
  for (const auto& file : std::filesystem::directory_iterator(data() + "/engine")) {
    if (file.path().extension() != ".sst") continue;
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(file.file_size() / 4));
    bytes << "changed";
  }
  EXPECT_THAT(Faults(), Contains(MatchesRegex("STORE_DAMAGED k.* ")));
}

}  // namespace
}  // namespace kasvu::admin

#include "tests/services/admin/real_data.h"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "services/admin/verify_stores.h"
#include "storage/key.h"
#include "storage/rocksdb_store.h"
#include "tests/testing/bash.h"

namespace kasvu::admin {
namespace {

std::string FolderNamed(const std::string& name) {
  return testing::TempDir() + "/kasvu-admin-" + name + "-" + std::to_string(::getpid());
}

// A mentor, who belongs to no group, with a note of hers; a firm.
constexpr char kMore[] =
    " && kasvu person add --name 'Esimerkki Mentori' --email mentori@example.org --language fi"
    " && kasvu mandate grant mentori@example.org --role mentor --scope '*'"
    " && kasvu cohort create --template kasvu/kasvutahto@1 --id tahto-esimerkki"
    " --start $(date +%F) --region 02 --owner humak --title Esimerkki"
    " && kasvu enrolment import tahto-esimerkki <(head -3 examples/ekollega-season/sign-ups.csv)"
    " && kasvu enrolment accept tahto-esimerkki"
    " && kasvu link assign tahto-esimerkki mentor --for e1 --with mentori@example.org"
    " && kasvu progress record ekollega-esimerkki/e3 exercise/goals --done --note 'Esimerkki'";

// Made once in a process, removed at its end.
class Season {
 public:
  Season() {
    std::filesystem::create_directories(folder_);
    const auto kasvud = StartKasvud(data());
    const std::string address = kasvud->Address();
    const tests::Outcome made = tests::InBash("examples/ekollega-season/midway " + address +
                                              " && export KASVU_SERVER=" + address + kMore);
    EXPECT_EQ(made.exit_code, 0) << made.output;
    kasvud->Signal(SIGTERM);
    EXPECT_EQ(kasvud->Wait(), 0);
  }
  ~Season() { std::filesystem::remove_all(folder_); }
  std::string data() const { return folder_ + "/data"; }

 private:
  const std::string folder_ = FolderNamed("season");
};

const Season& TheSeason() {
  static const Season season;
  return season;
}

}  // namespace

std::unique_ptr<tests::Process> StartKasvud(const std::string& data,
                                            std::vector<std::string> more) {
  more.insert(more.begin(), {"--data=" + data, "--listen=127.0.0.1:0"});
  return std::make_unique<tests::Process>(KASVU_BINARY_DIR "/bin/kasvud", std::move(more),
                                          tests::Process::StandardError::kShow);
}

std::string FirstKey(const storage::Reader& reader, storage::Tag tag) {
  std::string first;
  EXPECT_TRUE(reader
                  .Scan(storage::KeyRange::Prefix(storage::EncodeKey(tag)),
                        [&](std::string_view key, std::string_view) {
                          first = std::string(key);
                          return false;
                        })
                  .ok());
  EXPECT_NE(first, "") << "nothing to damage";
  return first;
}

std::vector<std::string> FaultsIn(const kasvu::v1::VerifyReport& report) {
  std::vector<std::string> faults;
  for (const auto& store : report.stores()) {
    for (const auto& fault : store.faults()) {
      faults.push_back(fault.reason() + " " + fault.table() + " " + fault.key());
    }
  }
  return faults;
}

RealDataTest::RealDataTest() : folder_(FolderNamed("test")) {
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  std::filesystem::copy(TheSeason().data(), data(), std::filesystem::copy_options::recursive);
}

RealDataTest::~RealDataTest() { std::filesystem::remove_all(folder_); }

void RealDataTest::Change(const std::string& store,
                          const std::function<void(storage::Transaction&)>& change) {
  storage::RocksDbStoreOptions options;
  options.folder = data() + "/" + store;
  const auto opened = storage::OpenRocksDbStore(std::move(options));
  ASSERT_TRUE(opened.ok()) << opened.status();
  const auto transaction = (*opened)->Begin();
  change(*transaction);
  ASSERT_TRUE(transaction->Commit().ok());
}

std::vector<std::string> RealDataTest::Faults() {
  const auto report = VerifyStores(*Place::Parse(data()), [](uint64_t) {});
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? FaultsIn(*report) : std::vector<std::string>();
}

}  // namespace kasvu::admin

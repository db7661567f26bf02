// The eKollega season, played through the command line against the real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/testing/bash.h"
#include "tests/testing/golden.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"

namespace kasvu::tests {
namespace {

constexpr char kKasvud[] = KASVU_BINARY_DIR "/bin/kasvud";
constexpr char kTestClock[] = "--test-clock=2020-12-01T08:00:00Z";

// One server, or one process for each part of it.
class Server {
 public:
  explicit Server(std::vector<std::string> options) {
    options.insert(options.end(), {"--listen=127.0.0.1:0", kTestClock});
    process_ =
        std::make_unique<Process>(kKasvud, std::move(options), Process::StandardError::kShow);
    address_ = process_->Address();
    EXPECT_NE(address_, "") << "kasvud did not start";
  }

  const std::string& address() const { return address_; }

  int Stop() {
    process_->Signal(SIGTERM);
    return process_->Wait();
  }

 private:
  std::unique_ptr<Process> process_;
  std::string address_;
};

// Random ids as numbers, in the order in which they appear.
std::string WithNumberedIds(const std::string& text) {
  static const std::regex kId("\\b[a-z2-7]{16}\\b");
  std::map<std::string, size_t> numbers;
  std::string numbered;
  auto rest = text.begin();
  for (std::sregex_iterator id(text.begin(), text.end(), kId), end; id != end; ++id) {
    numbered.append(rest, text.begin() + id->position());
    const auto [known, unused] = numbers.try_emplace(id->str(), numbers.size() + 1);
    numbered += "ID-" + std::to_string(known->second);
    rest = text.begin() + id->position() + id->length();
  }
  return numbered.append(rest, text.end());
}

enum class Backend { kRocksDb, kPostgres };

class SeasonTest : public ::testing::TestWithParam<Backend> {
 protected:
  SeasonTest() {
    setenv("LC_ALL", "C.UTF-8", 1);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    if (GetParam() == Backend::kPostgres) cluster_ = std::make_unique<PostgresCluster>();
  }
  ~SeasonTest() override { std::filesystem::remove_all(folder_); }

  // Options for data of their own, which are there when the same name is given again.
  std::vector<std::string> Data(const std::string& name, std::vector<std::string> options = {}) {
    options.push_back("--data=" + folder_ + "/" + name);
    if (cluster_ != nullptr) {
      if (databases_.insert(name).second) cluster_->Run("CREATE DATABASE " + name + "_data");
      options.push_back("--store=" + cluster_->Url(name + "_data"));
    }
    return options;
  }

  // What a command prints that must succeed.
  static std::string Kasvu(const Server& server, const std::string& arguments) {
    const Outcome outcome = InBash("kasvu --server=" + server.address() + " " + arguments);
    EXPECT_EQ(outcome.exit_code, 0) << "kasvu " << arguments << "\n" << outcome.output;
    return outcome.output;
  }

  static std::string Play(const Server& server) {
    const Outcome outcome =
        InBash("examples/ekollega-season/play " + server.address() + " 2>/dev/null");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
    return outcome.output;
  }

  const std::string folder_ =
      (std::filesystem::temp_directory_path() / ("kasvu-season-" + std::to_string(getpid())))
          .string();
  std::unique_ptr<PostgresCluster> cluster_;
  std::set<std::string> databases_;
};

TEST_P(SeasonTest, EndsAsItDidAndIsThereAfterARestart) {
  std::string table;
  {
    Server server(Data("all"));
    table = Play(server);
    ExpectGolden("tests/e2e/golden/season-table.txt", table);
    EXPECT_EQ(server.Stop(), 0);
  }
  Server server(Data("all"));
  EXPECT_EQ(Kasvu(server, "progress show ekollega-2021"), table);
  ExpectGolden("tests/e2e/golden/season-table-fi.txt",
               Kasvu(server, "--lang=fi progress show ekollega-2021"));
  ExpectGolden("tests/e2e/golden/season-history.txt",
               WithNumberedIds(Kasvu(server, "history show ekollega-2021")));
  ExpectGolden("tests/e2e/golden/season-history-e1.txt",
               WithNumberedIds(Kasvu(server, "history show ekollega-2021/e1")));
  Kasvu(server, "history verify ekollega-2021");
}

TEST_P(SeasonTest, IsTheSameWithItsPartsInProcessesOfTheirOwn) {
  Server others(Data("others", {"--roles=catalogue,directory"}));
  Server engine(Data("engine", {"--roles=engine", "--catalogue=" + others.address(),
                                "--directory=" + others.address()}));
  setenv("KASVU_CATALOGUE", others.address().c_str(), 1);
  setenv("KASVU_DIRECTORY", others.address().c_str(), 1);
  ExpectGolden("tests/e2e/golden/season-table.txt", Play(engine));
  ExpectGolden("tests/e2e/golden/season-history.txt",
               WithNumberedIds(Kasvu(engine, "history show ekollega-2021")));

  // Nobody can be named now, and what is recorded goes on being recorded.
  EXPECT_EQ(others.Stop(), 0);
  Kasvu(engine, "progress correct ekollega-2021/e1 after --clear --reason typing-error");
  Kasvu(engine, "history verify ekollega-2021");
  unsetenv("KASVU_CATALOGUE");
  unsetenv("KASVU_DIRECTORY");
}

INSTANTIATE_TEST_SUITE_P(On, SeasonTest, ::testing::Values(Backend::kRocksDb, Backend::kPostgres),
                         [](const auto& test) {
                           return test.param == Backend::kRocksDb ? "RocksDb" : "Postgres";
                         });

}  // namespace
}  // namespace kasvu::tests

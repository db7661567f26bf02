#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/house/include_rules.h"
#include "tests/house/tree.h"

namespace kasvu::house {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> FaultsOfTree() {
  std::vector<std::string> faults;
  for (const std::string_view folder : {"errors", "workflows", "storage", "services", "clients"}) {
    for (const std::string& path : FilesBelow(folder, {".h", ".cc"})) {
      for (std::string& fault : WrongIncludes(path, TextOf(path))) faults.push_back(fault);
    }
  }
  return faults;
}

TEST(IncludesTest, EveryIncludePointsTheRightWay) { EXPECT_THAT(FaultsOfTree(), IsEmpty()); }

TEST(IncludesTest, NoPublicMessageHoldsAStoredOne) {
  for (const std::string& path : FilesBelow("proto", {".proto"})) {
    EXPECT_THAT(WrongImports(path, TextOf(path)), IsEmpty());
  }
}

TEST(IncludesTest, AFaultNamesFileLineAndInclude) {
  EXPECT_THAT(WrongIncludes("storage/table.h", "#pragma once\n\n#include \"workflows/errors.h\"\n"),
              ElementsAre("storage/table.h:3 may not include workflows/errors.h"));
}

struct Case {
  std::string_view path;
  std::string_view included;
  bool allowed;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.path << " including " << c.included;
}

class IncludeRuleTest : public ::testing::TestWithParam<Case> {};

TEST_P(IncludeRuleTest, AllowsWhatTheArchitectureAllows) {
  const Case& c = GetParam();
  const std::string text = "#include <" + std::string(c.included) + ">\n";
  EXPECT_THAT(WrongIncludes(c.path, text), SizeIs(c.allowed ? 0 : 1));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, IncludeRuleTest,
    ::testing::Values(
        Case{"errors/error.cc", "google/rpc/error_details.pb.h", true},
        Case{"errors/error.cc", "storage/kv.h", false},
        // The core is pure and knows neither the wire nor the disk.
        Case{"workflows/cohort/decide.cc", "kasvu/v1/template.pb.h", true},
        Case{"workflows/cohort/decide.cc", "kasvu/storage/v1/event.pb.h", true},
        Case{"workflows/cohort/decide.cc", "workflows/calendar/zone.h", true},
        Case{"workflows/cohort/decide.cc", "kasvu/v1/progress_service.grpc.pb.h", false},
        Case{"workflows/cohort/decide.cc", "grpcpp/grpcpp.h", false},
        Case{"workflows/cohort/decide.cc", "rocksdb/db.h", false},
        Case{"workflows/cohort/decide.cc", "sodium.h", false},
        Case{"workflows/cohort/decide.cc", "yaml-cpp/yaml.h", false},
        Case{"workflows/cohort/decide.cc", "storage/kv.h", false},
        Case{"workflows/cohort/decide.cc", "services/common/clock.h", false},
        Case{"workflows/cohort/decide.cc", "chrono", false},
        Case{"workflows/cohort/decide.cc", "random", false},
        Case{"workflows/cohort/decide.cc", "fstream", false},
        Case{"workflows/cohort/decide.cc", "unistd.h", false},
        Case{"workflows/cohort/decide.cc", "absl/time/clock.h", false},
        Case{"workflows/calendar/zone.cc", "absl/time/time.h", true},
        Case{"workflows/calendar/zone.cc", "workflows/cohort/decide.h", false},
        Case{"workflows/template/encode.cc", "sodium.h", true},
        Case{"workflows/template/yaml_reader.cc", "yaml-cpp/parser.h", true},
        Case{"workflows/template/yaml_reader.cc", "sodium.h", false},
        // Storage knows bytes, and RocksDB and PostgreSQL stand behind its port.
        Case{"storage/table.h", "kasvu/storage/v1/record.pb.h", true},
        Case{"storage/table.h", "kasvu/v1/template.pb.h", false},
        Case{"storage/table.h", "rocksdb/db.h", false}, Case{"storage/vault.cc", "sodium.h", true},
        Case{"storage/rocksdb_store.cc", "rocksdb/db.h", true},
        Case{"storage/rocksdb_store.cc", "sys/statvfs.h", true},
        Case{"storage/postgres_pool.h", "libpq-fe.h", true},
        Case{"storage/postgres_store.cc", "rocksdb/db.h", false},
        Case{"storage/kv.h", "grpcpp/grpcpp.h", false},
        // A service calls another by its stub.
        Case{"services/engine/committer.cc", "storage/kv.h", true},
        Case{"services/engine/committer.cc", "services/common/clock.h", true},
        Case{"services/engine/committer.cc", "services/catalogue/service.h", false},
        Case{"services/engine/committer.cc", "kasvu/v1/template_service.grpc.pb.h", true},
        Case{"services/engine/committer.cc", "rocksdb/db.h", false},
        Case{"services/engine/committer.cc", "clients/cpp/client.h", false},
        Case{"services/common/clock.cc", "services/engine/committer.h", false},
        Case{"services/kasvud/main.cc", "services/engine/service.h", true},
        // A client knows the public API and nothing of the server.
        Case{"clients/cpp/channel.cc", "grpcpp/grpcpp.h", true},
        Case{"clients/cpp/channel.cc", "services/common/clock.h", false},
        Case{"clients/cpp/channel.cc", "kasvu/storage/v1/record.pb.h", false},
        Case{"clients/cli/main.cc", "clients/cpp/channel.h", true},
        Case{"clients/cli/main.cc", "CLI/CLI.hpp", true},
        Case{"clients/cli/main.cc", "grpcpp/grpcpp.h", false},
        Case{"clients/cli/main.cc", "kasvu/v1/progress_service.grpc.pb.h", false},
        Case{"clients/cpp/channel.cc", "workflows/errors.h", false},
        // No source reaches into the tests, and no folder stands outside the rules.
        Case{"storage/table.h", "tests/storage/stores.h", false},
        Case{"elsewhere/file.cc", "string", false}));

}  // namespace
}  // namespace kasvu::house

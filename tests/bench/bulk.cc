#include "tests/bench/bulk.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "rocksdb/db.h"
#include "storage/rocksdb_options.h"
#include "tests/bench/calls.h"
#include "tests/bench/imports.h"
#include "tests/bench/load.h"
#include "tests/bench/population.h"
#include "tests/bench/rivals/db_bench.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr int kParticipants = 25;

// What lies in the stores of a server that is not running.
struct Stored {
  uint64_t written = 0;  // keys, since the stores were made: each put or deletion is one
  uint64_t rows = 0;     // of the engine
  uint64_t key_bytes = 0;
  uint64_t value_bytes = 0;
};

std::unique_ptr<rocksdb::DB> OpenToRead(const std::string& folder) {
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      rocksdb::DB::OpenForReadOnly(storage::RocksDbOptions(64 << 20), folder, &db);
  if (!opened.ok()) GiveUp(folder + ": " + opened.ToString());
  return std::unique_ptr<rocksdb::DB>(db);
}

Stored Look(const std::string& data) {
  Stored stored;
  for (const char* store : {"keys", "directory", "catalogue", "engine"}) {
    stored.written += OpenToRead(absl::StrCat(data, "/", store))->GetLatestSequenceNumber();
  }
  const auto engine = OpenToRead(data + "/engine");
  const std::unique_ptr<rocksdb::Iterator> row(engine->NewIterator({}));
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    ++stored.rows;
    stored.key_bytes += row->key().size();
    stored.value_bytes += row->value().size();
  }
  return stored;
}

class Server {
 public:
  explicit Server(const std::string& data)
      : kasvud_(KASVU_BINARY_DIR "/bin/kasvud", {"--data=" + data, "--listen=127.0.0.1:0"},
                tests::Process::StandardError::kShow),
        address_(kasvud_.Address()) {
    if (address_.empty()) GiveUp("kasvud did not start");
  }
  ~Server() {
    kasvud_.Signal(SIGTERM);
    kasvud_.Wait();
  }
  const std::string& address() const { return address_; }

 private:
  tests::Process kasvud_;
  const std::string address_;
};

// Records all that the population can, so many steps with each call; how many calls a second.
double RecordAll(const std::string& address, const Population& population, const BulkPlan& plan) {
  const Stubs<kasvu::v1::ProgressService> stubs(address);
  const int calls = population.recordings() / plan.steps_per_call;
  const Measured measured = Load(plan.calls_in_flight, 0, calls, [&](int index, Done done) {
    kasvu::v1::RecordStepsRequest request;
    request.set_request_id(absl::StrCat("bulk-", index));
    for (int i = 0; i < plan.steps_per_call; ++i) {
      *request.add_steps() = population.Recording(index * plan.steps_per_call + i);
    }
    auto* const async = stubs.Of(index).async();
    using Async = std::remove_pointer_t<decltype(async)>;
    Start<Async, kasvu::v1::RecordStepsRequest, kasvu::v1::RecordStepsResponse>(
        async, &Async::RecordSteps, std::move(request), std::move(done));
  });
  if (measured.failed > 0) GiveUp("RecordSteps: " + measured.first_error);
  return measured.per_second;
}

std::string Whole(double value) { return absl::StrFormat("%.0f", value); }

}  // namespace

void MeasureBulk(const std::string& folder, const BulkPlan& plan, Report& report) {
  const std::string data = folder + "/bulk";
  Population population("", "bulk");
  {
    const Server server(data);
    population = Population(server.address(), "bulk");
    population.Grow(plan.cohorts, kParticipants);
  }
  const Stored before = Look(data);
  double calls_per_second = 0;
  {
    const Server server(data);
    calls_per_second = RecordAll(server.address(), population, plan);
  }
  const Stored recorded = Look(data);
  absl::Duration importing;
  {
    const Server server(data);
    importing = TimeImport(server.address(), folder, plan.rows);
  }
  const Stored imported = Look(data);

  const int calls = population.recordings() / plan.steps_per_call;
  const double keys_per_step = static_cast<double>(recorded.written - before.written) /
                               (static_cast<double>(calls) * plan.steps_per_call);
  const double keys_per_second = keys_per_step * plan.steps_per_call * calls_per_second;
  const double import_keys =
      static_cast<double>(imported.written - recorded.written) / absl::ToDoubleSeconds(importing);
  const Commits commits = {.keys = static_cast<int>(keys_per_step * plan.steps_per_call),
                           .key_bytes = static_cast<int>(imported.key_bytes / imported.rows),
                           .value_bytes = static_cast<int>(imported.value_bytes / imported.rows)};
  const auto bare =
      FillInBatches(folder + "/fill", commits, static_cast<int>(recorded.written - before.written));
  std::filesystem::remove_all(data);
  std::filesystem::remove_all(folder + "/fill");

  const auto ratio = [&](double keys) {
    return bare ? absl::StrFormat("%.2f", keys / *bare) : std::string("–");
  };
  Table table = {{"what", "÷ db_bench", "keys/s", "steps or rows/s"},
                 {{"RecordSteps", ratio(keys_per_second), Whole(keys_per_second),
                   Whole(calls_per_second * plan.steps_per_call)},
                  {"kasvu enrolment import, the whole process", ratio(import_keys),
                   Whole(import_keys), Whole(plan.rows / absl::ToDoubleSeconds(importing))}}};
  if (bare) table.rows.push_back({"db_bench fillseq, synced", "1.00", Whole(*bare), ""});
  report.Add(
      "Writing in bulk",
      absl::StrCat("RecordSteps with ", plan.steps_per_call, " steps in a call, ",
                   plan.calls_in_flight, " calls at a time, against RocksDB's own benchmark with ",
                   commits.keys, " keys of ", commits.key_bytes, " and ", commits.value_bytes,
                   " bytes in a commit. Keys are counted by RocksDB; a step writes ",
                   absl::StrFormat("%.1f", keys_per_step), "."),
      table);
}

}  // namespace kasvu::bench

#include "services/kasvud/starting.h"

#include "services/common/log.h"
#include "services/kasvud/service_manager.h"
#include "storage/format_migration.h"

namespace kasvu::kasvud {
namespace {

constexpr uint64_t kRowsBetweenLines = 100 * storage::kMigratedRowsAtOnce;
// More than any commit of a migration takes.
constexpr char kMoreTime[] = "EXTEND_TIMEOUT_USEC=120000000\nSTATUS=";

}  // namespace

void Starting::Migrates(const std::string& store, const storage::FormatNews& news) {
  const std::string detail = "its data is brought to format " + std::to_string(news.to) + ", " +
                             std::to_string(news.rows) + " rows so far";
  TellServiceManager(kMoreTime + store + ": " + detail);
  if (news.done || news.rows % kRowsBetweenLines < storage::kMigratedRowsAtOnce) {
    services::Log(services::LogLevel::kInfo, news.done ? "data migrated" : "migrating data",
                  {{"store", store},
                   {"format", static_cast<int64_t>(news.to)},
                   {"brings", news.brings},
                   {"rows", static_cast<int64_t>(news.rows)}});
  }
  const std::lock_guard lock(mutex_);
  trouble_ = {"STORE_MIGRATING", store, detail, false};
}

void Starting::End() {
  const std::lock_guard lock(mutex_);
  over_ = true;
}

bool Starting::over() const {
  const std::lock_guard lock(mutex_);
  return over_;
}

std::vector<services::Trouble> Starting::Troubles() const {
  const std::lock_guard lock(mutex_);
  return over_ ? std::vector<services::Trouble>() : std::vector<services::Trouble>{trouble_};
}

}  // namespace kasvu::kasvud

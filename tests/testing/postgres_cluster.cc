#include "tests/testing/postgres_cluster.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace kasvu::tests {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLinesKept = 40;
constexpr int kStarts = 50;
constexpr int kQuestions = 1'500;

// The folder with the newest PostgreSQL that Debian has installed.
std::string FindPrograms() {
  std::string newest;
  std::error_code absent;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", absent)) {
    const fs::path programs = version.path() / "bin";
    if (fs::exists(programs / "initdb") && programs.string() > newest) newest = programs.string();
  }
  return newest;
}

// Runs a program as another user in a process that ends, by `last_signal`, with the thread that
// calls this. What it says goes to `output`.
pid_t Spawn(std::vector<std::string> words, uid_t user, gid_t group, int output, int last_signal) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  if (::getuid() == 0 &&
      (::setgroups(0, nullptr) != 0 || ::setgid(group) != 0 || ::setuid(user) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, last_signal);
  if (::getppid() != parent) ::_exit(126);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

}  // namespace

PostgresCluster::PostgresCluster(std::vector<std::string> settings)
    : settings_(std::move(settings)), programs_(FindPrograms()) {
  MakeFolder();
  MakeData();
  Start();
}

PostgresCluster::PostgresCluster(StandbyOf primary, std::vector<std::string> settings)
    : settings_(std::move(settings)), programs_(FindPrograms()) {
  MakeFolder();
  CopyData(primary.primary);
  Start();
}

void PostgresCluster::MakeFolder() {
  if (programs_.empty()) Fail("there is no PostgreSQL; install the package postgresql-15");
  user_ = ::getuid();
  group_ = ::getgid();
  if (user_ == 0) {
    const passwd* other = ::getpwnam("postgres");
    if (other == nullptr) other = ::getpwnam("nobody");
    if (other == nullptr) Fail("there is no user but root to run it");
    user_ = other->pw_uid;
    group_ = other->pw_gid;
  }
  folder_ = (fs::temp_directory_path() / "kasvu-postgres-XXXXXX").string();
  if (::mkdtemp(folder_.data()) == nullptr || ::chown(folder_.c_str(), user_, group_) != 0) {
    Fail("there is no folder for it");
  }
}

PostgresCluster::~PostgresCluster() {
  if (server_ > 0) {
    // At once; its children end with it.
    ::kill(server_, SIGQUIT);
    ::waitpid(server_, nullptr, 0);
  }
  if (log_reader_.joinable()) log_reader_.join();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string PostgresCluster::Url(const std::string& database, const std::string& role) const {
  return "postgres://" + role + "@/" + database + "?host=" + folder_;
}

std::string PostgresCluster::Run(const std::string& statement, const std::string& database) {
  PGconn* const connection = ::PQconnectdb(Url(database).c_str());
  PGresult* const result = ::PQexec(connection, statement.c_str());
  const ExecStatusType status = ::PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    Fail(statement + ": " + ::PQerrorMessage(connection));
  }
  std::string value = ::PQntuples(result) > 0 ? ::PQgetvalue(result, 0, 0) : "";
  ::PQclear(result);
  ::PQfinish(connection);
  return value;
}

void PostgresCluster::MakeData() {
  RunProgram({"initdb", "--pgdata=" + folder_ + "/data", "--username=postgres", "--auth=trust",
              "--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions"});
}

void PostgresCluster::CopyData(const PostgresCluster& primary) {
  RunProgram({"pg_basebackup", "--pgdata=" + folder_ + "/data", "--host=" + primary.folder_,
              "--username=postgres", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"});
}

void PostgresCluster::RunProgram(std::vector<std::string> words) {
  const std::string name = words[0];
  words[0] = Program(name);
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) Fail("there is no pipe");
  const pid_t program = Spawn(std::move(words), user_, group_, ends[1], SIGKILL);
  ::close(ends[1]);
  ReadLog(ends[0], std::promise<bool>());
  int status = 0;
  ::waitpid(program, &status, 0);
  if (status != 0) Fail(name + " failed");
}

void PostgresCluster::Start() {
  for (int start = 0; start < kStarts; ++start) {
    if (TryToStart()) return;
    // What was killed may still hold on to its memory.
    ::usleep(100'000);
  }
  Fail("it does not start");
}

bool PostgresCluster::TryToStart() {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) Fail("there is no pipe");
  std::vector<std::string> words = {programs_ + "/postgres", "-D", folder_ + "/data"};
  std::vector<std::string> settings = {"listen_addresses=", "unix_socket_directories=" + folder_,
                                       "shared_buffers=32MB", "log_min_messages=log"};
  settings.insert(settings.end(), settings_.begin(), settings_.end());
  for (std::string& setting : settings) {
    words.emplace_back("-c");
    words.push_back(std::move(setting));
  }
  server_ = Spawn(std::move(words), user_, group_, ends[1], SIGQUIT);
  ::close(ends[1]);
  if (log_reader_.joinable()) log_reader_.join();
  std::promise<bool> promise;
  std::future<bool> ready = promise.get_future();
  log_reader_ = std::thread([this, from = ends[0], told = std::move(promise)]() mutable {
    ReadLog(from, std::move(told));
  });
  if (ready.get()) return true;
  ::waitpid(server_, nullptr, 0);
  server_ = 0;
  return false;
}

void PostgresCluster::ReadLog(int from, std::promise<bool> ready) {
  std::FILE* const file = ::fdopen(from, "r");
  std::array<char, 4096> line;
  bool told = false;
  while (std::fgets(line.data(), line.size(), file) != nullptr) {
    const std::string text = line.data();
    if (!told && text.find("ready to accept ") != std::string::npos) {
      told = true;
      ready.set_value(true);
    }
    const std::lock_guard lock(mutex_);
    log_.push_back(text);
    if (log_.size() > kLinesKept) log_.pop_front();
  }
  std::fclose(file);
  if (!told) ready.set_value(false);
}

void PostgresCluster::Kill() {
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  server_ = 0;
}

void PostgresCluster::Await(const std::string& question, const std::string& answer) {
  for (int asked = 0; asked < kQuestions; ++asked) {
    if (Run(question) == answer) return;
    ::usleep(20'000);
  }
  Fail("waited in vain for " + question);
}

void PostgresCluster::WaitForStandby() {
  Run("ALTER SYSTEM SET synchronous_standby_names = '*'");
  Run("SELECT pg_reload_conf()");
  Await("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1");
}

void PostgresCluster::StopFollowing() {
  Run("ALTER SYSTEM SET primary_conninfo = ''");
  Run("SELECT pg_reload_conf()");
  Await("SELECT count(*) FROM pg_stat_wal_receiver", "0");
}

void PostgresCluster::Promote() {
  Run("SELECT pg_promote()");
  Await("SELECT pg_is_in_recovery()", "f");
}

void PostgresCluster::Follow(const PostgresCluster& primary) {
  fs::remove_all(folder_ + "/data");
  CopyData(primary);
  Start();
}

void PostgresCluster::Fail(const std::string& why) {
  std::fprintf(stderr, "PostgreSQL for tests: %s\n", why.c_str());
  {
    const std::lock_guard lock(mutex_);
    for (const std::string& line : log_) std::fputs(line.c_str(), stderr);
  }
  std::exit(1);
}

}  // namespace kasvu::tests

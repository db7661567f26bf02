// A PostgreSQL of a test's own.
#pragma once

#include <sys/types.h>

#include <deque>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kasvu::tests {

// A database server on a socket in a temporary folder, that nobody but this machine's root and the
// tests' own user reaches. It never outlives the process and thread that made it. Run by root it
// changes to the user `postgres` or `nobody`, for PostgreSQL refuses root.
class PostgresCluster {
 public:
  // Makes and starts it. With the settings of a test that does not speak of durability it is
  // quicker: {"fsync=off"}. Ends the test program when that cannot be, and says why.
  explicit PostgresCluster(std::vector<std::string> settings = {});
  // A standby, which follows its primary: a copy of its data, that can be read.
  struct StandbyOf {
    const PostgresCluster& primary;
  };
  explicit PostgresCluster(StandbyOf primary, std::vector<std::string> settings = {});
  // Stops it and removes the folder.
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // The address of one of its databases, for one of its roles; `postgres` is there from the
  // beginning.
  std::string Url(const std::string& database = "postgres",
                  const std::string& role = "postgres") const;

  // Runs one statement as its administrator and returns the first value that it answers. Ends the
  // test program when it fails.
  std::string Run(const std::string& statement, const std::string& database = "postgres");

  // The folder with all that it has; the database itself lies in data.
  const std::string& Folder() const { return folder_; }

  // The path of a program that came with it, such as pgbench.
  std::string Program(const std::string& name) const { return programs_ + "/" + name; }

  // Ends it as a power cut would, but for what the system still keeps for the disk.
  void Kill();
  // Starts it again after that and waits until it serves.
  void Start();

  // From now on commits wait for its standby; returns when that is so.
  void WaitForStandby();
  // From now on this standby gets nothing of what its primary does.
  void StopFollowing();
  // Makes a standby a primary and returns when it takes changes.
  void Promote();
  // Begins anew as a standby of `primary`, in the same place. Its server has been killed.
  void Follow(const PostgresCluster& primary);

 private:
  void MakeFolder();
  void MakeData();
  void CopyData(const PostgresCluster& primary);
  // Runs one of its programs to the end.
  void RunProgram(std::vector<std::string> words);
  // Until `question` answers with `answer`.
  void Await(const std::string& question, const std::string& answer);
  // Whether it has come so far as to serve.
  bool TryToStart();
  // What it says of itself; to its end.
  void ReadLog(int from, std::promise<bool> ready);
  [[noreturn]] void Fail(const std::string& why);

  const std::vector<std::string> settings_;
  std::string folder_;
  std::string programs_;
  uid_t user_ = 0;
  gid_t group_ = 0;
  pid_t server_ = 0;
  std::thread log_reader_;
  std::mutex mutex_;
  std::deque<std::string> log_;  // its last lines
};

}  // namespace kasvu::tests

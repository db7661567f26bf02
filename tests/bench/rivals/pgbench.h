// What people write when they need no engine: a row for each enrolment and a row for each thing
// that was done, changed by SQL from the program itself, with no service in front.
#pragma once

#include <string>

#include "tests/testing/postgres_cluster.h"

namespace kasvu::bench {

class Pgbench {
 public:
  // Makes a database of its own in `cluster`, with `enrolments` rows.
  Pgbench(tests::PostgresCluster& cluster, int enrolments);

  // Runs transactions of one UPDATE and one INSERT, prepared, from `clients` connections for so
  // long, each on the disk before the next of its client. How many per second.
  double Measure(int clients, int seconds) const;

 private:
  const std::string program_;
  const std::string url_;
  const std::string script_;
};

}  // namespace kasvu::bench

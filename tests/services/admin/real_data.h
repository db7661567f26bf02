// The data of a server that people have really used, for tests that damage or copy it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kasvu/v1/admin.pb.h"
#include "storage/kv.h"
#include "storage/tags.h"
#include "tests/testing/process.h"

namespace kasvu::admin {

// A test with a folder of its own and, in data(), a copy of what a kasvud kept of the example
// season midway. The server has stopped.
class RealDataTest : public testing::Test {
 protected:
  RealDataTest();
  ~RealDataTest() override;

  const std::string& folder() const { return folder_; }
  std::string data() const { return folder_ + "/data"; }

  // Changes one of its stores.
  void Change(const std::string& store, const std::function<void(storage::Transaction&)>& change);

  // Every fault of data() as "REASON kTable key".
  std::vector<std::string> Faults();

 private:
  const std::string folder_;
};

// A kasvud over `data`.
std::unique_ptr<tests::Process> StartKasvud(const std::string& data,
                                            std::vector<std::string> more = {});

// The first key of a table or index, as bytes.
std::string FirstKey(const storage::Reader& reader, storage::Tag tag);

// The faults of a report as RealDataTest::Faults tells them.
std::vector<std::string> FaultsIn(const kasvu::v1::VerifyReport& report);

}  // namespace kasvu::admin

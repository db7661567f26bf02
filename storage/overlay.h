// Changes that lie over what something else has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// `below` with `writes` laid over it; both outlive it.
class WritesOver : public Reader {
 public:
  WritesOver(const Writes& writes, const Reader& below) : writes_(writes), below_(below) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override;
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override;
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override;

 private:
  const Writes& writes_;
  const Reader& below_;
};

// Changes that are not anywhere else yet, over what `below` has.
class Overlay : public Writer {
 public:
  // `below` outlives it.
  explicit Overlay(const Reader& below) : whole_(writes_, below) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return whole_.Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return whole_.Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return whole_.ScanReverse(range, visitor);
  }
  void Put(std::string_view key, std::string_view value) override {
    writes_.insert_or_assign(std::string(key), std::string(value));
  }
  void Delete(std::string_view key) override {
    writes_.insert_or_assign(std::string(key), std::nullopt);
  }

  const Writes& writes() const { return writes_; }

  // Leaves nothing here.
  Writes TakeWrites() { return std::exchange(writes_, {}); }

 private:
  Writes writes_;
  const WritesOver whole_;
};

// A transaction whose changes wait in memory for its Commit.
class WaitingTransaction : public Transaction {
 public:
  // `committed` is what it reads under its changes; it may be a member of whoever derives.
  explicit WaitingTransaction(const Reader& committed) : changed_(committed) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return changed_.Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return changed_.Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return changed_.ScanReverse(range, visitor);
  }
  void Put(std::string_view key, std::string_view value) override { changed_.Put(key, value); }
  void Delete(std::string_view key) override { changed_.Delete(key); }

 protected:
  Overlay changed_;
};

}  // namespace kasvu::storage

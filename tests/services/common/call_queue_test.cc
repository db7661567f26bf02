#include "services/common/call_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

namespace kasvu::services {
namespace {

class CallQueueTest : public testing::Test {
 protected:
  CallQueueTest() {
    grpc::ServerBuilder builder;
    queue_.emplace(builder.AddCompletionQueue());
    server_ = builder.BuildAndStart();
    queue_->Start();
  }
  ~CallQueueTest() override {
    server_->Shutdown();
    queue_.reset();
  }

  std::unique_ptr<grpc::Server> server_;
  std::optional<CallQueue> queue_;
};

// Parcels that tell where and in which order they were sent.
class Book {
 public:
  void Write(int number) {
    const std::lock_guard lock(mutex_);
    sent_.push_back(number);
    threads_.push_back(std::this_thread::get_id());
    written_.notify_one();
  }
  std::vector<int> WaitFor(size_t count) {
    std::unique_lock lock(mutex_);
    written_.wait(lock, [&] { return sent_.size() >= count; });
    return sent_;
  }
  const std::vector<std::thread::id>& threads() const { return threads_; }

 private:
  std::mutex mutex_;
  std::condition_variable written_;
  std::vector<int> sent_;
  std::vector<std::thread::id> threads_;
};

struct Page : CallQueue::Parcel {
  Page(Book& kept_in, int own_number) : book(kept_in), number(own_number) {}
  void Send() override { book.Write(number); }
  Book& book;
  const int number;
};

TEST_F(CallQueueTest, SendsWhatOthersLeaveInOrderAndOnItsThread) {
  Book book;
  std::vector<std::unique_ptr<Page>> pages;
  for (int i = 0; i < 1000; ++i) pages.push_back(std::make_unique<Page>(book, i));
  for (const auto& page : pages) queue_->Send(page.get());
  const std::vector<int> sent = book.WaitFor(pages.size());
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(sent[i], i);
  for (const std::thread::id thread : book.threads()) {
    EXPECT_EQ(thread, book.threads().front());
    EXPECT_NE(thread, std::this_thread::get_id());
  }
}

// Whoever answers on the queue's thread needs nobody to be woken.
TEST_F(CallQueueTest, SendsAtOnceOnItsOwnThread) {
  Book book;
  Page inner(book, 1);
  struct Outer : CallQueue::Parcel {
    Outer(CallQueue& sent_by, Page& sent_within) : queue(sent_by), inner(sent_within) {}
    void Send() override {
      queue.Send(&inner);
      inner.book.Write(2);
    }
    CallQueue& queue;
    Page& inner;
  } outer(*queue_, inner);
  queue_->Send(&outer);
  EXPECT_EQ(book.WaitFor(2), (std::vector<int>{1, 2}));
}

TEST_F(CallQueueTest, EndsAfterWhatIsOpen) {
  queue_->Open();
  std::atomic<bool> closed = false;
  CallQueue& queue = *queue_;
  std::thread last([&] {
    closed = true;
    queue.Close();
  });
  server_->Shutdown();
  queue_.reset();
  EXPECT_TRUE(closed);
  last.join();
}

}  // namespace
}  // namespace kasvu::services

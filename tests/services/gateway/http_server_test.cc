#include "services/gateway/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>

#include "errors/error.h"
#include "tests/testing/http_get.h"

namespace kasvu::gateway {
namespace {

using kasvu::tests::Exchange;
using kasvu::tests::HttpGet;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

HttpResponse Tell(const HttpRequest& request) {
  return {.status = request.path == "/no" ? 404 : 200,
          .body = request.method + " " + request.path + "\n"};
}

class HttpServerTest : public testing::Test {
 protected:
  std::unique_ptr<HttpServer> server_ = *HttpServer::Listen("127.0.0.1:0", Tell);
};

TEST_F(HttpServerTest, AnswersWithWhatTheHandlerSays) {
  const std::string answer = HttpGet(server_->port(), "/metrics?x=1");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain; charset=utf-8\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 13\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nGET /metrics\n"));
  EXPECT_THAT(HttpGet(server_->port(), "/no"), StartsWith("HTTP/1.1 404 Not Found"));
}

TEST_F(HttpServerTest, OneConnectionMayAskAgain) {
  const std::string answers = Exchange(server_->port(),
                                       "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
                                       "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answers, HasSubstr("GET /a\n"));
  EXPECT_THAT(answers, EndsWith("GET /b\n"));
}

TEST_F(HttpServerTest, HeadIsAnsweredWithoutABody) {
  const std::string answer =
      Exchange(server_->port(), "HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 7\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(HttpServerTest, WhatCannotBeReadIsRefusedAndHarmsNobody) {
  for (const std::string& request :
       {std::string("what is this\r\n\r\n"),
        "GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n",
        std::string("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n") +
            std::string(1'000, 'x')}) {
    EXPECT_THAT(Exchange(server_->port(), request), testing::Not(StartsWith("HTTP/1.1 200")));
    EXPECT_THAT(HttpGet(server_->port(), "/a"), StartsWith("HTTP/1.1 200"));
  }
}

TEST_F(HttpServerTest, APortThatIsTakenIsSaid) {
  const auto second = HttpServer::Listen("127.0.0.1:" + std::to_string(server_->port()), Tell);
  EXPECT_EQ(ReasonOf(second.status()), "LISTEN_TAKEN");
  EXPECT_EQ(ReasonOf(HttpServer::Listen("nowhere:80", Tell).status()), "LISTEN_TAKEN");
}

// Not every machine has it.
bool HasSix() {
  sockaddr_in6 loopback = {};
  loopback.sin6_family = AF_INET6;
  loopback.sin6_addr = in6addr_loopback;
  const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
  const bool bound =
      ::bind(socket, reinterpret_cast<const sockaddr*>(&loopback), sizeof(loopback)) == 0;
  if (socket >= 0) ::close(socket);
  return bound;
}

TEST_F(HttpServerTest, ListensOnSixWhereThereIsSix) {
  const auto server = HttpServer::Listen("[::1]:0", Tell);
  ASSERT_EQ(server.ok(), HasSix()) << server.status();
  if (server.ok()) {
    EXPECT_GT((*server)->port(), 0);
  } else {
    EXPECT_EQ(ReasonOf(server.status()), "LISTEN_TAKEN");
  }
}

}  // namespace
}  // namespace kasvu::gateway

#include "services/gateway/http_server.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/beast/core/flat_buffer.hpp"
#include "boost/beast/core/tcp_stream.hpp"
#include "boost/beast/http/empty_body.hpp"
#include "boost/beast/http/message.hpp"
#include "boost/beast/http/parser.hpp"
#include "boost/beast/http/read.hpp"
#include "boost/beast/http/string_body.hpp"
#include "boost/beast/http/write.hpp"
#include "errors/error.h"

namespace kasvu::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds kIdle(30);
constexpr unsigned kMostHeaderBytes = 16 << 10;

// One connection; destroys itself when it is over.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const HttpServer::Handler& handler, int& open)
      : stream_(std::move(socket)), handler_(handler), open_(open) {
    ++open_;
  }
  ~Session() { --open_; }

  void Read() {
    parser_.emplace();
    parser_->header_limit(kMostHeaderBytes);
    stream_.expires_after(kIdle);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const error_code& error, size_t) {
                       if (!error) return self->Answer();
                       if (self->parser_->got_some() && error != http::error::partial_message) {
                         self->AnswerMalformed();
                       }
                     });
  }

 private:
  void Answer() {
    const auto& request = parser_->get();
    std::string path(request.target());
    path.resize(std::min(path.size(), path.find('?')));
    const bool head = request.method() == http::verb::head;
    HttpResponse answer = handler_({head ? "GET" : std::string(request.method_string()), path});
    Write(std::move(answer), request.version(), request.keep_alive(), head);
  }
  void AnswerMalformed() {
    Write({.status = 400, .body = "this is no request that can be read\n"}, 11, false, false);
  }

  void Write(HttpResponse answer, unsigned version, bool keep_alive, bool head) {
    response_ = {static_cast<http::status>(answer.status), version};
    response_.set(http::field::content_type, answer.content_type);
    response_.set(http::field::cache_control, "no-store");
    response_.keep_alive(keep_alive);
    response_.body() = std::move(answer.body);
    response_.prepare_payload();
    if (head) response_.body().clear();
    stream_.expires_after(kIdle);
    http::async_write(stream_, response_,
                      [self = shared_from_this(), keep_alive](const error_code& error, size_t) {
                        if (!error && keep_alive) return self->Read();
                        error_code ignored;
                        self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                      });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{kMostHeaderBytes * 2};
  // Nothing that is asked here brings a body.
  std::optional<http::request_parser<http::empty_body>> parser_;
  http::response<http::string_body> response_;
  const HttpServer::Handler& handler_;
  int& open_;
};

absl::Status Taken(const std::string& address, const std::string& why) {
  return Error(absl::StatusCode::kUnavailable, "LISTEN_TAKEN",
               "cannot listen on " + address + ": " + why + ". Choose another port");
}

}  // namespace

// Everything of Asio's is touched by the one thread alone once it runs.
class HttpServer::Loop {
 public:
  explicit Loop(Handler handler) : handler_(std::move(handler)) {}
  ~Loop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Open(const std::string& address) {
    const size_t colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (host == "localhost") host = "127.0.0.1";
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    error_code error;
    const auto ip = asio::ip::make_address(host, error);
    if (error) return Taken(address, error.message());
    const tcp::endpoint endpoint(ip, static_cast<uint16_t>(std::stoi(address.substr(colon + 1))));
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return Taken(address, error.message());
    Accept();
    thread_ = std::thread([this] { context_.run(); });
    return absl::OkStatus();
  }

  int port() const { return acceptor_.local_endpoint().port(); }

 private:
  void Accept() {
    acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (error) return AcceptLater();
      if (open_ < kMostConnections) {
        std::make_shared<Session>(std::move(socket), handler_, open_)->Read();
      }
      Accept();
    });
  }
  // There are no more files to be had just now.
  void AcceptLater() {
    again_.expires_after(std::chrono::seconds(1));
    again_.async_wait([this](const error_code& error) {
      if (!error) Accept();
    });
  }

  const Handler handler_;
  int open_ = 0;  // outlives the sessions, which go with the context
  asio::io_context context_{1};
  tcp::acceptor acceptor_{context_};
  asio::steady_timer again_{context_};
  std::thread thread_;
};

HttpServer::HttpServer(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
HttpServer::~HttpServer() = default;

int HttpServer::port() const { return loop_->port(); }

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Listen(const std::string& address,
                                                               Handler handler) {
  auto loop = std::make_unique<Loop>(std::move(handler));
  KASVU_RETURN_IF_ERROR(loop->Open(address));
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(loop)));
}

}  // namespace kasvu::gateway

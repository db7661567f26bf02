// What every command works in: the server, the language, and where and how to print.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/cli/language.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"
#include "clients/cpp/connection.h"

namespace kasvu::cli {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  Environment environment;
};

struct GlobalOptions {
  std::string server;
  // Where the catalogue and the directory run, when not there: KASVU_CATALOGUE, KASVU_DIRECTORY.
  std::string catalogue;
  std::string directory;
  std::string as;  // operator, persons/…, its id alone, or an e-mail
  bool json = false;
  bool no_progress = false;
};

class Frame {
 public:
  Frame(Terminal terminal, std::string language);

  GlobalOptions options;
  // What the command that was typed does; set while the arguments are read.
  std::function<absl::Status()> work;
  // Whether that command has a use for the words that none of its arguments took; set like `work`.
  std::function<bool(const std::vector<std::string>&)> take_extra;

  const std::string& language() const { return language_; }
  const Terminal& terminal() const { return terminal_; }
  std::ostream& out() { return terminal_.out; }
  std::string Say(const Words& words, const std::map<std::string, std::string>& values = {}) const {
    return Filled(words.In(language_), values);
  }
  // Times that belong to no cohort are shown in the zone of TZ, or in Finland's.
  const absl::TimeZone& zone() const { return zone_; }

  bool coloured() const;
  // True when progress may be drawn.
  bool draws() const { return terminal_.err_is_terminal && !options.no_progress; }

  void Print(const Table& table);
  void PrintLine(const std::string& line) { terminal_.out << line << '\n'; }
  // The message as JSON when that is asked for; true if it was printed.
  bool PrintedJson(const google::protobuf::Message& message);
  bool PrintedJsonList(const google::protobuf::Message& response, const std::string& field);

  // Whether the server's operator acts, as when --as names nobody.
  bool IsOperator() const { return options.as.empty() || options.as == "operator"; }

  // The connection, made at the first call, as the actor that --as names.
  absl::StatusOr<client::Connection*> Connected();
  template <class Request, class Response>
  absl::StatusOr<Response> Call(const client::Method<Request, Response>& method,
                                const Request& request) {
    const auto connection = Connected();
    if (!connection.ok()) return connection.status();
    return (*connection)->Call(method, request);
  }
  template <class Request, class Response>
  absl::StatusOr<Response> CallAll(const client::Method<Request, Response>& method,
                                   const Request& request) {
    const auto connection = Connected();
    if (!connection.ok()) return connection.status();
    return (*connection)->CallAll(method, request);
  }

  // The command did what it could, but part of the input was refused: exit code 1.
  void RefusePart() { refused_ = true; }
  bool refused() const { return refused_; }

 private:
  client::ConnectionOptions Addresses() const;
  absl::StatusOr<std::string> Actor();

  Terminal terminal_;
  std::string language_;
  absl::TimeZone zone_;
  std::unique_ptr<client::Connection> connection_;
  bool refused_ = false;
};

}  // namespace kasvu::cli

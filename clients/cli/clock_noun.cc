// kasvu clock show|set|advance

#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/verb.h"
#include "clients/cpp/clock_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

void PrintClock(Frame& frame, const v1::Clock& clock) {
  const absl::Time time = TimeOf(clock.time());
  frame.PrintLine(ShortTime(time, frame.zone(), frame.language()) +
                  absl::FormatTime(" (%Y-%m-%d%ET%H:%M:%S%Ez)", time, frame.zone()) +
                  (clock.test_clock()
                       ? frame.Say({", käsin asetettu", ", ställd för hand", ", set by hand"})
                       : ""));
}

absl::Status Show(Frame& frame) {
  KASVU_ASSIGN_OR_RETURN(const v1::Clock clock, frame.Call(client::kGetClock, {}));
  if (!frame.PrintedJson(clock)) PrintClock(frame, clock);
  return absl::OkStatus();
}

// Contexts that run apart have clocks of their own, which have to agree.
absl::Status Set(Frame& frame, absl::Time time) {
  v1::SetClockRequest request;
  *request.mutable_time() = StampOf(time);
  KASVU_ASSIGN_OR_RETURN(const v1::Clock clock, frame.Call(client::kSetClock, request));
  for (const std::string& peer : {frame.options.catalogue, frame.options.directory}) {
    if (peer.empty() || peer == frame.options.server) continue;
    client::ConnectionOptions address;
    address.server = peer;
    client::Connection apart(address);
    KASVU_RETURN_IF_ERROR(apart.Call(client::kSetClock, request).status());
  }
  if (!frame.PrintedJson(clock)) PrintClock(frame, clock);
  return absl::OkStatus();
}

}  // namespace

void AddClock(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "clock",
                           {"Palvelimen kello (kokeiluissa käsin asetettava)",
                            "Serverns klocka (vid prov ställs den för hand)",
                            "The server's clock (set by hand in rehearsals)"},
                           "kasvu clock set 2021-02-01T08:00");
  noun.require_subcommand(0, 1);
  // Set before those of its verbs run, which then replace it.
  noun.preparse_callback([&frame](size_t) { frame.work = [&frame] { return Show(frame); }; });
  {
    Verb verb(noun, frame, "show", {"Näytä kello", "Visa klockan", "Show the clock"},
              "kasvu clock show");
    verb.Does([&frame] { return Show(frame); });
  }
  {
    auto time = std::make_shared<std::string>();
    Verb verb(
        noun, frame, "set",
        {"Siirrä kello eteenpäin (kasvud --test-clock)", "Ställ fram klockan (kasvud --test-clock)",
         "Move the clock forward (kasvud --test-clock)"},
        "kasvu clock set 2021-02-01T08:00");
    verb.Option("TIME", *time,
                {"Päivä (keskipäivä) tai aika, 2021-02-01T08:00",
                 "Dag (kl. 12) eller tid, 2021-02-01T08:00",
                 "A day (at noon) or a time, 2021-02-01T08:00"})
        ->required();
    verb.Does([&frame, time]() -> absl::Status {
      KASVU_ASSIGN_OR_RETURN(const absl::Time moment, ParseMoment(*time, frame.zone()));
      return Set(frame, moment);
    });
  }
  {
    auto amount = std::make_shared<std::string>();
    Verb verb(noun, frame, "advance",
              {"Siirrä kelloa määrän verran", "Flytta klockan framåt", "Move the clock by so much"},
              "kasvu clock advance 3w");
    verb.Option("AMOUNT", *amount,
                {"12h, 10d, 3w tai 2m (kuukautta)", "12h, 10d, 3w eller 2m (månader)",
                 "12h, 10d, 3w or 2m (months)"})
        ->required();
    verb.Does([&frame, amount]() -> absl::Status {
      KASVU_RETURN_IF_ERROR(Later(absl::UnixEpoch(), *amount, frame.zone()).status());
      KASVU_ASSIGN_OR_RETURN(const v1::Clock clock, frame.Call(client::kGetClock, {}));
      KASVU_ASSIGN_OR_RETURN(const absl::Time later,
                             Later(TimeOf(clock.time()), *amount, frame.zone()));
      return Set(frame, later);
    });
  }
}

}  // namespace kasvu::cli

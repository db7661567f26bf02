#include "clients/cli/run.h"

#include <algorithm>

#include "clients/cli/admin_program.h"
#include "clients/cli/completion.h"
#include "clients/cli/failure.h"
#include "clients/cli/help.h"
#include "clients/cli/nouns.h"
#include "clients/cli/typed_wrongly.h"
#include "clients/cli/verb.h"
#include "clients/cpp/utf8.h"

namespace kasvu::cli {
namespace {

void AddGlobalOptions(CLI::App& app, Frame& frame, std::string& language) {
  app.set_help_flag("-h,--help", frame.Say({"Näytä ohje", "Visa hjälpen", "Show this help"}));
  app.set_version_flag("--version", app.get_name() + " " KASVU_VERSION,
                       frame.Say({"Näytä versio", "Visa versionen", "Show the version"}));
  app.add_option("--server", frame.options.server,
                 frame.Say({"Palvelimen osoite (KASVU_SERVER, muuten 127.0.0.1:7410)",
                            "Serverns adress (KASVU_SERVER, annars 127.0.0.1:7410)",
                            "The server's address (KASVU_SERVER, else 127.0.0.1:7410)"}))
      ->type_name("HOST:PORT");
  app.add_option(
         "--as", frame.options.as,
         frame.Say({"Kenen nimissä toimit: operator (ylläpitäjä), henkilön tunnus tai sähköposti "
                    "(KASVU_AS)",
                    "Som vem du handlar: operator, en persons id eller e-post (KASVU_AS)",
                    "Who acts: operator, a person's id or e-mail (KASVU_AS)"}))
      ->type_name("PERSON");
  app.add_option("--lang", language,
                 frame.Say({"Kieli (muuten ympäristön mukaan)", "Språk (annars enligt miljön)",
                            "Language (else that of the locale)"}))
      ->check(CLI::IsMember({"fi", "sv", "en"}).description(""))
      ->type_name("fi|sv|en");
  app.add_flag("--json", frame.options.json,
               frame.Say({"Tulosta JSON-muodossa", "Skriv ut som JSON", "Print JSON"}));
  app.add_flag("--no-progress", frame.options.no_progress,
               frame.Say({"Älä piirrä edistymistä", "Rita inga förloppsindikatorer",
                          "Draw no progress bars"}));
}

// The command that `app` was asked for, as far as it was understood: kasvu cohort create.
std::string Typed(const CLI::App& app) {
  std::string typed = app.get_name();
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    typed += " " + at->get_name();
  }
  return typed;
}

// Whether `text` is UTF-8: names and notes travel as nothing else.
bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const size_t length = client::CharacterLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

int RefuseBytes(size_t place, const Frame& frame) {
  frame.terminal().err
      << "kasvu: "
      << frame.Say(
             {"Komennon {place}. sana ei ole UTF-8:aa; tarkista päätteen merkistö.",
              "Kommandots ord nummer {place} är inte UTF-8; kontrollera terminalens teckenkod.",
              "Word {place} of the command is not UTF-8; check the terminal's encoding."},
             {{"place", std::to_string(place)}})
      << '\n';
  return kWrongUsage;
}

int Refuse(const CLI::App& app, const std::string& sentence, const Frame& frame) {
  frame.terminal().err << "kasvu: " << sentence << '\n'
                       << frame.Say({"Katso ”{command} --help”.", "Se ”{command} --help”.",
                                     "See “{command} --help”."},
                                    {{"command", Typed(app)}})
                       << '\n';
  return kWrongUsage;
}

}  // namespace

void AddCompletion(CLI::App& app, Frame& frame) {
  const std::string example = "source <(" + app.get_name() + " completion bash)";
  CLI::App& noun = AddNoun(app, frame, "completion",
                           {"Komentojen täydennys komentotulkkiin", "Komplettering för skalet",
                            "Completion for the shell"},
                           example);
  Verb bash(noun, frame, "bash",
            {"Tulosta täydennys bashille", "Skriv ut kompletteringen för bash",
             "Print the completion for bash"},
            example);
  bash.Does([&app, &frame] {
    frame.out() << BashCompletion(app);
    return absl::OkStatus();
  });
}

void AddCommands(CLI::App& app, Frame& frame) {
  AddTemplate(app, frame);
  AddKey(app, frame);
  AddPerson(app, frame);
  AddCompany(app, frame);
  AddMandate(app, frame);
  AddCohort(app, frame);
  AddEnrolment(app, frame);
  AddGroup(app, frame);
  AddLink(app, frame);
  AddSession(app, frame);
  AddProgress(app, frame);
  AddWork(app, frame);
  AddHistory(app, frame);
  AddClock(app, frame);
  AddAdmin(app, frame);
  AddCompletion(app, frame);
}

int Run(const std::vector<std::string>& arguments, const Terminal& terminal) {
  return RunProgram({"kasvu",
                     {"Kasvu: kasvuryhmät ja mentorointi komentoriviltä.",
                      "Kasvu: tillväxtgrupper och mentorskap från kommandoraden.",
                      "Kasvu: growth groups and mentoring from the command line."},
                     {"Alkuun: kasvu template list, sitten kasvu cohort create --help.\n"
                      "Joka komennon --help näyttää esimerkin.\n",
                      "Börja med kasvu template list, sedan kasvu cohort create --help.\n"
                      "Varje kommandos --help visar ett exempel.\n",
                      "Begin with kasvu template list, then kasvu cohort create --help.\n"
                      "The --help of each command shows an example.\n"},
                     AddCommands},
                    arguments, terminal);
}

int RunProgram(const Program& program, const std::vector<std::string>& arguments,
               const Terminal& terminal) {
  Frame frame(terminal, LanguageOf(arguments, terminal.environment));
  CLI::App app(frame.Say(program.purpose), program.name);
  SpeakOf(app, frame);
  std::string language;
  AddGlobalOptions(app, frame, language);
  app.fallthrough();
  program.add_commands(app, frame);
  app.footer(frame.Say(program.first_steps));
  app.require_subcommand(1);
  // Words that no command expects: a place may come in two, all others are refused below.
  app.allow_extras();
  if (arguments.empty()) {
    terminal.err << app.help();
    return kWrongUsage;
  }
  const auto bytes = std::find_if_not(arguments.begin(), arguments.end(), IsUtf8);
  if (bytes != arguments.end()) {
    return RefuseBytes(static_cast<size_t>(bytes - arguments.begin()) + 1, frame);
  }
  try {
    // CLI11 takes them from the back.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, terminal.out, terminal.err);
    return Refuse(app, SentenceOf(app, error, frame), frame);
  }
  const std::vector<std::string> extra = app.remaining(true);
  if (!extra.empty() && !(frame.take_extra && frame.take_extra(extra))) {
    return Refuse(app, MeansNothing(extra.front(), frame), frame);
  }
  const absl::Status status = frame.work ? frame.work() : absl::OkStatus();
  terminal.out.flush();
  if (!status.ok()) return Report(status, frame);
  return frame.refused() ? kWasRefused : kSucceeded;
}

}  // namespace kasvu::cli

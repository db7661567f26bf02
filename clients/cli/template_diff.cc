// kasvu template diff

#include <filesystem>

#include "clients/cli/input_file.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/template_calls.h"
#include "clients/cpp/template_yaml.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr size_t kMaxValueBytes = 70;

struct DiffOptions {
  std::string before;
  std::string after;
};

bool IsFile(const std::string& name) {
  std::error_code ignored;
  return name == "-" || std::filesystem::is_regular_file(name, ignored);
}

// The value, shortened at the end of a character.
std::string Shown(const v1::Value& value) {
  std::string text = client::ValueText(value);
  if (text.size() <= kMaxValueBytes) return Printable(text);
  size_t end = kMaxValueBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return Printable(text.substr(0, end)) + "…";
}

std::string Place(Frame& frame, const v1::TemplateDifference& difference) {
  if (difference.around() == "template" && difference.after().empty()) return "";
  if (difference.after().empty()) {
    return frame.Say({"ensimmäisenä: {at}", "först i {at}", "first in {at}"},
                     {{"at", difference.around()}});
  }
  return frame.Say({"kohdan {at} jälkeen", "efter {at}", "after {at}"},
                   {{"at", difference.after()}});
}

// A sign, the address, and what is different about it.
std::vector<Cell> Row(Frame& frame, const v1::TemplateDifference& difference) {
  switch (difference.kind()) {
    case v1::DIFFERENCE_KIND_RENAMED:
      return {
          {"="},
          {difference.element()},
          {frame.Say({"ennen {was}", "förut {was}", "was {was}"}, {{"was", difference.was()}})}};
    case v1::DIFFERENCE_KIND_SET: {
      const std::string field = difference.field() + ": ";
      if (!difference.has_to()) {
        return {{"~"},
                {difference.element()},
                {field + Shown(difference.from()) + frame.Say({" poistui", " borta", " is gone"})}};
      }
      const std::string from = difference.has_from() ? Shown(difference.from()) + " → " : "";
      return {{"~"}, {difference.element()}, {field + from + Shown(difference.to())}};
    }
    case v1::DIFFERENCE_KIND_ADDED:
      return {{"+", Style::kGood},
              {difference.element()},
              {Printable(difference.title()) + "  " + Place(frame, difference)}};
    case v1::DIFFERENCE_KIND_MOVED:
      return {{">"}, {difference.element()}, {Place(frame, difference)}};
    default:
      return {{"-", Style::kBad}, {difference.element()}, {Printable(difference.title())}};
  }
}

absl::Status ReadSide(const std::string& name, std::string& named, std::string& text) {
  if (!IsFile(name)) {
    named = name;
    return absl::OkStatus();
  }
  KASVU_ASSIGN_OR_RETURN(text, ReadInput(name));
  return absl::OkStatus();
}

absl::Status Diff(Frame& frame, const DiffOptions& options) {
  v1::DiffTemplatesRequest request;
  KASVU_RETURN_IF_ERROR(
      ReadSide(options.before, *request.mutable_before(), *request.mutable_before_text()));
  KASVU_RETURN_IF_ERROR(
      ReadSide(options.after, *request.mutable_after(), *request.mutable_after_text()));
  request.set_language(frame.language());
  KASVU_ASSIGN_OR_RETURN(const auto diff, frame.Call(client::kDiffTemplates, request));
  if (frame.PrintedJson(diff)) return absl::OkStatus();
  const std::string before = diff.before().empty() ? options.before : diff.before();
  const std::string after = diff.after().empty() ? options.after : diff.after();
  frame.PrintLine(Styled(before + " → " + after, Style::kStrong, frame.coloured()));
  Table table;
  for (const v1::TemplateDifference& difference : diff.differences()) {
    table.Add(Row(frame, difference));
  }
  if (diff.differences_size() > 0) frame.Print(table);
  frame.PrintLine("");
  frame.PrintLine(frame.Say({"Osallistujalle:", "För en deltagare:", "For a participant:"}));
  for (const std::string& line : diff.meaning()) frame.PrintLine("  " + Printable(line));
  return absl::OkStatus();
}

}  // namespace

void AddTemplateDiff(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<DiffOptions>();
  Verb verb(noun, frame, "diff",
            {"Näytä, mikä kahdessa versiossa on erilaista", "Visa vad som skiljer två versioner åt",
             "Show what is different between two versions"},
            "kasvu template diff kasvu/ekollega@1 kasvu/ekollega@2");
  verb.Option("BEFORE", options->before,
              {"julkaisija/tunnus@versio tai tiedosto", "utgivare/id@version eller en fil",
               "publisher/id@version, or a file"})
      ->required();
  verb.Option("AFTER", options->after,
              {"samoin se, johon verrataan", "likaså det som jämförs med",
               "likewise, what it is compared with"})
      ->required();
  verb.Does([&frame, options] { return Diff(frame, *options); });
}

}  // namespace kasvu::cli

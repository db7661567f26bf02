// kasvu admin copy

#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/escaping.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/table.h"
#include "clients/cli/verb.h"
#include "errors/error.h"
#include "google/protobuf/struct.pb.h"
#include "services/admin/copy_stores.h"
#include "services/admin/verbs.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

constexpr uint64_t kSteps = 1000;

struct Asked {
  std::string from;
  std::string to;
};

google::protobuf::Struct MessageOf(const std::vector<CopiedStore>& copied) {
  google::protobuf::Struct message;
  auto& stores = *(*message.mutable_fields())["stores"].mutable_list_value();
  for (const CopiedStore& one : copied) {
    auto& fields = *stores.add_values()->mutable_struct_value()->mutable_fields();
    fields["store"].set_string_value(one.store);
    fields["rows"].set_number_value(static_cast<double>(one.digest.rows));
    fields["digest"].set_string_value(absl::BytesToHexString(one.digest.hash));
  }
  return message;
}

absl::Status Copy(Frame& frame, const Asked& asked) {
  KASVU_ASSIGN_OR_RETURN(const Place from, Place::Parse(asked.from));
  KASVU_ASSIGN_OR_RETURN(const Place to, Place::Parse(asked.to));
  std::vector<CopiedStore> copied;
  {
    std::unique_ptr<cli::ProgressBar> bar;
    std::string shown;
    KASVU_ASSIGN_OR_RETURN(
        copied, CopyStores(from, to, [&](std::string_view store, uint64_t rows, uint64_t of_rows) {
          if (shown != store) {
            shown = std::string(store);
            bar.reset();
            bar = std::make_unique<cli::ProgressBar>(frame, shown, kSteps);
          }
          bar->At(static_cast<int>(of_rows == 0 ? kSteps : rows * kSteps / of_rows));
        }));
  }
  if (frame.PrintedJson(MessageOf(copied))) return absl::OkStatus();
  cli::Table table({frame.Say({"Varasto", "Lager", "Store"}),
                    frame.Say({"Rivejä", "Rader", "Rows"}),
                    frame.Say({"Kummankin tiiviste", "Bådas hash", "Digest of both"})});
  table.AlignRight(1);
  for (const CopiedStore& one : copied) {
    table.Add({one.store, std::to_string(one.digest.rows),
               absl::BytesToHexString(one.digest.hash).substr(0, 16)});
  }
  frame.Print(table);
  frame.PrintLine(
      frame.Say({"Kopioitu kohteeseen {place}. Pääavain ei ole mukana: kopioi master.key.",
                 "Kopierat till {place}. Huvudnyckeln är inte med: kopiera master.key.",
                 "Copied to {place}. The master key is not in it: copy master.key."},
                {{"place", to.shown()}}));
  return absl::OkStatus();
}

}  // namespace

void AddCopy(CLI::App& app, Frame& frame) {
  auto asked = std::make_shared<Asked>();
  cli::Verb verb(app, frame, "copy",
                 {"Kopioi pysäytetyn palvelimen data muualle; keskeytynyt jatkuu",
                  "Kopiera en stoppad servers data; en avbruten kopiering fortsätter",
                  "Copy a stopped server's data elsewhere; one that was broken off goes on"},
                 "kasvu admin copy --from rocksdb:/var/lib/kasvu --to postgres://kasvu@db/kasvu");
  const cli::Words place = {"rocksdb:KANSIO tai postgres://…", "rocksdb:MAPP eller postgres://…",
                            "rocksdb:DIR or postgres://…"};
  verb.Option("--from", asked->from, place)->required()->type_name("STORE");
  verb.Option("--to", asked->to, place)->required()->type_name("STORE");
  verb.Does([&frame, asked] { return Copy(frame, *asked); });
}

}  // namespace kasvu::admin

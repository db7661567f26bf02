// The programmes and modules that come with the server, built in from workflows/programmes/.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/catalogue/catalogue.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

inline constexpr std::string_view kReadyPublisher = "kasvu";

struct ReadyText {
  std::string_view file;  // "ekollega.yaml", "modules/joining.yaml"
  std::string_view text;
};

// All of them, modules first and overlays last.
std::span<const ReadyText> ReadyTexts();

// Publishes those that `store` does not have yet, under the publisher `kasvu`; a text that has
// changed since becomes the next version. Costs one read when nothing has changed. Texts with
// faults are logged and left out.
absl::Status PublishReadyProgrammes(storage::Store& store, Catalogue& catalogue, absl::Time now);

}  // namespace kasvu::catalogue

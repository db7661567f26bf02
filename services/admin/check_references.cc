#include "services/admin/check_references.h"

#include <memory>
#include <string>
#include <utility>

#include "services/admin/check_keys.h"
#include "services/catalogue/check_store.h"
#include "services/common/references.h"
#include "services/directory/check_store.h"
#include "services/engine/check_store.h"

namespace kasvu::admin {
namespace {

using services::Reference;

class References {
 public:
  References(const ReadStores& folder, services::Faults& faults)
      : catalogue_(Reading(folder, "catalogue")),
        directory_(Reading(folder, "directory")),
        keys_(Reading(folder, "keys")),
        faults_(faults) {}

  void Check(const Reference& reference) const {
    faults_.Looked(1);
    switch (reference.kind) {
      case Reference::Kind::kPerson:
        if (directory_ != nullptr && !directory::KnowsPerson(*directory_, reference.name) &&
            !(keys_ != nullptr && WasErased(*keys_, reference.name))) {
          Tell("REFERENCE_BROKEN", reference, "somebody known, or erased: " + reference.name,
               "nobody");
        }
        return;
      case Reference::Kind::kCompany:
        if (directory_ != nullptr && !directory::KnowsCompany(*directory_, reference.name)) {
          Tell("REFERENCE_BROKEN", reference, reference.name, "none");
        }
        return;
      case Reference::Kind::kVersion:
        if (catalogue_ != nullptr) CheckVersion(reference);
        return;
      case Reference::Kind::kContentKey:
        if (keys_ != nullptr && !HasKey(*keys_, reference.name)) {
          Tell("CONTENT_KEY_MISSING", reference, "a key of " + reference.name + ", or its mark",
               "none");
        }
        return;
    }
  }

 private:
  static std::unique_ptr<storage::Snapshot> Reading(const ReadStores& folder,
                                                    const std::string& name) {
    storage::Store* const store = folder.Find(name);
    return store == nullptr ? nullptr : store->TakeSnapshot();
  }

  void CheckVersion(const Reference& reference) const {
    const auto digests = catalogue::DigestsOf(*catalogue_, reference.name);
    if (!digests) return Tell("REFERENCE_BROKEN", reference, reference.name, "none");
    if (digests->source != reference.digest) {
      return Tell("REFERENCE_BROKEN", reference,
                  reference.name + " with the digest " + reference.digest,
                  "the digest " + digests->source);
    }
    if (reference.compiled_digest.empty() || reference.compiled_digest == digests->compiled) return;
    Tell("DIGEST_DIFFERS", reference, digests->compiled, reference.compiled_digest);
  }

  void Tell(std::string reason, const Reference& reference, std::string expected,
            std::string found) const {
    faults_.Add(
        {std::move(reason), reference.table, reference.key, std::move(expected), std::move(found)});
  }

  const std::unique_ptr<storage::Snapshot> catalogue_;
  const std::unique_ptr<storage::Snapshot> directory_;
  const std::unique_ptr<storage::Snapshot> keys_;
  services::Faults& faults_;
};

}  // namespace

void CheckEngineReferences(const ReadStores& folder, services::Faults& faults) {
  storage::Store* const engine = folder.Find("engine");
  if (engine == nullptr) return;
  const References references(folder, faults);
  engine::ForEachReference(*engine->TakeSnapshot(),
                           [&](const Reference& reference) { references.Check(reference); });
}

void CheckDirectoryReferences(const ReadStores& folder, services::Faults& faults) {
  storage::Store* const directory = folder.Find("directory");
  if (directory == nullptr) return;
  const References references(folder, faults);
  directory::ForEachReference(*directory->TakeSnapshot(),
                              [&](const Reference& reference) { references.Check(reference); });
}

}  // namespace kasvu::admin

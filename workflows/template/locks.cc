#include "workflows/template/locks.h"

#include <map>

#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;

// Of every element what it stands in.
std::map<std::string, std::string> Surroundings(const TemplateSpec& spec) {
  TemplateSpec copy = spec;
  std::map<std::string, std::string> around;
  for (ElementPlace& place : Elements(copy)) around[place.address] = place.around;
  return around;
}

bool StandsIn(const std::map<std::string, std::string>& around, std::string address,
              const std::string& outer) {
  for (auto found = around.find(address); found != around.end(); found = around.find(address)) {
    address = found->second;
    if (address == outer) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> LockOn(const TemplateSpec& spec, const Locks& locks,
                                  const std::string& address) {
  if (locks.empty()) return std::nullopt;
  if (locks.contains(address)) return address;
  const auto around = Surroundings(spec);
  for (const auto& [lock, reason] : locks) {
    if (lock != "template" && StandsIn(around, address, lock)) return lock;
  }
  return std::nullopt;
}

std::optional<std::string> LockInside(const TemplateSpec& spec, const Locks& locks,
                                      const std::string& address) {
  if (locks.empty()) return std::nullopt;
  const auto around = Surroundings(spec);
  for (const auto& [lock, reason] : locks) {
    if (StandsIn(around, lock, address)) return lock;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows

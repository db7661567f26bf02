#include "services/admin/print_faults.h"

#include <string>

#include "clients/cli/table.h"
#include "services/admin/reasons.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

void PrintFaultsOf(Frame& frame, const kasvu::v1::VerifiedStore& store) {
  for (const auto& fault : store.faults()) {
    const auto words = WordsOfFault(fault.reason());
    std::string place = store.store();
    if (!fault.table().empty()) place += " " + fault.table();
    if (!fault.key().empty()) place += ": " + fault.key();
    frame.PrintLine(cli::Printable(place + (words ? ". " + frame.Say(*words) : ".") + " [" +
                                   fault.reason() + "]"));
    frame.PrintLine(cli::Printable(frame.Say(
        {"  odotettu: {expected}; löytyi: {found}", "  väntat: {expected}; fanns: {found}",
         "  expected: {expected}; found: {found}"},
        {{"expected", fault.expected()}, {"found", fault.found()}})));
  }
}

}  // namespace

void PrintFaults(Frame& frame, const kasvu::v1::VerifyReport& report) {
  for (const auto& store : report.stores()) PrintFaultsOf(frame, store);
}

}  // namespace kasvu::admin

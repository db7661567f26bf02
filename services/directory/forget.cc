#include "services/directory/forget.h"

#include "errors/error.h"
#include "services/directory/mandate_book.h"
#include "services/directory/names.h"
#include "services/directory/people.h"
#include "services/directory/tables.h"

namespace kasvu::directory {

absl::StatusOr<bool> Forget(storage::Store& store, const std::string& person) {
  const auto transaction = store.Begin();
  KASVU_ASSIGN_OR_RETURN(const bool there,
                         kPersonTable.Contains(*transaction, {IdOf(kPersons, person)}));
  if (!there) return false;
  KASVU_RETURN_IF_ERROR(People::Remove(*transaction, person));
  KASVU_RETURN_IF_ERROR(RemoveMandatesOf(*transaction, person));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return true;
}

}  // namespace kasvu::directory

#include "services/directory/directory.h"

#include <string>

#include "services/directory/mandate_book.h"
#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

TEST_F(DirectoryTest, StartsWithTheMandatesThatAreStored) {
  const std::string aino = AddPerson("Esimerkki Aino");
  Grant(aino, "coordinator", "regions/02");
  services::MandateTable fresh;
  Directory again({*store_, *vault_, randomness_, fresh});
  ASSERT_TRUE(again.Load().ok());
  EXPECT_TRUE(fresh.HasRole(aino, "2021-02-01", "coordinator", "regions/02"));
}

// The machine stops between the commit that takes a person out and the end of her key.
TEST_F(DirectoryTest, FinishesAnErasureThatWasInterrupted) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string sealed = *vault_->Seal(aino, "a note");
  const auto transaction = store_->Begin();
  ASSERT_TRUE(directory_->BeginErasure(*transaction, aino).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_TRUE(vault_->Open(aino, sealed).ok());

  services::MandateTable fresh;
  Directory again({*store_, *vault_, randomness_, fresh});
  ASSERT_TRUE(again.Load().ok());
  EXPECT_EQ(ReasonOf(vault_->Open(aino, sealed).status()), "CONTENT_ERASED");
  ASSERT_TRUE(again.Load().ok()) << "nothing is left to finish";
}

}  // namespace
}  // namespace kasvu::directory

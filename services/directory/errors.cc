#include "services/directory/errors.h"

#include <string>

#include "errors/error.h"

namespace kasvu::directory {

absl::Status PersonNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "PERSON_NOT_FOUND",
               "there is no " + std::string(name) + " whom you may see",
               {{"person", std::string(name)}});
}

absl::Status CompanyNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "COMPANY_NOT_FOUND",
               "there is no company " + std::string(name), {{"company", std::string(name)}});
}

absl::Status MandateNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "MANDATE_NOT_FOUND",
               "there is no mandate " + std::string(name) + " that you may end",
               {{"mandate", std::string(name)}});
}

absl::Status EmailTaken(std::string_view person) {
  return Error(absl::StatusCode::kAlreadyExists, "EMAIL_TAKEN",
               std::string(person) + " has this e-mail address already",
               {{"person", std::string(person)}});
}

absl::Status BusinessIdTaken(std::string_view company) {
  return Error(absl::StatusCode::kAlreadyExists, "BUSINESS_ID_TAKEN",
               std::string(company) + " has this business id already",
               {{"company", std::string(company)}});
}

absl::Status MandateEnded(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "MANDATE_ENDED",
               std::string(name) + " has been ended before; grant a new one instead",
               {{"mandate", std::string(name)}});
}

absl::Status MandateExists(std::string_view name) {
  return Error(absl::StatusCode::kAlreadyExists, "MANDATE_EXISTS",
               std::string(name) + " gives this person the same role at the same scope and time",
               {{"mandate", std::string(name)}});
}

absl::Status PositionGone(uint64_t newest) {
  return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE",
               "the feed ends at " + std::to_string(newest) + "; begin again from 0",
               {{"newest", std::to_string(newest)}});
}

}  // namespace kasvu::directory

#include "workflows/cohort/errors_link.h"

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using absl::StatusCode;

std::string Text(std::string_view text) { return std::string(text); }

}  // namespace

absl::Status LinkUnknown(std::string_view link, const std::vector<std::string>& known) {
  const std::string near = NearestWord(link, known);
  std::string sentence = "the programme has no link " + Text(link);
  if (!near.empty()) sentence += "; did you mean " + near + "?";
  if (near.empty() && !known.empty()) sentence += "; it has " + Listed(known);
  return Error(StatusCode::kInvalidArgument, "LINK_UNKNOWN", sentence,
               {{"link", Text(link)}, {"known", Listed(known)}});
}

absl::Status LinkUnknownForItem(std::string_view link, std::string_view series,
                                std::string_view item) {
  std::string sentence = "the link " + Text(link);
  if (series.empty()) {
    sentence += " is made once, not for an item like " + Text(item);
  } else if (item.empty()) {
    sentence += " is made for each item of " + Text(series) + "; say for which";
  } else {
    sentence += " is made for each item of " + Text(series) + ", and " + Text(item) + " is none";
  }
  return Error(StatusCode::kInvalidArgument, "LINK_UNKNOWN", sentence,
               {{"link", Text(link)}, {"series", Text(series)}, {"item", Text(item)}});
}

absl::Status ItemUnknown(std::string_view series, std::string_view item,
                         const std::vector<std::string>& known) {
  return Error(StatusCode::kInvalidArgument, "ITEM_UNKNOWN",
               Text(series) + " has no item " + Text(item) + "; it has " + Listed(known),
               {{"series", Text(series)}, {"item", Text(item)}, {"known", Listed(known)}});
}

absl::Status LinkNotRotated(std::string_view link) {
  return Error(StatusCode::kFailedPrecondition, "LINK_NOT_ROTATED",
               "the link " + Text(link) + " is not rotated; assign it to one participant at a time",
               {{"link", Text(link)}});
}

absl::Status LinkSize(std::string_view link, std::string_view sentence, int given, int least,
                      int most) {
  return Error(StatusCode::kFailedPrecondition, "LINK_SIZE", sentence,
               {{"link", Text(link)},
                {"given", absl::StrCat(given)},
                {"least", absl::StrCat(least)},
                {"most", absl::StrCat(most)}});
}

absl::Status LinkCapacity(std::string_view person, std::string_view role, int capacity) {
  return Error(
      StatusCode::kFailedPrecondition, "LINK_CAPACITY",
      absl::StrCat("a ", Text(role), " has ", capacity,
                   " participants at most in this cohort, and this one has as many; choose "
                   "another or end a link that is over"),
      {{"person", Text(person)}, {"role", Text(role)}, {"capacity", absl::StrCat(capacity)}});
}

absl::Status LinkRematchLimit(uint32_t enrolment, std::string_view link, int limit) {
  const std::string times =
      limit == 0 ? "cannot be linked anew" : absl::StrCat("can be linked anew ", limit, " times");
  return Error(StatusCode::kFailedPrecondition, "LINK_REMATCH_LIMIT",
               absl::StrCat("by ", Text(link), " a participant ", times, ", and that is used up"),
               {{"enrolment", absl::StrCat("e", enrolment)},
                {"link", Text(link)},
                {"limit", absl::StrCat(limit)}});
}

absl::Status LinkExists(uint32_t enrolment, std::string_view link, uint32_t other) {
  return Error(StatusCode::kFailedPrecondition, "LINK_EXISTS",
               absl::StrCat("e", enrolment, " has the link ", Text(link), " already, l", other,
                            "; end that one first"),
               {{"enrolment", absl::StrCat("e", enrolment)},
                {"link", Text(link)},
                {"existing", absl::StrCat("l", other)}});
}

absl::Status LinksExistForItem(std::string_view link, std::string_view item) {
  return Error(StatusCode::kFailedPrecondition, "LINK_EXISTS",
               Text(link) + " has been rotated for " + Text(item) +
                   " already; change single links, or end them first",
               {{"link", Text(link)}, {"item", Text(item)}});
}

absl::Status NoSuchRole(std::string_view person, const std::vector<std::string>& roles) {
  return Error(StatusCode::kFailedPrecondition, "NO_SUCH_ROLE",
               "the other side must be one of: " + Listed(roles) +
                   "; give the person that role at this cohort first",
               {{"person", Text(person)}, {"roles", Listed(roles)}});
}

absl::Status SidesAlike(std::string_view link, std::string_view attribute, std::string_view value) {
  return Error(StatusCode::kFailedPrecondition, "NO_SUCH_ROLE",
               "the two sides of " + Text(link) + " must differ in " + Text(attribute),
               {{"link", Text(link)}, {"attribute", Text(attribute)}, {"value", Text(value)}});
}

absl::Status LinkNotFound(uint32_t link) {
  return Error(StatusCode::kNotFound, "LINK_NOT_FOUND",
               absl::StrCat("there is no link l", link, " in this cohort"),
               {{"link", absl::StrCat("l", link)}});
}

absl::Status LinkEndedBefore(uint32_t link) {
  return Error(StatusCode::kFailedPrecondition, "LINK_ENDED",
               absl::StrCat("the link l", link, " has ended"), {{"link", absl::StrCat("l", link)}});
}

absl::Status NotInLink(uint32_t link) {
  return Error(StatusCode::kInvalidArgument, "NOT_IN_LINK",
               absl::StrCat("that is nobody in the link l", link),
               {{"link", absl::StrCat("l", link)}});
}

absl::Status MayNotLink(std::string_view link) {
  return Error(StatusCode::kPermissionDenied, "NOT_ALLOWED",
               "the link " + Text(link) + " is made by the coordinator", {{"link", Text(link)}});
}

}  // namespace kasvu::workflows

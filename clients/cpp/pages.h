// Lists that come in pages, by the field names that all of them share: page_size, page_token,
// next_page_token.
#pragma once

#include "google/protobuf/message.h"

namespace kasvu::client {

inline constexpr int kLargePage = 1000;

// Asks for large pages unless `request` says how large they are to be.
void AskForLargePages(google::protobuf::Message& request);

// Appends the lists of `page` to those of `all`; what is no list is taken from `page`.
void AddPage(const google::protobuf::Message& page, google::protobuf::Message& all);

// Makes `request` ask for what follows `page`; false when nothing does.
bool AskForNextPage(const google::protobuf::Message& page, google::protobuf::Message& request);

}  // namespace kasvu::client

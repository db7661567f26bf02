// The forms that a field's rules may ask of a string (rules.proto).
#pragma once

#include <optional>
#include <string_view>

namespace kasvu::services {

enum class Form { kAny, kId, kName, kDate, kLanguage, kEmail, kRegion };

// The form by its word in rules.proto; nullopt for an unknown word.
std::optional<Form> FormByWord(std::string_view word);

// Whether `text` has the form; empty texts are judged by `required`, not here.
bool HasForm(std::string_view text, Form form);

// What is wrong with a text that has not: "has to be a date such as 2021-02-01".
std::string_view FormSentence(Form form);

// Lower-case letters, digits and single hyphens between them, 1 to 64 of them: ekollega-2021.
bool IsId(std::string_view text);
// A resource's name: at least collection/id, each of letters, digits, - _ . ~ @ and at most 200 in
// all: cohorts/ekollega-2021/enrolments/e7.
bool IsName(std::string_view text);
// A day that exists, from 1900 to 2199, as 2021-02-01.
bool IsDate(std::string_view text);

// Whether `text` is well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);
// The number of code points of well-formed UTF-8.
size_t CharactersIn(std::string_view text);

}  // namespace kasvu::services

// How large a template may be. Each limit has a code of its own among the findings.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kasvu::workflows {

inline constexpr size_t kMaxDocumentBytes = 1'000'000;
inline constexpr int kMaxDocumentDepth = 40;
inline constexpr size_t kMaxFindings = 200;
inline constexpr size_t kMaxParameterBytes = 600;  // of what fills a sentence; the rest is cut off

inline constexpr int kMaxSteps = 500;  // after modules are inlined
inline constexpr int kMaxPhases = 50;
inline constexpr int kMaxItems = 100;   // of one series, `times` and `up_to` included
inline constexpr int kMaxSlots = 5000;  // of all series together, the rolling ones as one each
inline constexpr int kMaxPrerequisites = 30;  // needs and after of one step or phase, each
inline constexpr int kMaxFacts = 32;
inline constexpr int kMaxFactValues = 20;
inline constexpr int kMaxLanguages = 8;
inline constexpr int kMaxTextCharacters = 4000;
inline constexpr int kMaxIdCharacters = 64;
inline constexpr int kMaxParams = 20;
inline constexpr int kMaxRoles = 20;
inline constexpr int kMaxTracks = 10;
inline constexpr int kMaxLinks = 20;
inline constexpr int kMaxEnds = 20;
inline constexpr int kMaxRequirements = 50;  // of one end
inline constexpr int kMaxForms = 50;
inline constexpr int kMaxQuestions = 100;  // of one form
inline constexpr int kMaxOptions = 50;     // of one question
inline constexpr int kMaxAgendaLines = 50;
inline constexpr int kMaxFields = 30;  // that one step records
inline constexpr int kMaxConditionDepth = 10;
inline constexpr int kMaxDays = 3660;  // of any distance in time

// Whole numbers that every reader of JSON keeps exactly.
inline constexpr int64_t kMaxExactInteger = 9'007'199'254'740'991;

}  // namespace kasvu::workflows

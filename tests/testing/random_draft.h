// What the parts of a random programme know of each other while it is written.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kasvu::workflows {

// A step that others may refer to.
struct DraftStep {
  std::string id = {};
  std::string per = {};                 // empty: each enrolment
  std::string track = {};               // empty: all
  std::vector<std::string> items = {};  // of a series with known keys
  bool is_series = false;
  bool is_session = false;
  bool is_dated = false;  // its items have dates of their own
  bool settles = true;    // by itself, or because everybody must
  bool is_rolling = false;
  bool may_be_missed = false;   // closes, perhaps before what must come first
  bool is_conditional = false;  // may turn out not to apply
};

// A fact with the values a and b, of which the diligent get a.
struct DraftFact {
  std::string id = {};
  std::string per = {};     // of its writer
  bool is_certain = false;  // everybody diligent writes it
};

struct Draft {
  explicit Draft(std::mt19937_64& source) : random(source) {}

  int Below(int limit) { return static_cast<int>(random() % static_cast<uint64_t>(limit)); }
  bool Chance(int percent) { return Below(100) < percent; }
  template <class Things>
  const auto& OneOf(const Things& things) {
    return things[static_cast<size_t>(Below(static_cast<int>(std::size(things))))];
  }
  std::string NextId(std::string_view kind) {
    return std::string(kind) + "-" + std::to_string(++count);
  }

  std::mt19937_64& random;
  int count = 0;
  bool rolls = false;
  bool has_tracks = false;
  bool makes_up = false;  // something replaces missed sessions
  std::vector<DraftStep> steps;
  std::vector<DraftFact> facts;
  std::set<std::string> links;  // mentor, pair, peer, round, host
  std::set<std::string> roles;  // mentor, expert
  std::set<std::string> params;
  std::string fact_lines;
  std::string form_lines;
};

}  // namespace kasvu::workflows

// Changing company: who is with whom in the next round of a rotated link, whom each one's fellow
// is, and whose turn it is. Deterministic: the same history gives the same round.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kasvu::workflows {

// Who has been together before, and how often each took part. People are named by ordinals.
class Encounters {
 public:
  // Everybody in `company` meets everybody else in it once more.
  void AddCompany(const std::vector<uint32_t>& company);
  // `fellow` serves `subject` once more; the other way round is something else.
  void AddService(uint32_t subject, uint32_t fellow);

  int Together(uint32_t a, uint32_t b) const;
  int Served(uint32_t subject, uint32_t fellow) const;
  int Rounds(uint32_t person) const;  // companies that the person was in
  int Met(uint32_t person) const;     // partners in all of them, repeated ones too

 private:
  std::map<std::pair<uint32_t, uint32_t>, int> together_;
  std::map<std::pair<uint32_t, uint32_t>, int> served_;
  std::map<uint32_t, int> rounds_;
  std::map<uint32_t, int> met_;
};

using Company = std::vector<uint32_t>;

// Spreads `people` over companies of `least` to `most`, everybody in one; as many companies as can
// be. Nobody meets an earlier partner while that is possible, else as few as can be meet again.
// When the numbers do not work out, those who took part most often sit out. Takes at most a few
// milliseconds for 60 people.
std::vector<Company> NextCompanies(std::vector<uint32_t> people, int least, int most,
                                   const Encounters& earlier);

// Gives each of `people` a fellow among the others, everybody serving once, nobody with an earlier
// fellow while that is possible. Pairs of subject and fellow, by subject; none for fewer than two.
std::vector<std::pair<uint32_t, uint32_t>> NextFellows(std::vector<uint32_t> people,
                                                       const Encounters& earlier);

// A turn that somebody has had or will have, by the place of its item in the series.
struct Turn {
  uint32_t person = 0;
  int place = 0;
};

// Whose turn it is at `place`: with `spacing` items between two of one's turns while that is
// possible, then whoever has waited longest, newcomers first. `people` is not empty.
uint32_t NextTurn(const std::vector<uint32_t>& people, const std::vector<Turn>& turns, int place,
                  int spacing);

}  // namespace kasvu::workflows

// What would happen if this home called now and nobody answered: the engine's own decisions, deadline after deadline,
// on a copy of the situation. Nothing is written, nobody is told. Pure.
//
// Called by server/desk for an administrator who wants to see what a policy means.
#pragma once

#include <optional>
#include <vector>

#include "dispatch/intake.h"
#include "dispatch/lifecycle.h"
#include "dispatch/matcher.h"

namespace lamplight {

struct PreviewLine {
  HistoryEntry told;           // as the story of the incident would have it
  std::optional<Offer> offer;  // of an "offered"
  bool operator==(const PreviewLine&) const = default;
};

struct Preview {
  Instant at{};                        // of the call
  Incident incident;                   // as the call would leave it
  bool joins = false;                  // an open incident, which would be raised
  std::vector<PreviewLine> lines;      // in their order
  bool repeats = false;                // the last step would be taken again and again
  std::vector<Candidate> candidates;   // who would be asked in which order, and why not the others
  bool operator==(const Preview&) const = default;
};

inline constexpr Millis k_preview_span{2 * 3600 * 1000};  // a ladder that asks no human within two hours is a mistake
inline constexpr int k_preview_rounds_max = 40;           // twice the longest ladder that can be written

// `situation` is what `intake_query` of that signal asks for.
[[nodiscard]] Preview preview_press(const Signal& signal, Situation situation, const Town& town, const TravelTime& travel,
                                    Instant now);
// Somebody telephones for a resident without a device. `situation` is what `by_hand_query` asks for.
[[nodiscard]] Result<Preview, Forbidden> preview_call(const ByHand& wish, Situation situation, const Town& town,
                                                      const TravelTime& travel, Instant now);

}  // namespace lamplight

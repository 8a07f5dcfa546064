// One case for each kind of entry.
#include "server/late_entry.h"

#include "dispatch/intake.h"
#include "server/command_situation.h"

namespace lamplight::server {
namespace {

template <class... Cases>
struct Cases_of : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Cases_of(Cases...) -> Cases_of<Cases...>;

}  // namespace

Result<Situation, StoreError> situation_for(Ledger& ledger, const db::JournalEntry& entry, const Town& town) {
  return std::visit(Cases_of{
                        [&](const Signal& signal) {
                          return read_for_intake(ledger, intake_query({&signal, 1}, town, entry.at));
                        },
                        [&](const db::AwayCommand& away) { return situation_for(ledger, away.command, away.incident); },
                        [&](const ByHand& wish) { return ledger.situation(by_hand_query(wish)); },
                    },
                    entry.what);
}

LateCommand decided_late(const db::JournalEntry& entry, Situation situation, const Town& town, const TravelTime& travel,
                         Instant now) {
  return std::visit(
      Cases_of{
          [&](const Signal& signal) {
            return LateCommand{signals_late({&signal, 1}, std::move(situation), town, travel, entry.at, now), {}};
          },
          [&](const db::AwayCommand& away) {
            return carry_out_late(away.command, away.incident, std::move(situation), town, travel, entry.at, now);
          },
          [&](const ByHand& wish) {
            return LateCommand{open_by_hand_late(wish, std::move(situation), town, travel, entry.at, now), {}};
          },
      },
      entry.what);
}

Changes signals_late(std::span<const Signal> signals, Situation situation, const Town& town, const TravelTime& travel,
                     Instant then, Instant now) {
  const Situation before = situation;
  return brought_to(take_in(signals, std::move(situation), town, travel, then), before, then, now);
}

}  // namespace lamplight::server

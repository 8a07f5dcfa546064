// Brings the journal into the database once it is back, and then hands back (design §6).
//
// Runs on the thread "reconciler". Each entry goes the ordinary way: read, decide as of the time it
// happened, commit, and only then out of the journal. An entry that comes twice is a repeat.
#pragma once

#include <functional>
#include <span>

#include "db/journal.h"
#include "dispatch/travel.h"
#include "server/standby.h"
#include "server/thread.h"

namespace lamplight::server {

class Courier;

class Reconciler {
 public:
  // `handed_back` is called on the reconciler's thread each time an outage has ended.
  Reconciler(Standby& standby, db::Journal& journal, Ledger& database, TownWatch& town, const TravelTime& travel,
             const Clock& clock, Courier& courier, StandbyFigures& figures, std::function<void()> handed_back);

 private:
  enum class Fate : std::uint8_t { committed, away, impossible };

  void run(const std::stop_token& stop);
  void bring_in(const std::stop_token& stop);
  [[nodiscard]] bool bring_in_next(std::span<const db::JournalEntry> batch);
  [[nodiscard]] Fate bring_in_batch(std::span<const db::JournalEntry> batch);
  [[nodiscard]] Fate bring_in_command(db::JournalEntry entry);
  [[nodiscard]] Fate bring_in_signals(std::span<const Signal> signals, Instant then);
  [[nodiscard]] Fate bring_in_alone(Signal signal, Instant then);
  void speak_again(const Standby::Told& told);

  // Reads, decides and commits until it holds. `decide` gets the situation and the present.
  using Decide = std::function<Changes(Situation situation, Instant now)>;
  [[nodiscard]] Fate commit(const Standby::Read& read, const Decide& decide);
  // Under which id the database knows a provisional incident; nothing while it is away.
  [[nodiscard]] std::optional<IncidentId> id_in_database(const IncidentId& provisional);

  Standby& standby_;
  db::Journal& journal_;
  Ledger& database_;
  TownWatch& town_;
  const TravelTime& travel_;
  const Clock& clock_;
  Courier& courier_;
  StandbyFigures& figures_;
  std::function<void()> handed_back_;

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server

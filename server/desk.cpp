// Commands of people, decided again as a whole when a version was lost.
#include "server/desk.h"

#include "dispatch/matcher.h"
#include "model/digest.h"
#include "model/limits.h"
#include "server/clock.h"
#include "server/courier.h"
#include "server/crash_point.h"
#include "server/live_feed.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

Failure<DeskRefusal> refuse(Forbidden forbidden) { return Failure{DeskRefusal{std::move(forbidden)}}; }
Failure<DeskRefusal> refuse(DeskError error) { return Failure{DeskRefusal{error}}; }

const Incident* find(const Situation& situation, const IncidentId& id) {
  for (const Incident& incident : situation.incidents) {
    if (incident.id == id) return &incident;
  }
  return nullptr;
}

// After a COMMIT of unknown fate: what we meant to write is there, so it was ours.
bool is_written(const Situation& situation, const Changes& meant) {
  for (const auto* rows : {&meant.opened, &meant.updated}) {
    for (const Incident& incident : *rows) {
      const Incident* stored = find(situation, incident.id);
      if (stored == nullptr || *stored != incident) return false;
    }
  }
  return true;
}

}  // namespace

Desk::Desk(Ledger& ledger, TownWatch& town, const TravelTime& travel, const Clock& clock, Courier& courier, LiveFeed& feed)
    : ledger_(ledger), town_(town), travel_(travel), clock_(clock), courier_(courier), feed_(feed) {}

// Reads, decides and commits until it holds; `decide` makes Changes or refuses.
template <class Read, class Decide>
Result<Done, DeskRefusal> Desk::carry_through(const Read& read, const Decide& decide) {
  std::optional<Changes> in_doubt;
  for (int attempts = 0; attempts < limits::transaction_attempts_max; ++attempts) {
    Result<Situation, StoreError> situation = read();
    if (!situation) return refuse(DeskError::unavailable);
    const Instant now = clock_.now();
    if (in_doubt && is_written(situation.value(), *in_doubt)) {
      feed_.committed(*in_doubt, {});
      return Done{};
    }
    const Result<Changes, DeskRefusal> changes = decide(std::move(situation).value(), now);
    if (!changes) return Failure{changes.error()};
    if (changes.value().empty()) return Done{};
    crash_point("desk.decided");
    const auto committed = ledger_.apply(changes.value(), now);
    if (committed) {
      crash_point("desk.committed");
      courier_.send(committed.value().acks, {});
      feed_.committed(changes.value(), committed.value());
      return Done{};
    }
    if (committed.error() == StoreError::unavailable) return refuse(DeskError::unavailable);
    if (committed.error() == StoreError::unknown) in_doubt = changes.value();
  }
  return refuse(DeskError::unavailable);
}

Result<Done, DeskRefusal> Desk::command(const IncidentId& incident, const Command& command) {
  const Town town = town_.town();
  const auto decide = [&](Situation situation, Instant now) -> Result<Changes, DeskRefusal> {
    const Incident* known = find(situation, incident);
    if (known == nullptr) return refuse(DeskError::no_such_incident);
    auto changes = carry_out(command, incident, std::move(situation), town, travel_, now);
    if (!changes) return refuse(changes.error());
    return std::move(changes).value();
  };
  return carry_through([&] { return situation_for(command, incident); }, decide);
}

// The incident, and what the present says the command may touch besides.
Result<Situation, StoreError> Desk::situation_for(const Command& command, const IncidentId& incident) {
  SituationQuery query;
  query.incidents = {incident};
  auto situation = ledger_.situation(query);
  if (!situation) return situation;
  const Incident* known = find(situation.value(), incident);
  if (command.kind == CommandKind::reopen && known != nullptr && !known->join_key.empty()) {
    // What else is open for the same home decides whether this one may be.
    query.join_keys = {known->join_key};
  }
  for (IncidentId& other : also_concerned(command, incident, situation.value())) query.incidents.push_back(std::move(other));
  if (query.join_keys.empty() && query.incidents.size() == 1) return situation;
  return ledger_.situation(query);
}

Result<IncidentId, DeskRefusal> Desk::open_by_hand(ByHand wish) {
  const Town town = town_.town();
  if (wish.id.empty()) {
    const std::string home = wish.resident ? wish.resident->text() : wish.district.text();
    wish.id = IncidentId{"i" + digest_of({"by hand", wish.who, home, to_rfc3339(clock_.now())})};
  }
  const auto decide = [&](Situation situation, Instant now) -> Result<Changes, DeskRefusal> {
    auto changes = lamplight::open_by_hand(wish, std::move(situation), town, travel_, now);
    if (!changes) return refuse(changes.error());
    return std::move(changes).value();
  };
  const auto done = carry_through([&] { return ledger_.situation(by_hand_query(wish)); }, decide);
  if (!done) return Failure{done.error()};
  return wish.id;
}

Result<std::vector<Candidate>, DeskRefusal> Desk::candidates(const IncidentId& incident) {
  SituationQuery query;
  query.incidents = {incident};
  const auto situation = ledger_.situation(query);
  if (!situation) return refuse(DeskError::unavailable);
  const Incident* known = find(situation.value(), incident);
  if (known == nullptr) return refuse(DeskError::no_such_incident);
  const Town town = town_.town();
  return rank(*known, town, situation.value().commitments, situation.value().offers, travel_, clock_.now());
}

}  // namespace lamplight::server

// Commands of people, decided again as a whole when a version was lost.
#include "server/desk.h"

#include "dispatch/matcher.h"
#include "dispatch/reconcile.h"
#include "model/digest.h"
#include "model/limits.h"
#include "server/clock.h"
#include "server/command_situation.h"
#include "server/courier.h"
#include "server/crash_point.h"
#include "server/live_feed.h"
#include "server/standby.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

Failure<DeskRefusal> refuse(Forbidden forbidden) {
  return Failure{DeskRefusal{std::move(forbidden)}};
}
Failure<DeskRefusal> refuse(DeskError error) {
  return Failure{DeskRefusal{error}};
}

// After a COMMIT of unknown fate: what we meant to write is there, so it was ours.
bool is_written(const Situation& situation, const Changes& meant) {
  for (const auto* rows : {&meant.opened, &meant.updated}) {
    for (const Incident& incident : *rows) {
      const Incident* stored = found_in(situation, incident.id);
      if (stored == nullptr || *stored != incident) return false;
    }
  }
  return true;
}

// Nothing is left to change. But what was only read may be another's COMMIT that is not on the disk yet (decision
// 0021), so nobody is told "done" before a COMMIT of our own has waited for it.
Changes only_seen(const db::JournalEntry::What& entry, Instant now) {
  AuditEntry audit{now, "server", "command.repeated", "", ""};
  if (const auto* away = std::get_if<db::AwayCommand>(&entry)) {
    audit.who = away->command.who;
    audit.subject = "incident:" + away->incident.text();
    audit.detail = name_of(away->command.kind);
  } else if (const auto* wish = std::get_if<ByHand>(&entry)) {
    audit.who = wish->who;
    audit.subject = "incident:" + wish->id.text();
  }
  Changes changes;
  changes.audit.push_back(std::move(audit));
  return changes;
}

// Of a command that is refused because it is done: our own COMMIT of unknown fate, or a care worker's that she says
// again. What shows it may not be on the disk (decision 0021), so it is journalled as well.
bool is_seen_fulfilled(const db::JournalEntry::What& entry, const Situation& situation, bool in_doubt) {
  const auto* away = std::get_if<db::AwayCommand>(&entry);
  if (away == nullptr || !(in_doubt || away->command.as_worker)) return false;
  const Incident* incident = found_in(situation, away->incident);
  return incident != nullptr && is_fulfilled(away->command, *incident);
}

}  // namespace

Desk::Desk(Ledger& ledger, Standby& standby, TownWatch& town, const TravelTime& travel, const Clock& clock,
           Courier& courier, LiveFeed& feed)
    : ledger_(ledger), standby_(standby), town_(town), travel_(travel), clock_(clock), courier_(courier), feed_(feed) {}

// Reads, decides and commits until it holds; `decide` makes Changes or refuses.
Result<Done, DeskRefusal> Desk::carry_through(const Read& read, const Decide& decide, const Entry& entry) {
  std::optional<Changes> in_doubt;
  for (int attempts = 0; attempts < limits::transaction_attempts_max; ++attempts) {
    if (standby_.away()) {
      if (auto done = carry_through_standby(read, decide, entry, in_doubt.has_value())) return *done;
    }
    auto situation = read(ledger_);
    if (!situation && standby_.takes_over()) continue;
    if (!situation) return refuse(DeskError::unavailable);
    const Instant now = clock_.now();
    const bool written = in_doubt && is_written(situation.value(), *in_doubt);
    const Result<Changes, DeskRefusal> changes =
        written ? Result<Changes, DeskRefusal>(*in_doubt) : decide(std::move(situation).value(), now);
    if (!changes) return Failure{changes.error()};
    const bool changes_nothing = written || changes.value().empty();
    crash_point("desk.decided");
    const auto committed = ledger_.apply(changes_nothing ? only_seen(entry, now) : changes.value(), now);
    if (committed) {
      crash_point("desk.committed");
      courier_.send(committed.value().acks, {});
      feed_.committed(changes.value(), committed.value());
      return Done{};
    }
    if (committed.error() == StoreError::unavailable && !standby_.takes_over()) return refuse(DeskError::unavailable);
    if (committed.error() == StoreError::unknown && !changes_nothing) in_doubt = changes.value();
  }
  return refuse(DeskError::unavailable);
}

std::optional<Result<Done, DeskRefusal>> Desk::carry_through_standby(const Read& read, const Decide& decide,
                                                                     const Entry& entry, bool in_doubt) {
  std::optional<DeskRefusal> refusal;
  const auto decide_or_refuse = [&](Situation situation, Instant now) -> std::optional<Changes> {
    const bool fulfilled = is_seen_fulfilled(entry, situation, in_doubt);
    auto changes = decide(std::move(situation), now);
    if (changes) return std::move(changes).value();
    if (!fulfilled || !in_doubt) refusal = changes.error();
    return fulfilled ? std::optional(Changes{}) : std::nullopt;
  };
  const auto taken = standby_.take(read, decide_or_refuse, entry);
  if (taken && refusal) return Failure{*refusal};  // said again: journalled, and answered as it stands
  if (taken) {
    courier_.send({}, taken.value().committed.acks);
    feed_.committed(taken.value().changes, taken.value().committed);
    return Done{};
  }
  switch (taken.error()) {
    case NotTaken::database_is_back:
      return std::nullopt;
    case NotTaken::refused:
      return Failure{*refusal};
    case NotTaken::not_durable:
      break;
  }
  return refuse(DeskError::unavailable);
}

Result<Situation, DeskRefusal> Desk::look(const SituationQuery& query) {
  if (!standby_.away()) {
    auto situation = ledger_.situation(query);
    if (situation) return std::move(situation).value();
    if (!standby_.takes_over()) return refuse(DeskError::unavailable);
  }
  return standby_.situation(query);
}

Result<Done, DeskRefusal> Desk::command(const IncidentId& incident, const Command& command) {
  const Town town = town_.town();
  const auto decide = [&](Situation situation, Instant now) -> Result<Changes, DeskRefusal> {
    const Incident* known = found_in(situation, incident);
    if (known == nullptr) return refuse(DeskError::no_such_incident);
    auto changes = carry_out(command, incident, std::move(situation), town, travel_, now);
    if (!changes) return refuse(changes.error());
    return std::move(changes).value();
  };
  return carry_through([&](Ledger& ledger) { return situation_for(ledger, command, incident); }, decide,
                       db::AwayCommand{incident, command});
}

Result<IncidentId, DeskRefusal> Desk::open_by_hand(ByHand wish) {
  const Town town = town_.town();
  if (wish.id.empty()) {
    const std::string home = wish.resident ? wish.resident->text() : wish.district.text();
    wish.id = IncidentId{"i" + digest_of({"by hand", wish.who, home, to_rfc3339(clock_.now())})};
  }
  IncidentId opened = wish.id;
  const auto decide = [&](Situation situation, Instant now) -> Result<Changes, DeskRefusal> {
    auto changes = lamplight::open_by_hand(wish, std::move(situation), town, travel_, now);
    if (!changes) return refuse(changes.error());
    // A worker who presses again raises the incident that is there.
    if (wish.worker && changes.value().opened.empty()) opened = changes.value().updated.front().id;
    return std::move(changes).value();
  };
  const auto done = carry_through([&](Ledger& ledger) { return ledger.situation(by_hand_query(wish)); }, decide, wish);
  if (!done) return Failure{done.error()};
  return opened;
}

Result<std::vector<Candidate>, DeskRefusal> Desk::candidates(const IncidentId& incident) {
  SituationQuery query;
  query.incidents = {incident};
  const auto situation = look(query);
  if (!situation) return Failure{situation.error()};
  const Incident* known = found_in(situation.value(), incident);
  if (known == nullptr) return refuse(DeskError::no_such_incident);
  const Town town = town_.town();
  return rank(*known, town, situation.value().commitments, situation.value().offers, travel_, clock_.now());
}

Result<Preview, DeskRefusal> Desk::preview(const ResidentId& resident, const std::optional<DeviceId>& device,
                                           AlarmKind kind, const std::string& who) {
  const Town town = town_.town();
  const Instant now = clock_.now();
  const std::string kind_text(facts_of(kind).name);
  const std::string id = "preview:" + std::to_string(ms_of(now));
  if (!device) {
    const ByHand wish{.id = IncidentId{"i" + digest_of({id})},
                      .who = who,
                      .kind = kind,
                      .kind_text = kind_text,
                      .resident = resident};
    const auto situation = look(by_hand_query(wish));
    if (!situation) return Failure{situation.error()};
    auto preview = preview_call(wish, situation.value(), town, travel_, now);
    if (!preview) return refuse(preview.error());
    return std::move(preview).value();
  }
  Signal signal{.device = *device, .id = AlarmId{id}, .kind = kind, .kind_text = kind_text, .received_at = now};
  if (const DeviceCard* card = town.device(*device)) signal.district = card->district;
  const auto situation = look(intake_query({&signal, 1}, town, now));
  if (!situation) return Failure{situation.error()};
  return preview_press(signal, situation.value(), town, travel_, now);
}

}  // namespace lamplight::server

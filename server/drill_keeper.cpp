// A look every half second; a step at a time.
#include "server/drill_keeper.h"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "devices/topic.h"
#include "model/limits_drills.h"
#include "server/clock.h"
#include "server/desk.h"
#include "server/standby.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{500};
constexpr std::size_t k_drills_a_look = 20;

void end(db::Drill& drill, db::DrillState state, const std::string& failed_at, Instant now) {
  drill.state = state;
  drill.failed_at = failed_at;
  drill.ended_at = now;
}

Command ask(const db::Drill& drill) {
  Command command{CommandKind::offer, drill.who};
  command.worker = drill.worker;
  return command;
}

// Whatever the drill has shown: the incident was one of its own, and is over.
Command close(const db::Drill& drill) {
  Command command{CommandKind::close, drill.who};
  command.outcome = Outcome::technical;
  command.text = "drill";
  return command;
}

}  // namespace

DrillStep next_step(db::Drill drill, const std::optional<db::DrillProgress>& progress, Instant now) {
  if (!progress) {
    if (now - drill.asked_at.value_or(drill.due) >= limits::drill_home_wait) end(drill, db::DrillState::failed, "home", now);
    return {drill, std::nullopt};
  }
  drill.incident = progress->incident;
  drill.received_at = progress->received_at;
  drill.desk_at = progress->desk_at;
  drill.offered_at = progress->offered_at;
  if (progress->said_yes) {
    drill.phone_at = progress->answered_at;
    end(drill, db::DrillState::passed, {}, now);
    return {drill, close(drill)};
  }
  if (progress->lapsed) {
    end(drill, db::DrillState::failed, "phone", now);
    return {drill, close(drill)};
  }
  if (!progress->is_open) {
    end(drill, db::DrillState::failed, progress->offered_at ? "phone" : "desk", now);
    return {drill, std::nullopt};
  }
  if (!progress->desk_at || progress->offered_at) return {drill, std::nullopt};
  return {drill, ask(drill)};
}

DrillKeeper::DrillKeeper(db::Pool& pool, Desk& desk, const Standby& standby, const TownWatch& town, const Clock& clock,
                         TellDevice tell_device)
    : drills_(pool),
      desk_(desk),
      standby_(standby),
      town_(town),
      clock_(clock),
      tell_device_(std::move(tell_device)),
      thread_("drills", [this](const std::stop_token& stop) { run(stop); }) {}

void DrillKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    // Rehearsals wait while the database is away: what happens then is no rehearsal.
    if (!standby_.away()) look();
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void DrillKeeper::look() {
  const Instant now = clock_.now();
  const auto drills = drills_.to_do(now, k_drills_a_look);
  if (!drills) return;
  for (const db::Drill& drill : drills.value()) {
    if (drill.state == db::DrillState::waiting) {
      begin(drill, now);
    } else {
      carry_on(drill, now);
    }
  }
}

void DrillKeeper::begin(const db::Drill& drill, Instant now) {
  const auto mine = drills_.begin(drill.id, now);
  if (!mine || !mine.value()) return;
  const Town town = town_.town();
  const DeviceCard* card = town.device(drill.device);
  const bool told = card != nullptr && tell_device_(write_topic({card->district, drill.device, Leaf::command}),
                                                    R"({"id":")" + drill.id + R"(","do":"test"})");
  spdlog::info("drill.begun id={} told={}", drill.id, told);
}

void DrillKeeper::carry_on(const db::Drill& drill, Instant now) {
  const auto progress = drills_.progress(drill);
  if (!progress) return;
  const DrillStep step = next_step(drill, progress.value(), now);
  // A refusal is the state's: the other server was first, or a person has done it.
  if (step.command) [[maybe_unused]] const auto done = desk_.command(*step.drill.incident, *step.command);
  if (!drills_.keep(step.drill)) return;
  if (!step.drill.ended_at) return;
  const bool passed = step.drill.state == db::DrillState::passed;
  spdlog::log(passed ? spdlog::level::info : spdlog::level::warn, "drill.{} id={} {}", db::name_of(step.drill.state),
              step.drill.id, step.drill.failed_at);
}

}  // namespace lamplight::server

// The pure CareWorker decides; here its deeds become calls of the field app.
#include "server/simulator/simulated_worker.h"

#include <spdlog/spdlog.h>

#include "server/simulator/json_reading.h"

namespace lamplight::simulator {
namespace {

using nlohmann::json;
using simulate::Deed;
using simulate::DeedKind;

constexpr std::chrono::minutes k_roster_interval{2};
constexpr Seconds k_roster_retry{10};
constexpr Seconds k_stream_retry{3};

json parsed(const std::string& text) {
  return json::parse(text, nullptr, /*allow_exceptions=*/false);
}

// Spread over the interval by the key, so that forty phones do not ask together.
Millis spread(std::size_t key, Millis interval) {
  return Millis{static_cast<std::int64_t>(key) * interval.count() / 48};
}

std::string command_of(const Deed& deed) {
  json command{{"do", simulate::name_of(deed.kind)}};
  if (deed.kind == DeedKind::decline) command["reason"] = deed.words;
  if (deed.kind == DeedKind::resolve) {
    command["outcome"] = name_of(deed.outcome);
    command["note"] = deed.words;
  }
  return command.dump();
}

}  // namespace

SimulatedWorker::SimulatedWorker(StaffRoom& room, std::size_t key, Account account, std::vector<Position> beat)
    : room_(room),
      key_(key),
      sign_in_{std::move(account), {}, {}, {}, 0},
      phone_(WorkerId{sign_in_.account.person}),
      beat_(std::move(beat)),
      roster_at_(room.clock.now() + spread(key, Seconds{8})) {}

void SimulatedWorker::show(const LiveStreams::News& news) {
  if (news.refused) ApiClient::forget(sign_in_);
  if (!worker_ || news.refused || !phone_.show(news.event)) return;
  worker_->look(phone_.tasks([this](const IncidentId& incident) { return room_.homes.is_of_story(incident); }),
                room_.clock.now());
}

bool SimulatedWorker::act() {
  const Instant now = room_.clock.now();
  if (now >= roster_at_) return look_at_roster();
  if (!worker_) return false;
  if (worker_->on_duty() && !room_.streams.is_open(key_) && now >= stream_at_) return keep_stream();
  const auto deed = worker_->next(now);
  if (!deed) return false;
  if (deed->kind == DeedKind::duty_off && !may_leave_) {
    worker_->done(*deed, false, now);
    return false;
  }
  if (in_a_persons_hands()) return true;
  const bool worked = carry_out(*deed);
  worker_->done(*deed, worked, room_.clock.now());
  return true;
}

// Who is on shift, who is on duty, where she was: her own card says so.
bool SimulatedWorker::look_at_roster() {
  const Reply reply = room_.api.get(sign_in_, "/worker/duty");
  roster_at_ =
      room_.clock.now() + (reply.ok() ? Millis{k_roster_interval} : Millis{k_roster_retry} + spread(key_, Seconds{5}));
  if (reply.ok()) take_card(reply.body);
  return true;
}

void SimulatedWorker::take_card(const std::string& card) {
  const json read = parsed(card);
  on_shift_ = member(read, "shift_ends") != nullptr && member(read, "shift_ends")->is_string();
  if (!worker_) {
    Position position = beat_.empty() ? Position{} : beat_.front();
    if (const json* known = member(read, "position"); known != nullptr && known->is_object()) {
      position = {number_in(*known, "lat").value_or(position.lat), number_in(*known, "lon").value_or(position.lon)};
    }
    worker_.emplace(room_.plot.seed, WorkerId{sign_in_.account.person}, room_.pace, position, beat_, room_.clock.now());
  }
  worker_->roster(on_shift_, truth_in(read, "on"));
}

bool SimulatedWorker::keep_stream() {
  stream_at_ = room_.clock.now() + k_stream_retry;
  if (!room_.api.sign_in(sign_in_)) return true;
  if (!room_.streams.open(key_, sign_in_.cookie)) spdlog::debug("simulator.no_stream {}", sign_in_.account.username);
  return true;
}

// Asks; she then keeps her hands off until ten minutes after that use.
bool SimulatedWorker::in_a_persons_hands() {
  const Reply reply = room_.api.get(sign_in_, "/session");
  const Instant now = room_.clock.now();
  if (!reply.ok()) {
    // Who can't ask does nothing.
    worker_->keep_off(now + Seconds{5});
    return true;
  }
  const auto used_at = from_rfc3339(text_in(parsed(reply.body), "elsewhere_at"));
  if (!used_at || *used_at + simulate::k_keep_off <= now) return false;
  spdlog::info("simulator.hands_off {} until {}", sign_in_.account.person, to_rfc3339(*used_at + simulate::k_keep_off));
  // Asked again within the ten minutes: that use goes on as long as the person does.
  worker_->keep_off(std::min(*used_at + simulate::k_keep_off, now + Seconds{60}));
  return true;
}

bool SimulatedWorker::carry_out(const Deed& deed) {
  switch (deed.kind) {
    case DeedKind::report_position: {
      const json body{{"lat", deed.position.lat}, {"lon", deed.position.lon}, {"accuracy_m", 12}};
      const Reply reply = room_.api.post(sign_in_, "/worker/position", body.dump());
      if (reply.ok()) take_card(reply.body);
      return reply.ok();
    }
    case DeedKind::duty_on:
    case DeedKind::duty_off: {
      const json body{{"on", deed.kind == DeedKind::duty_on}};
      const bool worked = room_.api.post(sign_in_, "/worker/duty", body.dump()).ok();
      if (worked && deed.kind == DeedKind::duty_off) room_.streams.close(key_);
      return worked;
    }
    case DeedKind::accept:
    case DeedKind::decline:
    case DeedKind::depart:
    case DeedKind::arrive:
    case DeedKind::resolve: {
      const Reply reply =
          room_.api.post(sign_in_, "/incidents/" + deed.incident.text() + "/commands", command_of(deed));
      spdlog::info("simulator.deed {} {} {} {}", sign_in_.account.person, simulate::name_of(deed.kind),
                   deed.incident.text(), reply.status);
      // The answer is the incident as it now is: the phone need not wait for its stream.
      if (reply.ok()) show({key_, {"incident", reply.body}, false});
      return reply.ok();
    }
  }
  return false;
}

}  // namespace lamplight::simulator

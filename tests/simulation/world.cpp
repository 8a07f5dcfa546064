// Time, homes and people of the simulated town.
#include "tests/simulation/world.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lamplight::simulation {
namespace {

constexpr Millis k_day{24 * 3'600'000};
const std::vector<AlarmKind> k_kinds{AlarmKind::sos,      AlarmKind::sos,  AlarmKind::fall,       AlarmKind::smoke,
                                     AlarmKind::bed_exit, AlarmKind::service, AlarmKind::mains_lost, AlarmKind::vital};

constexpr int k_homes_in_a_street = 45;

// Street beside street, running north; a small town is one street.
Position place_of(int number, double apart_m) {
  const Position in_street = tests::north_of_home(apart_m * (number % k_homes_in_a_street));
  return {in_street.lat, in_street.lon + apart_m * (number / k_homes_in_a_street) / 102'600.0};
}

// Of the presses at the busiest hour: most come in the morning, few at night.
double share_of_busiest(Instant at) {
  const double hours = static_cast<double>(at.time_since_epoch().count() % k_day.count()) / 3'600'000;
  return 0.55 + 0.45 * std::cos((hours - 10) / 24 * 2 * std::numbers::pi);
}
constexpr double k_mean_share = 0.55;

}  // namespace

WorldSize large_town() {
  WorldSize size;
  size.homes = 2'000;
  size.workers = 200;
  size.presses_an_hour = 12;
  size.worker_looks = Millis{15'000};
  size.look = Millis{10'000};
  size.trouble = k_day;
  size.kills = 40;
  return size;
}

World::World(std::uint64_t seed, const WorldSize& size)
    : random_(seed), size_(size), tables_(std::make_shared<db::MemoryTables>()), outbox_(tables_) {
  small_.registers.devices.clear();
  for (int i = 0; i < size_.homes; ++i) {
    const std::string n = std::to_string(i);
    ResidentCard resident{.id = ResidentId{"r-" + n}, .name = "R" + n, .district = DistrictId{"east"}};
    resident.home = place_of(i, 150);
    resident.contacts = i % 3;
    small_.registers.residents[resident.id] = resident;
    small_.registers.devices[DeviceId{"p-" + n}] = {DeviceId{"p-" + n}, DistrictId{"east"}, resident.id, "pendant", ""};
    homes_.push_back({DeviceId{"p-" + n}, static_cast<std::int64_t>(random_() % 200'000'000) - 100'000'000, 0});
  }
  small_.workers.clear();
  for (int i = 0; i < size_.workers; ++i) {
    auto worker = tests::small_worker("w-" + std::to_string(i), 0);
    worker.position = place_of(i, 120);
    if (i % 2 == 0) worker.skills = {SkillCode{"lifting"}};
    small_.workers.push_back(worker);
  }
  auto off = tests::small_worker("w-off", 10.0, {SkillCode{"lifting"}});
  off.on_duty = false;
  small_.workers.push_back(off);
  std::sort(small_.workers.begin(), small_.workers.end(),
            [](const WorkerCard& a, const WorkerCard& b) { return a.id < b.id; });
  if (seed % 3 == 0) small_.registers.skills_for_two = {SkillCode{"lifting"}};  // which a fall calls for
  if (size_.homes > k_homes_in_a_street) small_.travel = GreatCircle{k_town_speed_mps};
  town_ = small_.town();
  record_.healed_at = now_ + size_.trouble;
  for (int i = 0; i < 2; ++i) {
    Server server{.ledger = std::make_unique<FaultyLedger>(tables_, random_, record_, town_)};
    server.ledger->fail(size_.failing_per_mille);
    server.ledger->fail_at(size_.fail_at, size_.failing);
    server.ledger->plant(size_.bug);
    server.clock_error = between(-20, 20);
    servers_.push_back(std::move(server));
  }
}

void World::after(Millis wait, std::function<void()> act) { events_.push({now_ + wait, order_++, std::move(act)}); }

Millis World::between(std::int64_t least_ms, std::int64_t most_ms) {
  return Millis{least_ms + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most_ms - least_ms + 1))};
}

// --- Homes ---

void World::press(Home& home) {
  Signal signal = tests::small_signal(home.device.text(), "a-" + std::to_string(home.pressed));
  // Now and then the same id again with another time: a pendant that counts badly.
  if (!chance(15) || home.pressed == 0) ++home.pressed;
  signal.id = AlarmId{"a-" + std::to_string(home.pressed)};
  signal.kind = k_kinds[random_() % k_kinds.size()];
  signal.kind_text = facts_of(signal.kind).name;
  if (chance(10)) home.clock_error_ms = static_cast<std::int64_t>(random_() % 2'000'000'000'000) - 1'000'000'000'000;
  signal.at = now_ + Millis{home.clock_error_ms};
  record_.presses.push_back({now_, signal.device, signal.id, signal.kind});
  pressed_.push_back({.signal = signal});
  say(pressed_.size() - 1);
  if (chance(12)) after(between(1'000, 90'000), [this, signal] { take_back(signal); });
}

// Somebody presses "it was nothing": evidence where life is at stake, the end where it is not.
void World::take_back(const Signal& about) {
  Signal signal = about;
  signal.kind = AlarmKind::cancel;
  signal.kind_text = facts_of(AlarmKind::cancel).name;
  signal.about = about.id;
  signal.id = AlarmId{"c-" + std::to_string(pressed_.size())};
  signal.at = now_;
  record_.presses.push_back({now_, signal.device, signal.id, signal.kind});
  pressed_.push_back({.signal = signal});
  say(pressed_.size() - 1);
}

// Over minutes a press is as likely at any.
Millis World::moment_of_a_press() {
  for (;;) {
    const Millis moment = between(0, size_.trouble.count() - 1);
    if (size_.trouble < k_day) return moment;
    if (static_cast<double>(random_() % 1000) / 1000 < share_of_busiest(now_ + moment)) return moment;
  }
}

// As often as at the busiest hour, and of these as many count as the hour says.
void World::presses_come() {
  const double busiest_an_hour = size_.presses_an_hour / k_mean_share;
  const double chance_of_longer = static_cast<double>(random_() % 1'000'000 + 1) / 1'000'000;
  const Millis wait{static_cast<std::int64_t>(-std::log(chance_of_longer) / busiest_an_hour * 3'600'000)};
  if (now_ + wait >= record_.healed_at) return;
  after(wait, [this] {
    if (static_cast<double>(random_() % 1000) / 1000 < share_of_busiest(now_)) press(homes_[random_() % homes_.size()]);
    presses_come();
  });
}

// One message to every server that listens; again until something is heard.
void World::say(std::size_t index) {
  Pressed& pressed = pressed_[index];
  for (std::size_t s = 0; s < servers_.size(); ++s) {
    const int copies = healthy() ? 1 : (chance(30) ? 0 : (chance(20) ? 2 : 1));
    for (int copy = 0; copy < copies; ++copy) {
      after(healthy() ? Millis{5} : between(1, 3'000), [this, s, signal = pressed.signal]() mutable {
        if (!servers_[s].alive) return;
        signal.received_at = clock_of(servers_[s]);
        servers_[s].queue.push_back(std::move(signal));
        // Now and then a server is busy, and takes in what has gathered in one decision.
        after(chance(15) ? between(500, 4'000) : between(1, 30), [this, s] { take_in(servers_[s]); });
      });
    }
  }
  static constexpr std::int64_t k_waits_ms[] = {2'000, 4'000, 8'000, 15'000};
  const std::int64_t wait = k_waits_ms[std::min(pressed.attempts++, 3)];
  after(between(wait * 3 / 4, wait * 5 / 4), [this, index] {
    if (!pressed_[index].heard) say(index);
  });
}

void World::deliver(const Ack& ack) {
  const int copies = healthy() ? 1 : (chance(20) ? 0 : (chance(20) ? 2 : 1));
  for (int copy = 0; copy < copies; ++copy) {
    after(healthy() ? Millis{5} : between(1, 2'000), [this, ack] {
      const bool stored = !tables_->generations(ack.device, ack.alarm).empty();
      record_.heard.push_back({now_, ack, stored});
      for (Pressed& pressed : pressed_) {
        if (pressed.signal.device != ack.device || pressed.signal.id != ack.alarm) continue;
        pressed.heard = true;
        if (ack.seq < pressed.seq_shown) continue;
        pressed.seq_shown = ack.seq;
        pressed.heard_end = ack.state == AckState::closed || ack.state == AckState::cancelled;
      }
    });
  }
}

void World::ask_again_after_reconnecting() {
  for (std::size_t i = 0; i < pressed_.size(); ++i) {
    if (!pressed_[i].heard_end) say(i);
  }
}

// --- People ---

void World::worker_looks(const WorkerId& worker) {
  std::vector<IncidentId> asked;
  for (const auto& [incident, who, round] : tables_->pending_offers()) {
    if (who == worker && decided_.emplace(std::pair{worker, incident}, true).second) asked.push_back(incident);
  }
  for (const IncidentId& incident : asked) {
    const int mind = static_cast<int>(random_() % 10);
    if (mind < 3) continue;   // never answers
    after(between(2'000, 60'000), [this, worker, incident, mind] {
      Command answer{.kind = mind < 8 ? CommandKind::accept : CommandKind::decline, .who = "u-" + worker.text()};
      answer.as_worker = worker;
      if (command(answer, incident) && mind < 8) worker_goes(worker, incident);
    });
  }
  const std::int64_t mean_ms = size_.worker_looks.count();
  after(between(mean_ms * 4 / 7, mean_ms * 10 / 7), [this, worker] { worker_looks(worker); });
}

// Sets out, arrives, resolves; at each step she may forget to say so, and the dispatchers are called.
void World::worker_goes(const WorkerId& worker, const IncidentId& incident) {
  Millis when{0};
  for (const CommandKind kind : {CommandKind::depart, CommandKind::arrive, CommandKind::resolve}) {
    if (chance(12)) return;
    if (kind == CommandKind::depart && chance(10)) {
      after(between(1'000, 20'000), [this, worker, incident] {
        Command back{.kind = CommandKind::decline, .who = "u-" + worker.text()};
        back.as_worker = worker;
        [[maybe_unused]] const bool given_back = command(back, incident);
      });
      return;
    }
    when += between(5'000, 400'000);
    after(when, [this, worker, incident, kind] {
      Command step{.kind = kind, .who = "u-" + worker.text(), .outcome = Outcome::helped};
      step.as_worker = worker;
      [[maybe_unused]] const bool done = command(step, incident);
    });
  }
}

// Anywhere in the one street of a small town, at any home of a large one.
Position World::somewhere() {
  if (size_.homes <= k_homes_in_a_street) return tests::north_of_home(static_cast<double>(random_() % 1'500));
  return place_of(static_cast<int>(random_() % static_cast<std::uint64_t>(size_.homes)), 150);
}

// Phones report new places, shifts begin and end; servers see it at once here.
void World::worker_moves(std::size_t number) {
  WorkerCard& worker = small_.workers[number];
  worker.position = somewhere();
  worker.position_at = now_;
  if (chance(10)) worker.on_duty = !worker.on_duty;
  town_.workers = std::make_shared<const Workforce>(town_.workers->with(worker));
  after(between(60'000, 600'000), [this, number] { worker_moves(number); });
}

void World::dispatcher_looks() {
  std::vector<Incident> waiting;
  for (const auto& [id, incident] : tables_->incidents()) {
    if (is_ended(incident.state) || !incident.deadline) continue;
    const DeadlineWhat what = incident.deadline->what;
    const bool reached = what == DeadlineWhat::dispatcher_takes || what == DeadlineWhat::emergency_number ||
                         what == DeadlineWhat::close || incident.step > 0;
    if (reached) waiting.push_back(incident);
  }
  std::sort(waiting.begin(), waiting.end(), [](const Incident& a, const Incident& b) { return a.id < b.id; });
  for (const Incident& incident : waiting) {
    if (!healthy() && chance(70)) continue;
    Command wish{.kind = CommandKind::close, .who = "u-d", .outcome = Outcome::helped};
    if (incident.state == IncidentState::open && chance(40)) {
      wish.kind = CommandKind::assign;
      wish.worker = small_.workers[random_() % small_.workers.size()].id;
    } else if (chance(10)) {
      wish.kind = chance(50) ? CommandKind::acknowledge : CommandKind::escalate;
    }
    if (command(wish, incident.id) && wish.kind == CommandKind::assign) worker_goes(*wish.worker, incident.id);
  }
  after(between(20'000, 90'000), [this] { dispatcher_looks(); });
}

// --- The run ---

void World::observe() {
  ++looks_;
  for (const auto& [id, incident] : tables_->incidents()) {
    if (is_ended(incident.state)) continue;
    StateLine line{now_, incident, 0, false, looks_};
    for (const Offer& offer : tables_->offers_of(id)) line.pending_offers += offer.state == OfferState::pending ? 1 : 0;
    line.has_timer = incident.deadline && tables_->timers().count({incident.deadline->at, id}) > 0;
    record_.states.push_back(std::move(line));
  }
}

bool World::all_ended() const {
  return std::all_of(tables_->incidents().begin(), tables_->incidents().end(),
                     [](const auto& entry) { return is_ended(entry.second.state); }) &&
         std::all_of(pressed_.begin(), pressed_.end(), [](const Pressed& pressed) { return pressed.heard_end; });
}

void World::run_events() {
  Instant next_look = now_;
  std::size_t seen = 0;
  while (!events_.empty() && now_ < record_.healed_at + size_.patience) {
    const Event event = events_.top();
    events_.pop();
    now_ = event.at;
    event.act();
    const bool time_to_look = now_ >= next_look;
    if (!time_to_look && record_.commits == seen) continue;
    seen = record_.commits;
    observe();
    if (!time_to_look) continue;
    next_look = now_ + size_.look;
    if (healthy() && now_ > record_.healed_at + Millis{60'000} && all_ended()) break;
  }
}

Record World::run() {
  if (size_.presses_an_hour > 0) presses_come();
  for (int i = 0; i < (size_.presses_an_hour > 0 ? 0 : size_.presses); ++i) {
    after(moment_of_a_press(), [this] { press(homes_[random_() % homes_.size()]); });
  }
  for (int i = 0; i < size_.kills; ++i) {
    after(between(0, size_.trouble.count() - 120'000), [this] { kill(servers_[random_() % servers_.size()]); });
    after(between(0, size_.trouble.count() - 1), [this] { clock_jumps(servers_[random_() % servers_.size()]); });
  }
  for (std::size_t i = 0; i + 1 < small_.workers.size(); ++i) after(between(0, 600'000), [this, i] { worker_moves(i); });
  after(size_.trouble, [this] {
    for (Server& server : servers_) {
      server.ledger->fail(0);
      server.alive = true;
    }
    ask_again_after_reconnecting();
  });
  for (std::size_t s = 0; s < servers_.size(); ++s) {
    after(between(0, 50), [this, s] { keep_time(servers_[s]); });
    after(between(0, 500), [this, s] { sweep(servers_[s]); });
  }
  for (const WorkerCard& worker : small_.workers) after(between(0, 3'000), [this, id = worker.id] { worker_looks(id); });
  after(Millis{60'000}, [this] { dispatcher_looks(); });

  run_events();
  record_.ended_at = now_;
  for (const auto& [place, row] : tables_->alarms()) record_.alarms.push_back(row);
  for (const auto& [id, incident] : tables_->incidents()) record_.incidents.push_back(incident);
  record_.history_lines = tables_->history.size();
  record_.audit_lines = tables_->audit.size();
  return std::move(record_);
}

}  // namespace lamplight::simulation

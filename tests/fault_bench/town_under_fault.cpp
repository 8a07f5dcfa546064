// Beats of 20 ms, a story for the checker, and the end of every story.
#include "tests/fault_bench/town_under_fault.h"

#include <signal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>

#include "model/canary.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/web.h"

namespace lamplight::fault_bench {
namespace {

using tests::eventually;

constexpr Millis k_beat{20};

tests::TownSize size_of(const TownUnderFaultOptions& options) {
  return {.districts = 4, .residents = options.residents, .workers = options.workers, .offer_wait = Millis{3'000}};
}

std::string kept_at(std::uint64_t seed) {
  return (std::filesystem::temp_directory_path() / ("lamplight-history-" + std::to_string(seed) + ".jsonl")).string();
}

// The value of a metric without labels; 0 where it is not shown.
std::int64_t metric(const std::string& page, const std::string& name) {
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name + " ")) return std::llround(std::strtod(line.c_str() + name.size(), nullptr));
  }
  return 0;
}

}  // namespace

TownUnderFault::TownUnderFault(std::uint64_t seed, const TownUnderFaultOptions& options)
    : seed_(seed),
      options_(options),
      random_(seed),
      database_port_(options.database_over_tcp || options.wires || options.second_by_wire ? tests::free_port() : 0),
      disk_(options.disk_megabytes > 0
                ? std::make_unique<tests::SmallDisk>(disk_folder_.path().string(), options.disk_megabytes)
                : nullptr),
      town_(size_of(options), database_port_, disk_ ? disk_folder_.path().string() : "/tmp"),
      homes_(town_.broker(), "homes", [this](const std::string& device, const Ack& ack) {
        if (device.starts_with(k_canary_prefix)) return;  // no home
        history_.add(clock_.now(), "heard",
                     {{"device", device},
                      {"alarm", ack.alarm.text()},
                      {"state", name_of(ack.state)},
                      {"seq", ack.seq},
                      {"incident", ack.incident ? ack.incident->text() : ""}});
      }) {
  make_small_disks();
  if (options_.log_in_holes) dig_holes_in_log();
  if (options_.wires) {
    database_wire_ = std::make_unique<tests::Wire>(tests::Tongue::mysql, database_port_);
    broker_wire_ = std::make_unique<tests::Wire>(tests::Tongue::mqtt, town_.broker().port());
    town_.reach_database_by(database_wire_->port());
    town_.reach_broker_by(broker_wire_->port());
  }
  if (options_.second_by_wire) second_wire_ = std::make_unique<tests::Wire>(tests::Tongue::mysql, database_port_);
  start_servers();
  if (options_.monitor) {
    start_monitor();
    // Before it has listened for the first time the broker keeps nothing for it.
    if (!eventually([&] { return town_.count("SELECT COUNT(*) FROM monitor_sight") == 1; }, 1'500)) {
      throw std::runtime_error("the monitor does not watch: " + town_.log_of("monitor"));
    }
  }
  std::vector<int> ports{town_.http_port("server")};
  if (options_.two_servers) ports.push_back(town_.http_port("second"));
  staff_ = std::make_unique<Staff>(town_, options_.workers, ports, seed, history_);
}

void TownUnderFault::start_servers() {
  town_.start_server("server", options_.environment);
  if (!options_.two_servers) return;
  std::vector<std::string> environment = options_.environment;
  if (second_wire_) environment.push_back("LAMPLIGHT_DATABASE_PORT=" + std::to_string(second_wire_->port()));
  town_.start_server("second", environment);
}

void TownUnderFault::start_monitor() {
  town_.start_monitor(options_.environment);
}

// While nobody writes: a block that is written meanwhile would be dug away as well.
void TownUnderFault::dig_holes_in_log() {
  tests::PrivateDatabase& database = town_.database();
  database.stop();
  tests::run_child(
      {tests::installed_program("fallocate"), "--dig-holes", database.folder() + "/d/ib_logfile0"},
      database.folder() + "/dig.log");
  database.restart();
}

void TownUnderFault::make_small_disks() {
  if (!options_.small_disks) return;
  static constexpr int k_megabytes = 24;
  const auto disk = [](const std::string& folder) { return std::make_unique<tests::SmallDisk>(folder, k_megabytes); };
  journal_disk_ = disk(town_.journal_of("server").parent_path().string());
  log_disk_ = disk(town_.log_folder().string());
  broker_disk_ = disk(town_.broker().kept_folder());
}

void TownUnderFault::kill_server(const std::string& name) {
  town_.stop(name, SIGKILL);
}

void TownUnderFault::press() {
  static constexpr std::array<const char*, 5> k_kinds{"sos", "sos", "fall", "smoke", "service"};
  // Clocks of homes are wrong by years, or there are none.
  static constexpr std::array<const char*, 6> k_clocks{
      "", "", "1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2024-02-29T23:59:59.999Z", "2106-02-07T06:28:16+08:00"};
  const std::string device = "p-" + std::to_string(random_() % static_cast<std::uint64_t>(options_.residents));
  const std::string alarm = "k-" + std::to_string(pressed_++);
  const std::string kind = k_kinds[random_() % k_kinds.size()];
  const std::string at = k_clocks[random_() % k_clocks.size()];
  history_.add(clock_.now(), "press", {{"device", device}, {"alarm", alarm}, {"kind", kind}, {"at", at}});
  homes_.press(device, alarm, kind, "d-0", at);
  if (options_.bridges && pressed_ % 4 == 0 && cried_ < options_.residents) cry_behind_a_bridge();
}

// Each home once: what cries again while its incident is open is the same cry.
void TownUnderFault::cry_behind_a_bridge() {
  const std::string device = "p-" + std::to_string(cried_++);
  history_.add(clock_.now(), "cry", {{"device", device}});
  homes_.say("lamplight/v1/d-0/" + device + "/zigbee2mqtt/sos_button", R"({"action":"emergency"})");
}

void TownUnderFault::beat() {
  owed_ += options_.presses_per_s * static_cast<double>(k_beat.count()) / 1'000;
  for (; owed_ >= 1; owed_ -= 1) press();
  homes_.repeat_as_agreed(random_, options_.haste);
}

void TownUnderFault::live(Millis time) {
  const Instant end = clock_.now() + time;
  [[maybe_unused]] const bool over = eventually(
      [&] {
        beat();
        return clock_.now() >= end;
      },
      static_cast<int>(time / k_beat) + 1);
}

void TownUnderFault::live_a_while(Millis most) {
  live(Millis{static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most.count()))});
}

void TownUnderFault::begins(const std::string& fault, bool durable) {
  history_.add(clock_.now(), "fault", {{"fault", fault}, {"durable", durable}});
}

void TownUnderFault::healed() {
  history_.add(clock_.now(), "healed", nlohmann::json::object());
}

std::string TownUnderFault::verdict() {
  const auto beats_max = static_cast<int>(options_.patience / k_beat);
  std::string words;
  if (!eventually(
          [&] {
            homes_.repeat_as_agreed(random_, options_.haste);
            return homes_.unheard() == 0;
          },
          beats_max)) {
    words = "I2: " + std::to_string(homes_.unheard()) + " presses were not acknowledged in time\n";
  }
  staff_->hurry();
  if (!eventually([&] { return staff_->open_incidents() == 0 && open_in_the_record() == 0; }, beats_max)) {
    words += "I14: " + std::to_string(staff_->open_incidents()) + " incidents stay open\n";
  }
  staff_.reset();
  // The last words to the homes are on their way: in the outbox until they are said.
  if (!eventually([&] { return town_.count("SELECT COUNT(*) FROM outbox") == 0; }, 500)) {
    words += "I14: the outbox does not empty\n";
  }
  [[maybe_unused]] const bool all_know = eventually(
      [&] {
        homes_.repeat_as_agreed(random_, options_.haste);
        return homes_.unended() == 0;
      },
      beats_max);
  read_record();
  // The counters are those of a moment, so they are read when nothing arrives any more.
  for (const std::string name : {"server", "second"}) {
    if (name == "server" || options_.two_servers) read_counters(name);
  }
  words += report_of(violations(history_.events()));
  if (!words.empty()) {
    history_.write(kept_at(seed_));
    words += "seed " + std::to_string(seed_) + ", history in " + kept_at(seed_) + "\n";
  }
  return words;
}

std::int64_t TownUnderFault::open_in_the_record() const {
  return town_.count("SELECT COUNT(*) FROM incidents WHERE is_open = 1");
}

void TownUnderFault::read_record() {
  db::Session session(town_.address(), db::Purpose::administration);
  const auto each = [&](const std::string& sql, const db::Session::Each& row) { session.query(sql, {}, row); };
  const Instant now = clock_.now();
  read_alarms(session);
  each(
      "SELECT id, state, queue, opened_ms, COALESCE(worker_id, ''), acknowledged_by <> '' OR worker_id IS NOT NULL, "
      "version "
      "FROM incidents",
      [&](const db::Row& row) {
        history_.add(now, "stored_incident",
                     {{"incident", row.text(0)},
                      {"state", row.text(1)},
                      {"queue", row.text(2)},
                      {"opened_at", row.integer(3)},
                      {"worker", row.text(4)},
                      {"cared_for", row.integer(5) != 0}});
      });
  each("SELECT incident_id, at_ms, what, COALESCE(worker_id, ''), who FROM history ORDER BY id",
       [&](const db::Row& row) {
         history_.add(
             instant_of_ms(row.integer(1)), "story",
             {{"incident", row.text(0)}, {"line", row.text(2)}, {"worker", row.text(3)}, {"who", row.text(4)}});
       });
  each("SELECT incident_id, worker_id, round, state, expires_ms, COALESCE(answered_ms, 0) FROM offers",
       [&](const db::Row& row) {
         history_.add(now, "offer",
                      {{"incident", row.text(0)},
                       {"worker", row.text(1)},
                       {"round", row.integer(2)},
                       {"state", row.text(3)},
                       {"expires_at", row.integer(4)},
                       {"answered_at", row.integer(5)}});
       });
  each(
      "SELECT id, version, (SELECT COUNT(*) FROM audit WHERE subject = CONCAT('incident:', incidents.id)) FROM "
      "incidents",
      [&](const db::Row& row) {
        history_.add(now, "audited",
                     {{"incident", row.text(0)}, {"version", row.integer(1)}, {"audits", row.integer(2)}});
      });
}

void TownUnderFault::read_alarms(db::Session& session) {
  const Instant now = clock_.now();
  session.query(
      "SELECT device_id, alarm_id, generation, incident_id, received_ms FROM alarms WHERE kind_text <> 'canary'", {},
      [&](const db::Row& row) {
        history_.add(now, "stored_alarm",
                     {{"device", row.text(0)},
                      {"alarm", row.text(1)},
                      {"generation", row.integer(2)},
                      {"incident", row.null(3) ? "" : row.text(3)},
                      {"received_at", row.integer(4)}});
      });
}

void TownUnderFault::read_counters(const std::string& server) {
  const std::string page = tests::Web(town_.http_port(server)).get("/metrics").text;
  history_.add(clock_.now(), "counted",
               {{"received", metric(page, "lamplight_alarms_received_total")},
                {"stored", metric(page, "lamplight_alarms_stored_total")},
                {"repeated", metric(page, "lamplight_alarms_repeated_total")},
                {"refused", metric(page, "lamplight_alarms_refused_total")}});
}

std::vector<double> TownUnderFault::latenesses(bool calm) const {
  constexpr std::int64_t k_near_ms = 4'000;
  const std::vector<Event> events = history_.events();
  std::vector<std::pair<std::int64_t, std::int64_t>> faults;
  for (const Event& event : events) {
    if (event.what == "fault") faults.emplace_back(event.at - k_near_ms, INT64_MAX);
    if (event.what == "healed" && !faults.empty()) faults.back().second = event.at + k_near_ms;
  }
  std::vector<double> late;
  for (const Event& event : events) {
    if (event.what != "offer" || event.text("state") != "expired") continue;
    const std::int64_t due = event.number("expires_at");
    const bool broken = std::any_of(faults.begin(), faults.end(),
                                    [&](const auto& span) { return due >= span.first && due <= span.second; });
    if (broken == !calm) late.push_back(static_cast<double>(event.number("answered_at") - due));
  }
  return late;
}

std::vector<double> TownUnderFault::blackouts() const {
  std::vector<double> gaps;
  std::optional<std::int64_t> began;
  std::set<std::pair<std::string, std::string>> pressed_since;
  for (const Event& event : history_.events()) {
    const std::pair<std::string, std::string> alarm{event.text("device"), event.text("alarm")};
    if (event.what == "fault") {
      began = event.at;
      pressed_since.clear();
    }
    if (event.what == "press") pressed_since.insert(alarm);
    if (event.what == "heard" && began && pressed_since.count(alarm) > 0) {
      gaps.push_back(static_cast<double>(event.at - *began));
      began.reset();
    }
  }
  return gaps;
}

}  // namespace lamplight::fault_bench

// A town with wires, one life after the other.
#include "tests/fault_bench/one_life.h"

#include <algorithm>

#include "tests/support/child.h"
#include "tests/support/free_port.h"

namespace lamplight::fault_bench {
namespace {

constexpr int k_residents = 40;
constexpr int k_looks_max = 1'500;  // of 20 ms
constexpr Millis k_repeat_after{300};
constexpr Millis k_out_of_reach{45'000};
constexpr Millis k_clocks_apart{2'000};  // the test's from the database's, and more
constexpr const char* k_desk = "u-d-0";

}  // namespace

FailingLives::FailingLives(std::optional<Millis> lapse_after)
    : lets_lapse_(lapse_after.has_value()),
      town_({.residents = k_residents, .workers = 12, .offer_wait = lapse_after.value_or(k_out_of_reach)},
            tests::free_port()),
      store_(std::make_unique<tests::Wire>(tests::Tongue::mysql, town_.database_port())),
      bus_(std::make_unique<tests::Wire>(tests::Tongue::mqtt, town_.broker().port())) {
  town_.reach_database_by(store_->port());
  town_.reach_broker_by(bus_->port());
  town_.start_server("server", {clock_.environment()});
  homes_ = std::make_unique<tests::Homes>(town_.broker());
}

tests::Web& FailingLives::web_of(const std::string& user) {
  auto& web = webs_[user];
  if (!web) web = std::make_unique<tests::Web>(town_.http_port(), town_.sign_in(user));
  return *web;
}

void FailingLives::accept_an_offer(const std::string& incident, const nlohmann::json& offers) {
  const auto is = [](const std::string& state) {
    return [state](const nlohmann::json& offer) { return offer["state"] == state; };
  };
  if (lets_lapse_ && std::none_of(offers.begin(), offers.end(), is("expired"))) return;
  const auto pending = std::find_if(offers.begin(), offers.end(), is("pending"));
  if (pending == offers.end()) return;
  const std::string worker = (*pending)["worker"]["id"];
  [[maybe_unused]] const auto answer = web_of("u-" + worker).command(incident, {{"do", "accept"}});
}

// The next step of its life, whoever takes it. True when it is over.
bool FailingLives::go_on(const std::string& incident) {
  const tests::WebAnswer whole = web_of(k_desk).get("/api/v1/incidents/" + incident);
  if (whole.status != 200) return false;
  const std::string state = whole.body["state"];
  if (state == "closed") return true;
  const auto command = [&](const std::string& user, const nlohmann::json& words) {
    [[maybe_unused]] const auto answer = web_of(user).command(incident, words);
  };
  if (state == "offered") accept_an_offer(incident, whole.body["offers"]);
  if (state == "resolved") command(k_desk, {{"do", "close"}, {"outcome", "helped"}, {"note", ""}});
  if (!whole.body["worker"].is_object()) return false;
  const std::string worker = "u-" + whole.body["worker"]["id"].get<std::string>();
  if (state == "assigned") command(worker, {{"do", "depart"}});
  if (state == "on_the_way") command(worker, {{"do", "arrive"}});
  if (state == "arrived") command(worker, {{"do", "resolve"}, {"outcome", "helped"}, {"note", ""}});
  return false;
}

std::string FailingLives::live() {
  const std::string device = "p-" + std::to_string(lives_ % k_residents);
  const std::string alarm = "life-" + std::to_string(lives_++);
  homes_->press(device, alarm);
  std::string incident;
  const bool heard = tests::eventually(
      [&] {
        homes_->repeat_unheard(k_repeat_after);
        for (const Ack& ack : homes_->acks(device, alarm)) {
          if (ack.incident) incident = ack.incident->text();
        }
        return !incident.empty();
      },
      k_looks_max);
  if (!heard) return alarm + " was never acknowledged";
  if (!tests::eventually([&] { return go_on(incident); }, k_looks_max)) return alarm + " never ended";
  // The last word is repeated for a home that asks again, as after a lost line.
  const bool told = tests::eventually(
      [&] {
        for (const Ack& ack : homes_->acks(device, alarm)) {
          if (ack.state == AckState::closed) return true;
        }
        return false;
      },
      k_looks_max);
  return told ? "" : "the home of " + alarm + " was never told of its end";
}

std::int64_t FailingLives::calls_of_a_life(Called called) {
  const std::int64_t before = wire_of(called).counted();
  if (const std::string words = live(); !words.empty()) throw std::runtime_error(words);
  return wire_of(called).counted() - before;
}

std::string FailingLives::live(Called called, std::int64_t nth, tests::Cut how) {
  wire_of(called).cut_at(nth, how);
  std::string words = live();
  wire_of(called).cut_at(0, how);
  if (words.empty()) return words;
  return std::string(called == Called::store ? "store" : "bus") + " call " + std::to_string(nth) +
         (how == tests::Cut::before ? " not made: " : " not answered: ") + words;
}

std::int64_t FailingLives::readings_of_a_life() {
  const std::int64_t before = clock_.asked();
  if (const std::string words = live(); !words.empty()) throw std::runtime_error(words);
  return clock_.asked() - before;
}

std::string FailingLives::live(std::int64_t nth, Millis clock_off_by) {
  clock_.lie_at(nth, clock_off_by);
  const std::string words = live();
  // A life may be shorter than the last one.
  if (!tests::eventually([&] { return clock_.has_lied(); }, k_looks_max)) return "the clock was not asked";
  if (words.empty()) return words;
  return "reading " + std::to_string(nth) + " off by " + std::to_string(clock_off_by.count()) + " ms: " + words;
}

// Every deadline acted upon once, in its time.
std::string FailingLives::lapses() const {
  std::string words;
  const std::int64_t lapsed = town_.count("SELECT COUNT(*) FROM offers WHERE state = 'expired'");
  const std::int64_t told = town_.count("SELECT COUNT(*) FROM history WHERE what = 'expired'");
  if (lapsed != told) words += std::to_string(lapsed) + " offers lapsed, " + std::to_string(told) + " are told of\n";
  if (lets_lapse_ && lapsed < lives_) words += "only " + std::to_string(lapsed) + " offers lapsed\n";
  if (town_.count("SELECT COUNT(*) FROM offers WHERE state = 'expired' AND answered_ms < expires_ms") > 0) {
    words += "an offer lapsed early\n";
  }
  if (town_.count("SELECT COUNT(*) FROM timers JOIN incidents ON id = incident_id WHERE is_open = 0") > 0) {
    words += "a deadline outlived its incident\n";
  }
  return words;
}

// Whatever was dated, was dated while these lives were lived.
std::string FailingLives::times() const {
  const std::string from = std::to_string(ms_of(began_ - k_clocks_apart));
  const std::string to = std::to_string(ms_of(tests::RunningTown::now() + k_clocks_apart));
  std::string words;
  for (const std::string dated : {"alarms.received_ms", "history.at_ms", "offers.answered_ms", "incidents.opened_ms"}) {
    const std::string table = dated.substr(0, dated.find('.'));
    const std::int64_t wrong =
        town_.count("SELECT COUNT(*) FROM " + table + " WHERE " + dated + " NOT BETWEEN " + from + " AND " + to);
    if (wrong > 0) words += std::to_string(wrong) + " wrong times in " + dated + "\n";
  }
  return words;
}

std::string FailingLives::record() {
  // Whatever was journalled meanwhile is brought in, and everything told.
  if (!tests::eventually([&] { return town_.count("SELECT COUNT(*) FROM outbox") == 0 && town_.ready(); }, k_looks_max)) {
    return "the outbox does not empty";
  }
  std::string words;
  const auto expect = [&](const std::string& what, const std::string& sql) {
    const std::int64_t count = town_.count(sql);
    if (count != lives_) words += what + ": " + std::to_string(count) + " of " + std::to_string(lives_) + "\n";
  };
  expect("alarms", "SELECT COUNT(*) FROM alarms WHERE kind_text <> 'canary'");
  expect("incidents", "SELECT COUNT(*) FROM incidents");
  expect("closed incidents", "SELECT COUNT(*) FROM incidents WHERE state = 'closed'");
  for (const std::string line : {"opened", "accepted", "departed", "arrived", "resolved", "closed"}) {
    expect("lines " + line, "SELECT COUNT(*) FROM history WHERE what = '" + line + "'");
  }
  expect("incidents with an audit row for each change",
         "SELECT COUNT(*) FROM incidents WHERE version <= (SELECT COUNT(*) FROM audit WHERE subject = "
         "CONCAT('incident:', incidents.id))");
  tests::EventStream screen(town_.http_port(), town_.sign_in(k_desk));
  if (!screen.next("tick")) words += "the screens are told no time\n";
  return words + lapses() + times();
}

}  // namespace lamplight::fault_bench

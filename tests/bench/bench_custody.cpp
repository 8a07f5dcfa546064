// Custody under kills, in numbers: homes press all the time while server, broker and database are killed at random
// moments; then every acknowledged alarm is looked up in the record, one by one. A count of losses, not a speed.
//
// LAMPLIGHT_ROUNDS: rounds of 10,000 presses (10; a million presses are 100). LAMPLIGHT_PRESSES_PER_S: how many a
// second (500). A round's incidents are closed before the next, as a desk would.
#include <signal.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <iterator>
#include <random>
#include <utility>
#include <vector>

#include "tests/bench/figures.h"
#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/seed.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using namespace lamplight::bench;

namespace {

constexpr int k_residents = 400;
constexpr int k_presses_a_round = 10'000;
constexpr int k_beats_per_s = 50;
constexpr int k_beats_between_kills = 200;  // at most
constexpr int k_beats_dead = 30;            // at most
constexpr Millis k_repeat_after{1'000};
constexpr int k_patience = 6'000;  // looks of 20 ms

using Names = std::vector<std::pair<std::string, std::string>>;  // device, alarm; sorted

struct Sums {
  std::int64_t pressed = 0;
  std::int64_t acknowledged = 0;
  std::int64_t lost = 0;     // acknowledged, and not in the record
  std::int64_t unheard = 0;  // pressed, and never acknowledged
  std::int64_t doubled = 0;  // in the record more than once
  std::int64_t astray = 0;   // in the record without an incident, or its incident open without a deadline
  std::int64_t kills = 0;
};

class Round {
 public:
  Round(RunningTown& town, std::mt19937_64& random, std::uint64_t number, double presses_per_s)
      : town_(town),
        random_(random),
        prefix_("c" + std::to_string(number) + "-"),
        per_beat_(presses_per_s / k_beats_per_s),
        homes_(town.broker(), "homes-" + prefix_) {}

  void live(Sums& sums) {
    while (pressed_ < k_presses_a_round) {
      live_for(static_cast<int>(random_() % k_beats_between_kills));
      kill_one();
      ++sums.kills;
    }
    // What goes wrong shows as a figure; the patience only bounds the wait.
    [[maybe_unused]] const bool all_heard = eventually([&] { return repeated_all(); }, k_patience);
    [[maybe_unused]] const bool all_kept = eventually([&] { return stored() >= pressed_; }, k_patience);
    judge(sums);
  }

 private:
  void live_for(int beats) {
    if (beats == 0) return;
    [[maybe_unused]] const bool over = eventually(
        [&] {
          for (owed_ += per_beat_; owed_ >= 1 && pressed_ < k_presses_a_round; owed_ -= 1) press();
          homes_.repeat_unheard(k_repeat_after);
          return --beats <= 0;
        },
        beats + 1);
  }

  void press() {
    static constexpr std::array<const char*, 5> k_kinds{"sos", "sos", "fall", "smoke", "service"};
    homes_.press("p-" + std::to_string(random_() % k_residents), prefix_ + std::to_string(pressed_++),
                 k_kinds[random_() % k_kinds.size()]);
  }

  void kill_one() {
    const auto dead_for = static_cast<int>(random_() % k_beats_dead);
    const auto which = random_() % 3;
    if (which == 0) {
      town_.stop("server", SIGKILL);
      live_for(dead_for);
      town_.start_server();
    } else if (which == 1) {
      town_.broker().kill9();
      live_for(dead_for);
      town_.broker().restart();
    } else {
      town_.database().kill9();
      live_for(dead_for);
      town_.database().restart();
    }
  }

  bool repeated_all() {
    homes_.repeat_unheard(k_repeat_after);
    return homes_.unheard() == 0;
  }

  [[nodiscard]] std::int64_t stored() const {
    return town_.count("SELECT COUNT(*) FROM alarms WHERE alarm_id LIKE '" + prefix_ + "%'");
  }

  void judge(Sums& sums) const {
    Names in_the_record;
    db::Session session(town_.address(), db::Purpose::administration);
    session.query("SELECT device_id, alarm_id FROM alarms WHERE alarm_id LIKE '" + prefix_ + "%'", {},
                  [&](const db::Row& row) { in_the_record.emplace_back(row.text(0), row.text(1)); });
    std::sort(in_the_record.begin(), in_the_record.end());
    Names acknowledged = homes_.acknowledged();
    std::erase_if(acknowledged, [&](const auto& name) { return !name.second.starts_with(prefix_); });
    std::sort(acknowledged.begin(), acknowledged.end());
    Names lost;
    std::set_difference(acknowledged.begin(), acknowledged.end(), in_the_record.begin(), in_the_record.end(),
                        std::back_inserter(lost));
    const auto distinct = std::unique(in_the_record.begin(), in_the_record.end()) - in_the_record.begin();
    for (const auto& [device, alarm] : lost) std::cerr << device << "/" << alarm << " was acknowledged and is lost\n";
    sums.pressed += pressed_;
    sums.acknowledged += static_cast<std::int64_t>(acknowledged.size());
    sums.lost += static_cast<std::int64_t>(lost.size());
    sums.unheard += static_cast<std::int64_t>(homes_.unheard());
    sums.doubled += static_cast<std::int64_t>(in_the_record.size()) - distinct;
    sums.astray +=
        town_.count("SELECT COUNT(*) FROM alarms LEFT JOIN incidents ON id = incident_id WHERE alarm_id LIKE '" +
                    prefix_ + "%' AND id IS NULL") +
        town_.count(
            "SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id "
            "WHERE is_open = 1 AND due_ms IS NULL");
  }

  RunningTown& town_;
  std::mt19937_64& random_;
  std::string prefix_;
  double per_beat_;
  Homes homes_;
  double owed_ = 0;
  int pressed_ = 0;
};

void close_all(RunningTown& town, const SeededSession& desk) {
  Web web(town.http_port(), desk);
  [[maybe_unused]] const bool closed = eventually(
      [&] {
        const WebAnswer listed = web.get("/api/v1/incidents?state=open&limit=200");
        if (listed.status != 200) return false;
        for (const auto& item : listed.body["items"]) {
          [[maybe_unused]] const auto answer =
              web.command(item["id"].get<std::string>(), {{"do", "close"}, {"outcome", "helped"}, {"note", ""}});
        }
        return listed.body["items"].empty();
      },
      k_patience);
}

void print(const Sums& sums) {
  const auto figure = [](const char* name, std::int64_t value, const char* unit) {
    print_figure("custody", name, static_cast<double>(value), unit);
  };
  figure("kills", sums.kills, "kills");
  figure("pressed", sums.pressed, "alarms");
  figure("acknowledged", sums.acknowledged, "alarms");
  figure("lost", sums.lost, "alarms");
  figure("unheard", sums.unheard, "alarms");
  figure("doubled", sums.doubled, "alarms");
  figure("astray", sums.astray, "alarms");
}

}  // namespace

int main() {
  std::mt19937_64 random(seed_of_this_run("custody under kills"));
  const auto rounds = number_from_environment("LAMPLIGHT_ROUNDS", 10);
  const auto presses_per_s = static_cast<double>(number_from_environment("LAMPLIGHT_PRESSES_PER_S", 500));
  RunningTown town({.residents = k_residents, .workers = 30, .offer_wait = Millis{2'000}});
  town.start_server();
  const SeededSession desk = town.sign_in("u-d-0");
  Sums sums;
  for (std::uint64_t number = 0; number < rounds; ++number) {
    Round(town, random, number, presses_per_s).live(sums);
    close_all(town, desk);
    std::cerr << "round " << number + 1 << " of " << rounds << ": " << sums.acknowledged << " acknowledged, "
              << sums.lost << " lost, " << sums.kills << " kills" << std::endl;
  }
  print(sums);
  return sums.lost + sums.unheard + sums.doubled + sums.astray == 0 ? 0 : 1;
}

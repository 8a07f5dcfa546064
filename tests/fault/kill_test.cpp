// kill -9 at random moments under a stream of presses: what was acknowledged is stored, once, and every
// press becomes an incident (I1, I2, I3, I5).
#include <catch2/catch.hpp>

#include <signal.h>

#include <iostream>
#include <random>
#include <set>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr int k_residents = 200;

class Stream {
 public:
  Stream(Homes& homes, std::mt19937_64& random) : homes_(homes), random_(random) {}

  // Presses on for that many beats of 20 ms, repeating what was not heard for a second.
  void run(int beats) {
    [[maybe_unused]] const bool done = eventually([&] {
      for (int i = 0; i < 2; ++i) press();
      homes_.repeat_unheard(Millis{1'000});
      return --beats <= 0;
    }, beats + 1);
  }

  void press() {
    const std::string device = "p-" + std::to_string(random_() % k_residents);
    homes_.press(device, "k-" + std::to_string(pressed_++));
  }

  [[nodiscard]] int pressed() const { return pressed_; }

 private:
  Homes& homes_;
  std::mt19937_64& random_;
  int pressed_ = 0;
};

void check_nothing_lost(RunningTown& town, Homes& homes, int pressed) {
  REQUIRE(eventually([&] {
    homes.repeat_unheard(Millis{1'000});
    return homes.unheard() == 0;
  }, 3'000));
  CHECK(static_cast<int>(homes.acknowledged().size()) == pressed);
  // What was acknowledged from the journal is in the database a moment after it is back.
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM alarms WHERE alarm_id LIKE 'k-%'") == pressed; }, 1'500));
  CHECK(town.count("SELECT COUNT(DISTINCT device_id, alarm_id) FROM alarms WHERE alarm_id LIKE 'k-%'") == pressed);
  CHECK(town.count("SELECT COUNT(*) FROM alarms LEFT JOIN incidents ON id = incident_id "
                   "WHERE alarm_id LIKE 'k-%' AND id IS NULL") == 0);
  CHECK(town.count("SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id "
                   "WHERE is_open = 1 AND due_ms IS NULL") == 0);
}

}  // namespace

TEST_CASE("Server, broker and database killed at random moments lose no acknowledged alarm and no press") {
  std::mt19937_64 random(seed_of_this_run("kills at random moments"));
  const auto kills = number_from_environment("LAMPLIGHT_KILLS", 30);
  RunningTown town({.residents = k_residents, .workers = 30, .offer_wait = Millis{2'000}});
  town.start_server();
  Homes homes(town.broker());
  Stream stream(homes, random);
  for (std::uint64_t kill = 0; kill < kills; ++kill) {
    const auto target = random() % 3;
    stream.run(static_cast<int>(random() % 40));
    if (target == 0) {
      town.stop("server", SIGKILL);
      stream.run(static_cast<int>(random() % 20));
      town.start_server();
    } else if (target == 1) {
      town.broker().kill9();
      stream.run(static_cast<int>(random() % 20));
      town.broker().restart();
    } else {
      town.database().kill9();
      stream.run(static_cast<int>(random() % 20));
      town.database().restart();
    }
  }
  stream.run(20);
  std::cout << stream.pressed() << " presses, " << kills << " kills" << std::endl;
  check_nothing_lost(town, homes, stream.pressed());
}

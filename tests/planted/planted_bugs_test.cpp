// Lamplight with one bug at a time, planted where it would hurt: the fault bench must find every one of
// them. In a program of its own, because no town may ever be built with these (preset `planted`).
#include <catch2/catch.hpp>

#include <iostream>

#include "tests/fault_bench/town_under_fault.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::fault_bench;

namespace {

constexpr Millis k_each_packet{800};

// What a short, rough time would show: kills of broker and server under presses, a database away for a while.
std::string found_in_a_rough_time(const std::string& bug) {
  TownUnderFaultOptions options;
  options.presses_per_s = 12;
  options.wires = true;
  options.patience = Millis{15'000};
  options.environment = {"LAMPLIGHT_PLANT=" + bug};
  TownUnderFault under(tests::seed_of_this_run(bug), options);
  under.live(Millis{2'000});
  under.begins("kill broker");
  under.town().broker().kill9();
  under.town().broker().restart();
  under.healed();
  for (int kill = 0; kill < 2; ++kill) {
    under.live(Millis{4'000});  // in peace: there the checker is strictest
    // What the server says now dies with it on the wire, and the homes, whose line stands, don't ask again.
    under.begins("kill server");
    under.broker_wire().hold_up(k_each_packet);
    under.live(Millis{2'000});
    under.kill_server();
    under.broker_wire().hold_up(Millis{0});
    under.start_servers();
    under.healed();
  }
  under.live(Millis{4'000});
  under.begins("database away");
  under.town().database().kill9();
  under.live(Millis{4'000});
  under.town().database().restart();
  under.healed();
  under.live(Millis{4'000});
  return under.verdict();
}

}  // namespace

TEST_CASE("Without a planted bug the same rough time shows nothing") {
  CHECK(found_in_a_rough_time("none") == "");
}

TEST_CASE("Each planted bug is found") {
  const std::string bug = GENERATE(
      "rolled_back_and_told", "no_timer", "no_outbox", "answer_not_kept", "no_audit", "noted_twice", "end_not_told",
      "seq_stands_still", "told_of_another", "raise_swallowed", "received_late", "service_forgotten", "repeat_is_new",
      "expired_twice", "expiry_not_told", "second_holder", "close_ignored", "acted_late", "ack_eaten",
      "arrival_uncounted", "rest_of_batch_dropped", "mirror_forgets", "journal_forgets");
  const std::string words = found_in_a_rough_time(bug);
  std::cout << bug << ": " << words.substr(0, words.find('\n')) << std::endl;
  CHECK(words != "");
}

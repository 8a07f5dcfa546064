// The short matrix: each fault while homes press and people act, and a checker that judges the history.
#include <catch2/catch.hpp>

#include <signal.h>

#include <functional>
#include <iostream>

#include "tests/fault_bench/town_under_fault.h"
#include "tests/support/own_network.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::fault_bench;
using namespace lamplight::tests;

namespace {

constexpr Millis k_calm{1'500};
constexpr Millis k_cut{4'000};

std::uint64_t seed() {
  static std::uint64_t next = seed_of_this_run("the fault matrix");
  return next++;
}

// What one thread of a fault does: it begins, lasts while the town lives on, and is healed.
template <class Begin, class End>
void break_for(TownUnderFault& under, const std::string& name, Millis time, const Begin& begin, const End& end,
               bool durable = true) {
  under.live(k_calm);
  under.begins(name, durable);
  begin();
  under.live(time);
  end();
  under.healed();
  under.live(k_calm);
}

bool cables() {
  if (in_own_network()) return true;
  std::cout << "SKIPPED: no network of its own" << std::endl;
  return false;
}

std::string rule(const char* side, int port, const char* fate = "drop") {
  return std::string("tcp ") + side + " " + std::to_string(port) + " " + fate;
}

// `felt` is asked while the cable is out: a cut that nobody notices tests nothing.
void pull(TownUnderFault& under, const std::string& name, const std::vector<std::string>& rules,
          const std::function<bool()>& felt = {}, Millis time = k_cut) {
  std::unique_ptr<PulledCable> cable;
  break_for(
      under, name, time, [&] { cable = std::make_unique<PulledCable>(rules); },
      [&] {
        INFO(name);
        if (felt) CHECK(felt());
        cable.reset();
      });
}

}  // namespace

TEST_CASE("Servers killed again and again while people act leave a history without violation") {
  TownUnderFault under(seed());
  for (int kill = 0; kill < 10; ++kill) {
    under.begins("kill server");
    under.kill_server();
    under.live_a_while(Millis{600});
    under.start_servers();
    under.healed();
    under.live_a_while(Millis{900});
  }
  CHECK(under.verdict() == "");
}

TEST_CASE("Brokers and databases killed again and again while people act leave a history without violation") {
  TownUnderFault under(seed());
  for (int kill = 0; kill < 10; ++kill) {
    const bool broker = kill % 2 == 0;
    break_for(
        under, broker ? "kill broker" : "kill database", Millis{500},
        [&] { broker ? under.town().broker().kill9() : under.town().database().kill9(); },
        [&] { broker ? under.town().broker().restart() : under.town().database().restart(); });
  }
  CHECK(under.verdict() == "");
}

TEST_CASE("A server, a broker and a database that freeze and wake up leave a history without violation") {
  TownUnderFault under(seed());
  break_for(
      under, "freeze server", k_cut, [&] { under.town().signal("server", SIGSTOP); },
      [&] { under.town().signal("server", SIGCONT); });
  break_for(
      under, "freeze broker", k_cut, [&] { under.town().broker().freeze(); }, [&] { under.town().broker().thaw(); });
  break_for(
      under, "freeze database", Millis{8'000}, [&] { under.town().database().freeze(); },
      [&] { under.town().database().thaw(); });
  CHECK(under.verdict() == "");
}

TEST_CASE("Everything killed at once leaves a history without violation") {
  TownUnderFault under(seed());
  break_for(
      under, "kill everything", Millis{500},
      [&] {
        under.kill_server();
        under.town().broker().kill9();
        under.town().database().kill9();
      },
      [&] {
        under.town().database().restart();
        under.town().broker().restart();
        under.start_servers();
      });
  CHECK(under.verdict() == "");
}

TEST_CASE("A database that answers each statement late, or holds the rows, leaves a history without violation") {
  TownUnderFault under(seed());
  // A fifth of a second frozen, a twentieth awake: whatever is asked waits.
  under.live(k_calm);
  under.begins("slow database");
  for (int beat = 0; beat < 12; ++beat) {
    under.town().database().freeze();
    under.live(Millis{200});
    under.town().database().thaw();
    under.live(Millis{50});
  }
  under.healed();
  {
    db::Session held(under.town().address(), db::Purpose::administration);
    break_for(
        under, "rows held by another", Millis{2'500},
        [&] {
          held.run_text("START TRANSACTION");
          held.query("SELECT id FROM incidents WHERE is_open = 1 FOR UPDATE", {}, [](const db::Row&) {});
        },
        [&] { held.run_text("ROLLBACK"); });
  }
  CHECK(under.verdict() == "");
}

TEST_CASE("Cables pulled between server and database leave a history without violation") {
  if (!cables()) return;
  TownUnderFault under(seed(), {.database_over_tcp = true});
  const int port = under.database_port();
  pull(under, "server and database apart", {rule("dport", port), rule("sport", port)},
       [&] { return !under.town().ready(); });
  pull(under, "the database hears nothing", {rule("dport", port)});
  pull(under, "the server hears nothing from the database", {rule("sport", port)});
  pull(under, "connections to the database are reset", {rule("dport", port, "reject with tcp reset")});
  CHECK(under.verdict() == "");
}

TEST_CASE("Cables pulled between server, broker and homes leave a history without violation") {
  if (!cables()) return;
  TownUnderFault under(seed());
  const std::string port = std::to_string(under.town().broker().port());
  const std::string server = "ip daddr 127.0.0.1 tcp ";
  pull(
      under, "server and broker apart", {server + "dport " + port + " drop", server + "sport " + port + " drop"},
      [&] { return !under.town().ready(); }, Millis{17'000});
  pull(under, "the server hears nothing from the broker", {"ip saddr 127.0.0.1 tcp sport " + port + " drop"});
  pull(under, "the broker hears nothing from the server", {server + "dport " + port + " drop"});
  pull(under, "homes and broker apart", {"ip saddr 127.0.0.2 drop", "ip daddr 127.0.0.2 drop"});
  pull(under, "the homes hear nothing", {"ip saddr 127.0.0.2 drop"});
  CHECK(under.verdict() == "");
}

TEST_CASE("A network that loses every fifth packet leaves a history without violation") {
  if (!cables()) return;
  TownUnderFault under(seed(), {.database_over_tcp = true});
  pull(under, "a fifth of all packets lost", {"numgen random mod 100 < 20 drop"}, {}, Millis{8'000});
  CHECK(under.verdict() == "");
}

TEST_CASE("Two servers killed and started in turn under load leave a history without violation") {
  TownUnderFault under(seed(), {.two_servers = true});
  for (const std::string name : {"server", "second", "server", "second"}) {
    break_for(
        under, "kill " + name, Millis{700}, [&] { under.kill_server(name); }, [&] { under.town().start_server(name); });
  }
  break_for(
      under, "freeze second", Millis{5'000}, [&] { under.town().signal("second", SIGSTOP); },
      [&] { under.town().signal("second", SIGCONT); });
  CHECK(under.verdict() == "");
}

TEST_CASE("A disk without room under the database leaves a history without violation") {
  if (!cables()) return;
  TownUnderFault under(seed(), {.disk_megabytes = 400});
  break_for(
      under, "disk full", Millis{5'000}, [&] { under.disk().fill(); },
      [&] {
        under.disk().free();
        // A database that met a full disk may have ended itself, as its operator's supervision would see.
        under.town().database().kill9();
        under.town().database().restart();
      });
  CHECK(under.verdict() == "");
}

// The table, and the few shapes that faults have.
#include "tests/fault_bench/faults.h"

#include <signal.h>

#include <memory>
#include <stdexcept>

#include "tests/support/own_network.h"

namespace lamplight::fault_bench {
namespace {

using Act = std::function<void(TownUnderFault&)>;

constexpr Millis k_calm{1'500};  // before and after, so that one fault is told from the next
constexpr Millis k_cut{4'000};

Act lasting(const std::string& name, Millis time, Act begin, Act end) {
  return [=](TownUnderFault& under) {
    under.live_a_while(k_calm);
    under.begins(name);
    begin(under);
    under.live(time);
    end(under);
    under.healed();
    under.live_a_while(k_calm);
  };
}

Fault kill(const std::string& what, Act begin, Act end) {
  const std::string name = "kill_" + what;
  return {name, [=](TownUnderFault& under) {
            under.live_a_while(Millis{900});
            under.begins(name);
            begin(under);
            under.live_a_while(Millis{600});
            end(under);
            under.healed();
          }};
}

// Frozen for `seconds`: the owner of whatever it held wakes up later.
std::vector<Fault> freezes(const std::string& what, const Act& freeze, const Act& thaw) {
  std::vector<Fault> faults;
  for (const int seconds : {5, 30, 120}) {
    const std::string name = "freeze_" + what + "_" + std::to_string(seconds) + "_s";
    faults.push_back({name, lasting(name, Seconds{seconds}, freeze, thaw), {}, false, seconds > 5});
  }
  return faults;
}

using Rules = std::function<std::vector<std::string>(TownUnderFault&)>;

// `felt`: the server must notice, or the cut has tested nothing.
Fault pull(const std::string& name, const Rules& rules, Millis time, bool felt,
           const TownUnderFaultOptions& town = {}) {
  const Act strike = [=](TownUnderFault& under) {
    under.live_a_while(k_calm);
    under.begins(name);
    {
      const tests::PulledCable cable(rules(under));
      under.live(time);
      if (felt && under.town().ready()) throw std::runtime_error(name + " was noticed by nobody");
    }
    under.healed();
    under.live_a_while(k_calm);
  };
  return {name, strike, town, true};
}

std::vector<Fault> cut_cables() {
  const auto database = [](const std::string& side, const std::string& fate) {
    return
        [=](TownUnderFault& under) { return "tcp " + side + " " + std::to_string(under.database_port()) + " " + fate; };
  };
  const auto to_database = database("dport", "drop");
  const auto from_database = database("sport", "drop");
  const auto reset = database("dport", "reject with tcp reset");
  const auto broker = [](const std::string& side) {
    return [=](TownUnderFault& under) {
      return "ip saddr 127.0.0.1 ip daddr 127.0.0.1 tcp " + side + " " + std::to_string(under.town().broker().port()) +
             " drop";
    };
  };
  const auto to_broker = broker("dport");
  const auto from_broker = broker("sport");
  const TownUnderFaultOptions tcp{.database_over_tcp = true};
  const Millis until_noticed{17'000};
  return {
      pull(
          "database_apart",
          [=](TownUnderFault& u) {
            return std::vector{to_database(u), from_database(u)};
          },
          k_cut, true, tcp),
      pull(
          "database_hears_nothing", [=](TownUnderFault& u) { return std::vector{to_database(u)}; }, k_cut, true, tcp),
      pull(
          "database_not_heard", [=](TownUnderFault& u) { return std::vector{from_database(u)}; }, k_cut, true, tcp),
      pull(
          "database_resets", [=](TownUnderFault& u) { return std::vector{reset(u)}; }, k_cut, true, tcp),
      pull(
          "broker_apart",
          [=](TownUnderFault& u) {
            return std::vector{to_broker(u), from_broker(u)};
          },
          until_noticed, true),
      pull(
          "broker_hears_nothing", [=](TownUnderFault& u) { return std::vector{to_broker(u)}; }, k_cut, false),
      pull(
          "broker_not_heard", [=](TownUnderFault& u) { return std::vector{from_broker(u)}; }, k_cut, false),
      pull(
          "homes_apart",
          [](TownUnderFault&) {
            return std::vector<std::string>{"ip saddr 127.0.0.2 drop", "ip daddr 127.0.0.2 drop"};
          },
          k_cut, false),
      pull(
          "homes_hear_nothing", [](TownUnderFault&) { return std::vector<std::string>{"ip saddr 127.0.0.2 drop"}; },
          k_cut, false),
      pull(
          "a_fifth_lost", [](TownUnderFault&) { return std::vector<std::string>{"numgen random mod 100 < 20 drop"}; },
          Millis{8'000}, false, tcp),
  };
}

// A fifth of a second frozen, a twentieth awake: whatever is asked waits.
void slow_database(TownUnderFault& under) {
  under.live_a_while(k_calm);
  under.begins("slow_database");
  for (int beat = 0; beat < 12; ++beat) {
    under.town().database().freeze();
    under.live(Millis{200});
    under.town().database().thaw();
    under.live(Millis{50});
  }
  under.healed();
  under.live_a_while(k_calm);
}

void held_rows(TownUnderFault& under) {
  db::Session other(under.town().address(), db::Purpose::administration);
  under.live_a_while(k_calm);
  under.begins("held_rows");
  other.run_text("START TRANSACTION");
  other.query("SELECT id FROM incidents WHERE is_open = 1 FOR UPDATE", {}, [](const db::Row&) {});
  under.live(Millis{2'500});
  other.run_text("ROLLBACK");
  under.healed();
  under.live_a_while(k_calm);
}

std::vector<Fault> table() {
  const Act kill_server = [](TownUnderFault& u) { u.kill_server(); };
  const Act kill_broker = [](TownUnderFault& u) { u.town().broker().kill9(); };
  const Act kill_database = [](TownUnderFault& u) { u.town().database().kill9(); };
  const Act start_server = [](TownUnderFault& u) { u.town().start_server("server", u.environment()); };
  const Act start_broker = [](TownUnderFault& u) { u.town().broker().restart(); };
  const Act start_database = [](TownUnderFault& u) { u.town().database().restart(); };
  const auto all = [](std::vector<Act> acts) {
    return [acts = std::move(acts)](TownUnderFault& u) {
      for (const Act& act : acts) act(u);
    };
  };
  std::vector<Fault> faults{
      kill("server", kill_server, start_server),
      kill("broker", kill_broker, start_broker),
      kill("database", kill_database, start_database),
      kill("everything", all({kill_server, kill_broker, kill_database}),
           all({start_database, start_broker, start_server})),
      {"slow_database", slow_database},
      {"held_rows", held_rows},
  };
  const auto add = [&faults](std::vector<Fault> more) {
    for (Fault& fault : more) faults.push_back(std::move(fault));
  };
  add(freezes(
      "server", [](TownUnderFault& u) { u.town().signal("server", SIGSTOP); },
      [](TownUnderFault& u) { u.town().signal("server", SIGCONT); }));
  add(freezes(
      "broker", [](TownUnderFault& u) { u.town().broker().freeze(); },
      [](TownUnderFault& u) { u.town().broker().thaw(); }));
  add(freezes(
      "database", [](TownUnderFault& u) { u.town().database().freeze(); },
      [](TownUnderFault& u) { u.town().database().thaw(); }));
  add(cut_cables());
  const TownUnderFaultOptions two{.two_servers = true};
  for (const std::string one : {"server", "second"}) {
    Fault fault = kill(
        "one_of_two_" + one, [=](TownUnderFault& u) { u.kill_server(one); },
        [=](TownUnderFault& u) { u.town().start_server(one, u.environment()); });
    fault.town = two;
    faults.push_back(std::move(fault));
  }
  faults.push_back({"freeze_one_of_two",
                    lasting(
                        "freeze_one_of_two", Seconds{5}, [](TownUnderFault& u) { u.town().signal("second", SIGSTOP); },
                        [](TownUnderFault& u) { u.town().signal("second", SIGCONT); }),
                    two});
  // A database that met a full disk may have ended itself; its supervision starts it again.
  faults.push_back({"disk_full",
                    lasting(
                        "disk_full", Seconds{5}, [](TownUnderFault& u) { u.disk().fill(); },
                        [=](TownUnderFault& u) {
                          u.disk().free();
                          kill_database(u);
                          start_database(u);
                        }),
                    TownUnderFaultOptions{.disk_megabytes = 400}, true});
  return faults;
}

}  // namespace

const std::vector<Fault>& all_faults() {
  static const std::vector<Fault> faults = table();
  return faults;
}

const Fault& fault_named(const std::string& name) {
  for (const Fault& fault : all_faults()) {
    if (fault.name == name) return fault;
  }
  throw std::invalid_argument("there is no fault " + name);
}

}  // namespace lamplight::fault_bench

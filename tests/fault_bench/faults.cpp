// The table, and the few shapes that faults have.
#include "tests/fault_bench/faults.h"

#include <signal.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "tests/fault_bench/parts.h"
#include "tests/support/failing_sync.h"
#include "tests/support/own_network.h"

namespace lamplight::fault_bench {
namespace {

constexpr Millis k_calm{1'500};  // before and after, so that one fault is told from the next
constexpr Millis k_cut{4'000};
constexpr Millis k_until_noticed{17'000};  // a line to the broker on which nothing comes any more

Act lasting(const std::string& name, Millis time, Act begin, Act end, bool durable = true) {
  return [=](TownUnderFault& under) {
    under.live_a_while(k_calm);
    under.begins(name, durable);
    begin(under);
    under.live(time);
    if (!durable) {
      // From here on something may be written again, though not everything has come back.
      under.healed();
      under.begins("the end of " + name);
    }
    end(under);
    under.healed();
    under.live_a_while(k_calm);
  };
}

Fault lasting(const Part& part, Millis time, const TownUnderFaultOptions& town = {}, bool needs_network = false) {
  return {part.name, lasting(part.name, time, part.begin, part.end), town, needs_network};
}

Fault kill(const std::string& name, Act begin, Act end, const TownUnderFaultOptions& town = {}) {
  const Act strike = [=](TownUnderFault& under) {
    under.live_a_while(Millis{900});
    under.begins(name);
    begin(under);
    under.live_a_while(Millis{600});
    end(under);
    under.healed();
  };
  return {name, strike, town};
}

TownUnderFaultOptions town_of(const Part& part) {
  const bool of_monitor = part.of == "monitor";
  return {.monitor = of_monitor, .bridges = of_monitor};
}

// Frozen for `seconds`: the owner of whatever it held wakes up later.
std::vector<Fault> all_freezes() {
  std::vector<Fault> faults;
  for (const Part& part : freezes()) {
    for (const int seconds : {5, 30, 120}) {
      const std::string name = part.name + "_" + std::to_string(seconds) + "_s";
      faults.push_back({name, lasting(name, Seconds{seconds}, part.begin, part.end), town_of(part), false, seconds > 5});
    }
  }
  return faults;
}

// The server must notice, or the cut has tested nothing.
Fault felt(const Part& part, Millis time, const TownUnderFaultOptions& town = {}, const std::string& by = "server") {
  const Act end = [=](TownUnderFault& under) {
    const bool noticed = !under.town().ready(by);
    part.end(under);
    if (!noticed) throw std::runtime_error(part.name + " was noticed by nobody");
  };
  return {part.name, lasting(part.name, time, part.begin, end), town, true};
}

std::vector<Fault> cut_cables() {
  const TownUnderFaultOptions tcp{.database_over_tcp = true};
  std::vector<Fault> faults;
  for (const char* name : {"database_apart", "database_hears_nothing", "database_not_heard", "database_resets"}) {
    faults.push_back(felt(part_named(name), k_cut, tcp));
  }
  faults.push_back(felt(part_named("broker_apart"), k_until_noticed));
  for (const char* name : {"broker_hears_nothing", "broker_not_heard"}) {
    faults.push_back(felt(part_named(name), k_until_noticed));
  }
  for (const char* name : {"homes_apart", "homes_hear_nothing"}) {
    faults.push_back(lasting(part_named(name), k_cut, {}, true));
  }
  faults.push_back(lasting(part_named("a_fifth_lost"), Millis{8'000}, tcp, true));
  return faults;
}

// Killed while its cable is pulled: whoever spoke to it believes that it still listens.
Fault half_open(const std::string& of, const TownUnderFaultOptions& town = {}) {
  const Part cable = part_named(of == "database" ? "database_apart" : "broker_apart");
  const Part death = part_named("kill_" + of);
  const std::string name = of + "_half_open";
  const Act begin = [=](TownUnderFault& under) {
    cable.begin(under);
    death.begin(under);
  };
  const Act end = [=](TownUnderFault& under) {
    cable.end(under);
    death.end(under);
  };
  return {name, lasting(name, k_cut, begin, end), town, true};
}

// The database is dead and the journal can't be written either: nothing may be acknowledged (I13).
std::vector<Fault> nothing_durable() {
  const Part death = part_named("kill_database");
  const TownUnderFaultOptions town{.small_disks = true};
  const std::string full = "journal_full";
  const std::string failing = "journal_fails";
  const auto strace = std::make_shared<std::unique_ptr<tests::FailingSync>>();
  return {
      {full,
       lasting(
           full, Seconds{5},
           [=](TownUnderFault& u) {
             u.journal_disk().fill();
             death.begin(u);
           },
           [=](TownUnderFault& u) {
             u.journal_disk().free();
             death.end(u);
           },
           false),
       town, true},
      {failing,
       lasting(
           failing, Seconds{5},
           [=](TownUnderFault& u) {
             *strace = std::make_unique<tests::FailingSync>(u.town().pid_of("server"));
             death.begin(u);
           },
           [=](TownUnderFault& u) {
             strace->reset();
             death.end(u);
           },
           false),
       {}, false, false, true},
  };
}

std::vector<Fault> two_servers() {
  const TownUnderFaultOptions two{.two_servers = true};
  std::vector<Fault> faults;
  for (const std::string one : {"server", "second"}) {
    faults.push_back(kill(
        "kill_one_of_two_" + one, [=](TownUnderFault& u) { u.kill_server(one); },
        [=](TownUnderFault& u) { u.town().start_server(one, u.environment()); }, two));
  }
  faults.push_back({"freeze_one_of_two",
                    lasting(
                        "freeze_one_of_two", Seconds{5}, [](TownUnderFault& u) { u.town().signal("second", SIGSTOP); },
                        [](TownUnderFault& u) { u.town().signal("second", SIGCONT); }),
                    two});
  for (const Part& part : splits()) {
    faults.push_back(felt(part, Seconds{8}, {.two_servers = true, .second_by_wire = true}, "second"));
  }
  return faults;
}

Fault kill_everything() {
  const std::vector<Part> all{part_named("kill_monitor"), part_named("kill_server"), part_named("kill_broker"),
                              part_named("kill_database")};
  return kill(
      "kill_everything",
      [=](TownUnderFault& u) {
        for (const Part& part : all) part.begin(u);
      },
      [=](TownUnderFault& u) {
        for (auto part = all.rbegin(); part != all.rend(); ++part) part->end(u);
      },
      {.monitor = true});
}

// Any two that are not of one thing, overlapping; which two, the town's seed says.
void strike_a_pair(TownUnderFault& under) {
  std::vector<Part> parts;
  for (const auto& more : {kills(), freezes(), database_troubles(), disk_troubles(), loads(), cable_troubles()}) {
    parts.insert(parts.end(), more.begin(), more.end());
  }
  const auto any = [&] { return parts[under.random()() % parts.size()]; };
  const Part one = any();
  Part other = any();
  while (other.of == one.of) other = any();
  under.live_a_while(k_calm);
  under.begins(one.name + " and " + other.name);
  one.begin(under);
  under.live_a_while(k_cut);
  other.begin(under);
  under.live_a_while(k_cut);
  const bool in_turn = one.healing <= other.healing;
  (in_turn ? one : other).end(under);
  (in_turn ? other : one).end(under);
  under.healed();
  under.live_a_while(k_calm);
}

std::vector<Fault> table() {
  std::vector<Fault> faults;
  const auto add = [&faults](std::vector<Fault> more) {
    for (Fault& fault : more) faults.push_back(std::move(fault));
  };
  for (const Part& part : kills()) add({kill(part.name, part.begin, part.end, town_of(part))});
  add({kill_everything()});
  const TownUnderFaultOptions wires{.presses_per_s = 4, .wires = true};
  add({lasting(part_named("slow_database"), k_cut, wires), lasting(part_named("lost_commits"), k_cut, wires)});
  for (const char* name : {"no_connection_left", "held_rows", "deadlock_storm"}) {
    add({lasting(part_named(name), Millis{2'500})});
  }
  add(all_freezes());
  add(cut_cables());
  add({half_open("database", {.database_over_tcp = true}), half_open("broker"), half_open("server")});
  add(two_servers());
  const TownUnderFaultOptions disk{.disk_megabytes = 400};
  add({lasting(part_named("disk_full"), Seconds{5}, disk, true)});
  Fault under_log = lasting(part_named("disk_full"), Seconds{5}, {.disk_megabytes = 400, .log_in_holes = true}, true);
  under_log.name = "disk_full_under_log";
  add({under_log});
  for (const char* name : {"log_full", "broker_store_full"}) {
    add({lasting(part_named(name), k_cut, {.small_disks = true}, true)});
  }
  for (const char* name : {"broker_store_fails", "disk_fails"}) {
    Fault fault = lasting(part_named(name), k_cut);
    fault.needs_trace = true;
    add({fault});
  }
  add(nothing_durable());
  for (const char* name : {"telemetry_flood", "reconnects"}) {
    add({lasting(part_named(name), Seconds{6}, {.monitor = true})});
  }
  add({{"random_pair", strike_a_pair,
        {.presses_per_s = 4, .disk_megabytes = 400, .monitor = true, .wires = true, .small_disks = true}, true, false,
        true}});
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

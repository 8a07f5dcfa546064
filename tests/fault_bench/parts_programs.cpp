// Programs and cables: what is ended, stopped, cut.
#include <signal.h>

#include <memory>
#include <stdexcept>

#include "tests/fault_bench/parts.h"
#include "tests/support/own_network.h"

namespace lamplight::fault_bench {
namespace {

using Rules = std::function<std::vector<std::string>(TownUnderFault&)>;

std::string database_side(TownUnderFault& under, const std::string& side, const std::string& fate) {
  return "tcp " + side + " " + std::to_string(under.database_port()) + " " + fate;
}

std::string second_side(TownUnderFault& under, const std::string& side) {
  return "tcp " + side + " " + std::to_string(under.database_port_of_second()) + " drop";
}

std::string broker_side(TownUnderFault& under, const std::string& side) {
  return "ip saddr 127.0.0.1 ip daddr 127.0.0.1 tcp " + side + " " + std::to_string(under.broker_port()) + " drop";
}

Part pulled(const std::string& name, const std::string& of, const Rules& rules) {
  const auto cable = std::make_shared<std::unique_ptr<tests::PulledCable>>();
  return {name, of, Healing::cable,
          [=](TownUnderFault& under) { *cable = std::make_unique<tests::PulledCable>(rules(under)); },
          [=](TownUnderFault&) { cable->reset(); }};
}

std::vector<std::string> homes_side(const std::vector<std::string>& directions) {
  std::vector<std::string> rules;
  for (const std::string& direction : directions) rules.push_back("ip " + direction + " 127.0.0.2 drop");
  return rules;
}

}  // namespace

std::vector<Part> kills() {
  return {
      {"kill_server", "server", Healing::program, [](TownUnderFault& u) { u.kill_server(); },
       [](TownUnderFault& u) { u.town().start_server("server", u.environment()); }},
      {"kill_monitor", "monitor", Healing::program, [](TownUnderFault& u) { u.town().stop("monitor", SIGKILL); },
       [](TownUnderFault& u) { u.start_monitor(); }},
      {"kill_broker", "broker", Healing::broker, [](TownUnderFault& u) { u.town().broker().kill9(); },
       [](TownUnderFault& u) { u.town().broker().restart(); }},
      {"kill_database", "database", Healing::database, [](TownUnderFault& u) { u.town().database().kill9(); },
       [](TownUnderFault& u) { u.town().database().restart(); }},
  };
}

std::vector<Part> freezes() {
  return {
      {"freeze_server", "server", Healing::program, [](TownUnderFault& u) { u.town().signal("server", SIGSTOP); },
       [](TownUnderFault& u) { u.town().signal("server", SIGCONT); }},
      {"freeze_monitor", "monitor", Healing::program, [](TownUnderFault& u) { u.town().signal("monitor", SIGSTOP); },
       [](TownUnderFault& u) { u.town().signal("monitor", SIGCONT); }},
      {"freeze_broker", "broker", Healing::broker, [](TownUnderFault& u) { u.town().broker().freeze(); },
       [](TownUnderFault& u) { u.town().broker().thaw(); }},
      {"freeze_database", "database", Healing::database, [](TownUnderFault& u) { u.town().database().freeze(); },
       [](TownUnderFault& u) { u.town().database().thaw(); }},
  };
}

std::vector<Part> cable_troubles() {
  const std::string to_database = "line to the database";
  const std::string to_broker = "line to the broker";
  const std::string homes = "lines of the homes";
  const auto both = [](TownUnderFault& u) {
    return std::vector{database_side(u, "dport", "drop"), database_side(u, "sport", "drop")};
  };
  const auto both_of_broker = [](TownUnderFault& u) {
    return std::vector{broker_side(u, "dport"), broker_side(u, "sport")};
  };
  return {
      pulled("database_apart", to_database, both),
      pulled("database_hears_nothing", to_database,
             [](TownUnderFault& u) { return std::vector{database_side(u, "dport", "drop")}; }),
      pulled("database_not_heard", to_database,
             [](TownUnderFault& u) { return std::vector{database_side(u, "sport", "drop")}; }),
      pulled("database_resets", to_database,
             [](TownUnderFault& u) { return std::vector{database_side(u, "dport", "reject with tcp reset")}; }),
      pulled("broker_apart", to_broker, both_of_broker),
      pulled("broker_hears_nothing", to_broker,
             [](TownUnderFault& u) { return std::vector{broker_side(u, "dport")}; }),
      pulled("broker_not_heard", to_broker, [](TownUnderFault& u) { return std::vector{broker_side(u, "sport")}; }),
      pulled("homes_apart", homes, [](TownUnderFault&) { return homes_side({"saddr", "daddr"}); }),
      pulled("homes_hear_nothing", homes, [](TownUnderFault&) { return homes_side({"saddr"}); }),
      pulled("a_fifth_lost", "every line",
             [](TownUnderFault&) { return std::vector<std::string>{"numgen random mod 100 < 20 drop"}; }),
  };
}

std::vector<Part> splits() {
  const std::string line = "line of the second server to the database";
  return {
      pulled("second_apart", line,
             [](TownUnderFault& u) { return std::vector{second_side(u, "dport"), second_side(u, "sport")}; }),
      pulled("second_hears_nothing", line, [](TownUnderFault& u) { return std::vector{second_side(u, "sport")}; }),
  };
}

Part part_named(const std::string& name) {
  for (const auto& parts : {kills(), freezes(), database_troubles(), disk_troubles(), loads(), cable_troubles()}) {
    for (const Part& part : parts) {
      if (part.name == name) return part;
    }
  }
  throw std::invalid_argument("nothing breaks by the name of " + name);
}

}  // namespace lamplight::fault_bench

// What is alive and of no use: a database in trouble, disks without room, more messages than can be taken.
#include <signal.h>

#include <memory>

#include "server/thread.h"
#include "tests/fault_bench/parts.h"
#include "tests/support/child.h"
#include "tests/support/failing_sync.h"
#include "tests/support/raw_mqtt.h"

namespace lamplight::fault_bench {
namespace {

constexpr int k_sessions_max = 400;  // more than any database here takes

template <class T>
using Held = std::shared_ptr<std::unique_ptr<T>>;

template <class T>
Held<T> nothing_yet() {
  return std::make_shared<std::unique_ptr<T>>();
}

using Bodies = std::vector<std::function<void(TownUnderFault&, const std::stop_token&)>>;

// Begins a thread for each body, which goes on until the end.
Part restless(const std::string& name, const std::string& of, const Bodies& bodies) {
  const auto threads = std::make_shared<std::vector<std::unique_ptr<server::Thread>>>();
  return {name, of, Healing::program,
          [=](TownUnderFault& under) {
            for (const auto& body : bodies) {
              threads->push_back(std::make_unique<server::Thread>(
                  "trouble", [&under, body](const std::stop_token& stop) { body(under, stop); }));
            }
          },
          [=](TownUnderFault&) { threads->clear(); }};
}

// Takes the rows of open incidents one by one from one end, again and again; whoever comes from the other end,
// and every server that changes two of them, fights.
void fight_for_rows(TownUnderFault& under, const std::string& order, const std::stop_token& stop) {
  db::Session session(under.town().address(), db::Purpose::administration);
  const std::string open = "SELECT id FROM incidents WHERE is_open = 1 ORDER BY id " + order + " LIMIT 8";
  while (!stop.stop_requested()) {
    try {
      std::vector<std::string> ids;
      session.query(open, {}, [&](const db::Row& row) { ids.push_back(row.text(0)); });
      session.run_text("START TRANSACTION");
      for (const std::string& id : ids) {
        session.query("SELECT version FROM incidents WHERE id = ? FOR UPDATE", {id}, [](const db::Row&) {});
      }
    } catch (const db::DbFault&) {
      // It has lost its fight, or waited in vain.
    }
    session.run_text("ROLLBACK");
  }
}

// Every connection is somebody else's; those of the servers are ended, so that they look for new ones in vain.
void take_all_connections(TownUnderFault& under, std::vector<std::unique_ptr<db::Session>>& hogs) {
  db::Session root(under.town().database().root(), db::Purpose::administration);
  std::vector<std::int64_t> theirs;
  root.query("SELECT id FROM information_schema.processlist WHERE user = 'lamplight'", {},
             [&](const db::Row& row) { theirs.push_back(row.integer(0)); });
  const auto hog = [&] {
    try {
      while (hogs.size() < k_sessions_max) {
        hogs.push_back(std::make_unique<db::Session>(under.town().address(), db::Purpose::administration));
      }
    } catch (const db::DbFault&) {
      // There is none left.
    }
  };
  hog();
  for (const std::int64_t id : theirs) {
    try {
      root.run_text("KILL " + std::to_string(id));
    } catch (const db::DbFault&) {
      // It has gone by itself.
    }
    hog();
  }
}

// Whatever the lines take, until one is cut; then all begin anew.
void flood(TownUnderFault& under, const std::stop_token& stop) {
  const std::string user = "lamplight-simulator";
  std::string pack = R"([{"bt":1700000000})";
  for (int i = 0; i < 100; ++i) pack += R"(,{"n":"steps","v":1,"t":)" + std::to_string(i) + "}";
  pack += "]";
  while (!stop.stop_requested()) {
    try {
      std::vector<tests::RawMqtt> lines;
      for (int i = 0; i < 8; ++i) {
        lines.emplace_back(under.town().broker().port(), "flood-" + std::to_string(i), user,
                           under.town().broker().password_of(user));
      }
      for (std::size_t n = 0; !stop.stop_requested(); ++n) {
        tests::RawMqtt& line = lines[n % lines.size()];
        line.publish("lamplight/v1/d-0/p-" + std::to_string(n % 40) + "/readings", pack);
        [[maybe_unused]] const int taken = line.acknowledged();
      }
    } catch (const std::runtime_error&) {
      // The broker has cut it, or is not there.
    }
  }
}

void come_and_go(TownUnderFault& under, const std::stop_token& stop) {
  const std::string user = "lamplight-simulator";
  for (int n = 0; !stop.stop_requested(); ++n) {
    try {
      const tests::RawMqtt line(under.town().broker().port(), "comes-" + std::to_string(n % 1'000), user,
                                under.town().broker().password_of(user));
    } catch (const std::runtime_error&) {
      // The broker has enough of it; that is what this is about.
    }
  }
}

Part unsynced(const std::string& name, const std::string& of, Healing healing, const std::function<pid_t(TownUnderFault&)>& pid,
              const Act& also, const Act& end) {
  const auto failing = nothing_yet<tests::FailingSync>();
  return {name, of, healing,
          [=](TownUnderFault& under) {
            *failing = std::make_unique<tests::FailingSync>(pid(under));
            also(under);
          },
          [=](TownUnderFault& under) {
            failing->reset();
            end(under);
          }};
}

// A database that met a failing disk has ended itself, or may; its supervision starts it again.
void restart_database(TownUnderFault& under) {
  under.town().database().kill9();
  under.town().database().restart();
}

// Mosquitto writes its store when it is told so, or every half minute.
void save_the_store(TownUnderFault& under) {
  kill(under.town().broker().pid(), SIGUSR1);
}

}  // namespace

std::vector<Part> database_troubles() {
  using Hogs = std::vector<std::unique_ptr<db::Session>>;
  const auto hogs = std::make_shared<Hogs>();
  const auto holder = nothing_yet<db::Session>();
  return {
      {"slow_database", "database", Healing::cable,
       [](TownUnderFault& u) { u.database_wire().hold_up(Millis{200}); },
       [](TownUnderFault& u) { u.database_wire().hold_up(Millis{0}); }},
      {"lost_commits", "line to the database", Healing::cable,
       [](TownUnderFault& u) { u.database_wire().lose_commits(12); },
       [](TownUnderFault& u) { u.database_wire().lose_commits(0); }},
      {"no_connection_left", "database", Healing::disk, [=](TownUnderFault& u) { take_all_connections(u, *hogs); },
       [=](TownUnderFault&) { hogs->clear(); }},
      {"held_rows", "database", Healing::disk,
       [=](TownUnderFault& u) {
         *holder = std::make_unique<db::Session>(u.town().address(), db::Purpose::administration);
         (*holder)->run_text("START TRANSACTION");
         (*holder)->query("SELECT id FROM incidents WHERE is_open = 1 FOR UPDATE", {}, [](const db::Row&) {});
       },
       [=](TownUnderFault&) { holder->reset(); }},
      restless("deadlock_storm", "database",
               {[](TownUnderFault& u, const std::stop_token& stop) { fight_for_rows(u, "ASC", stop); },
                [](TownUnderFault& u, const std::stop_token& stop) { fight_for_rows(u, "DESC", stop); }}),
  };
}

std::vector<Part> disk_troubles() {
  return {
      {"disk_full", "database", Healing::disk, [](TownUnderFault& u) { u.disk().fill(); },
       [](TownUnderFault& u) {
         u.disk().free();
         restart_database(u);
       }},
      unsynced(
          "disk_fails", "database", Healing::database, [](TownUnderFault& u) { return u.town().database().pid(); },
          [](TownUnderFault&) {}, restart_database),
      {"log_full", "log", Healing::disk, [](TownUnderFault& u) { u.log_disk().fill(); },
       [](TownUnderFault& u) { u.log_disk().free(); }},
      {"broker_store_full", "broker", Healing::disk,
       [](TownUnderFault& u) {
         u.broker_disk().fill();
         save_the_store(u);
       },
       [](TownUnderFault& u) {
         save_the_store(u);
         u.broker_disk().free();
       }},
      unsynced(
          "broker_store_fails", "broker", Healing::broker, [](TownUnderFault& u) { return u.town().broker().pid(); },
          save_the_store, save_the_store),
  };
}

std::vector<Part> loads() {
  return {restless("telemetry_flood", "readings", {flood}), restless("reconnects", "lines of the homes", {come_and_go})};
}

}  // namespace lamplight::fault_bench

// Who has an incident at the desk: what another is answered, and what becomes of it when her desk falls silent.
#include <catch2/catch.hpp>

#include <memory>
#include <mutex>
#include <set>

#include "db/directory.h"
#include "db/ledger.h"
#include "dispatch/travel.h"
#include "server/claim_keeper.h"
#include "server/clock.h"
#include "server/live_feed.h"
#include "server/town_watch.h"
#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

constexpr int k_patient = 3'000;  // a minute, on a machine that is busy
constexpr TownSize k_unhurried{.offer_wait = Millis{600'000}};  // only people change an incident meanwhile

std::string press(Homes& homes, int resident) {
  const std::string device = "p-" + std::to_string(resident);
  homes.press(device, "a-1", "sos", "d-" + std::to_string(resident % 4));
  const auto received = homes.heard(device, "a-1", AckState::received, Millis{30'000});
  REQUIRE(received.has_value());
  return received->incident->text();
}

json incident_of(Web& desk, const std::string& id) {
  const auto answer = desk.get("/api/v1/incidents/" + id);
  REQUIRE(answer.status == 200);
  return answer.body;
}

// As a refusal shows it: without what only its own page looks up.
json present(Web& desk, const std::string& id) {
  json incident = incident_of(desk, id);
  incident["resident"].erase("faults");
  return incident;
}

int lines_of(const json& incident, const std::string& what) {
  int lines = 0;
  for (const json& line : incident["history"]) lines += line["what"] == what ? 1 : 0;
  return lines;
}

// The keeper of a server of the test's own, on the town's database.
class ImpatientKeeper {
 public:
  explicit ImpatientKeeper(const db::Address& address)
      : pool_(address, db::Purpose::requests, 2), ledger_(pool_), directory_(pool_), town_(directory_, {line_}) {
    REQUIRE(town_.refresh(clock_.now()).ok());
    keeper_ = std::make_unique<server::ClaimKeeper>(pool_, ledger_, town_, line_, clock_, feed_, k_patience);
  }
  // Those at the screens of this server are told of that incident.
  [[nodiscard]] bool told_of(const std::string& incident, int attempts_max) const {
    return eventually([&] {
      const std::lock_guard lock(feed_.mutex);
      return feed_.told.count(incident) > 0;
    }, attempts_max);
  }

 private:
  // The town's server writes down whom it has heard every 5 s.
  static constexpr Millis k_patience{20'000};

  struct Feed : server::LiveFeed {
    void committed(const Changes&, const Committed& committed) override {
      const std::lock_guard lock(mutex);
      for (const IncidentId& incident : committed.incidents) told.insert(incident.text());
    }
    mutable std::mutex mutex;
    std::set<std::string> told;  // guarded by mutex
  };

  server::Clock clock_;
  db::Pool pool_;
  db::MySqlLedger ledger_;
  db::MySqlDirectory directory_;
  GreatCircle line_{8.0};
  server::TownWatch town_;
  Feed feed_;
  std::unique_ptr<server::ClaimKeeper> keeper_;
};

}  // namespace

TEST_CASE("Who takes what another has taken is refused with the incident as it is, and has it by giving a reason") {
  RunningTown town(k_unhurried);
  town.start_server();
  Homes homes(town.broker());
  const std::string id = press(homes, 1);
  Web first(town.http_port(), town.sign_in("u-d-0"));
  Web second(town.http_port(), town.sign_in("u-d-1"));
  const auto taken = first.command(id, {{"do", "acknowledge"}});
  REQUIRE(taken.status == 200);
  const json holder = taken.body["acknowledged_by"];
  REQUIRE(holder.is_string());

  const auto refused = second.command(id, {{"do", "acknowledge"}});
  REQUIRE(refused.status == 409);
  CHECK(refused.headers.at("Content-Type") == "application/problem+json");
  CHECK(refused.body["code"] == "claimed");
  CHECK(refused.body["incident"] == present(first, id));
  CHECK(refused.body["incident"]["acknowledged_by"] == holder);

  const auto over = second.command(id, {{"do", "acknowledge"}, {"reason", "she has gone home"}});
  REQUIRE(over.status == 200);
  CHECK(over.body["acknowledged_by"] != holder);
  CHECK(lines_of(over.body, "taken_over") == 1);

  // Said again it changes nothing, and still waits for a COMMIT of its own: what it has read may not be on the disk.
  const auto again = second.command(id, {{"do", "acknowledge"}});
  REQUIRE(again.status == 200);
  CHECK(again.body["version"] == over.body["version"]);
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'command.repeated' AND who = 'u-d-1' AND detail = "
                   "'acknowledge' AND subject = 'incident:" + id + "'") == 1);
}

TEST_CASE("Who acts on what she has not seen is refused with the incident as it is, and nothing has happened") {
  RunningTown town(k_unhurried);
  town.start_server();
  Homes homes(town.broker());
  const std::string id = press(homes, 1);
  Web first(town.http_port(), town.sign_in("u-d-0"));
  Web second(town.http_port(), town.sign_in("u-d-1"));
  const json seen = incident_of(second, id)["version"];
  REQUIRE(first.command(id, {{"do", "note"}, {"text", "her son is on the line"}}).status == 200);

  json late;
  json shown;
  for (const json& act : {json{{"do", "assign"}, {"worker", "w-1"}}, json{{"do", "acknowledge"}}}) {
    late = act;
    late["version"] = seen;
    const auto refused = second.command(id, late);
    INFO(late);
    REQUIRE(refused.status == 409);
    CHECK(refused.body["code"] == "stale");
    shown = refused.body["incident"];
    CHECK(shown == present(first, id));
    CHECK(lines_of(shown, "note") == 1);
    CHECK(shown["version"].get<int>() > seen.get<int>());
    CHECK(shown["acknowledged_by"].is_null());
    CHECK(shown["worker"].is_null());
  }
  // With what she was shown she may go on.
  late["version"] = shown["version"];
  CHECK(second.command(id, late).status == 200);
}

TEST_CASE("A desk of which nothing is heard loses what it has taken, and one that is heard keeps it") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  const std::string hers = press(homes, 1);
  const std::string mine = press(homes, 2);
  Web silent(town.http_port(), town.sign_in("u-d-0"));
  const SeededSession session = town.sign_in("u-d-1");
  Web desk(town.http_port(), session);
  EventStream screen(town.http_port(), session);
  REQUIRE(silent.command(hers, {{"do", "acknowledge"}}).status == 200);
  REQUIRE(desk.command(mine, {{"do", "acknowledge"}}).status == 200);
  REQUIRE(desk.command(hers, {{"do", "acknowledge"}}).status == 409);

  // The town's own server waits for 90 s; this one takes part in its judgement with less patience.
  const ImpatientKeeper keeper(town.address());
  REQUIRE(eventually([&] { return incident_of(desk, hers)["acknowledged_by"].is_null(); }, k_patient));
  CHECK(keeper.told_of(hers, k_patient));
  CHECK_FALSE(keeper.told_of(mine, 50));
  const json freed = incident_of(desk, hers);
  CHECK(lines_of(freed, "claim_expired") == 1);
  CHECK(lines_of(incident_of(desk, mine), "claim_expired") == 0);
  CHECK(incident_of(desk, mine)["acknowledged_by"].is_string());
  const std::string audited = "SELECT COUNT(*) FROM audit WHERE subject = 'incident:" + hers + "'";
  CHECK(town.count(audited) >= freed["version"].get<int>());
  // The others see it go, and whoever comes first has it.
  CHECK(eventually(
      [&] {
        const auto event = screen.next("incident");
        return event && event->body["id"] == hers && lines_of(event->body, "claim_expired") == 1;
      },
      50));
  REQUIRE(desk.command(hers, {{"do", "acknowledge"}}).status == 200);
}

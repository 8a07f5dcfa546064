// What people see and decide while the database is away, and what stands when it is back (design §6).
#include <catch2/catch.hpp>

#include <signal.h>

#include <functional>
#include <map>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

bool database_is_away(RunningTown& town, const std::string& server = "server") {
  return Web(town.http_port(server)).get("/metrics").text.find("\nlamplight_database_away 1") != std::string::npos;
}

// The next event of that name that is as wanted; others may come first. Nothing when the stream has none for long.
std::optional<EventStream::Event> shows(EventStream& screen, const std::string& name,
                                        const std::function<bool(const nlohmann::json&)>& wanted) {
  constexpr int k_events_max = 50;
  for (int events = 0; events < k_events_max; ++events) {
    auto event = screen.next(name);
    if (!event || wanted(event->body)) return event;
  }
  return std::nullopt;
}

using Phones = std::map<std::string, Web>;

// Every care worker is signed in at that server, which from now on knows them without asking.
void sign_in_all(RunningTown& town, Phones& phones, const std::string& server = "server") {
  for (int i = 0; i < 12; ++i) {
    const std::string worker = "w-" + std::to_string(i);
    Web& phone = phones.try_emplace(worker, town.http_port(server), town.sign_in("u-" + worker)).first->second;
    REQUIRE(phone.get("/api/v1/session").status == 200);
  }
}

void take_database_away(RunningTown& town, const std::vector<std::string>& servers) {
  town.database().kill9();
  for (const std::string& server : servers) {
    REQUIRE(eventually([&] { return database_is_away(town, server); }));
  }
}

void bring_database_back(RunningTown& town, const std::vector<std::string>& servers) {
  town.database().restart();
  for (const std::string& server : servers) {
    REQUIRE(eventually([&] { return !database_is_away(town, server); }, 1'500));
  }
}

std::string worker_of(RunningTown& town, const std::string& incident) {
  std::string worker;
  db::Session session(town.address(), db::Purpose::administration);
  session.query("SELECT COALESCE(worker_id, '') FROM incidents WHERE id = ?", {incident},
                [&](const db::Row& row) { worker = row.text(0); });
  return worker;
}

// The second open incident is in the desk's lists with its resident; who is asked for it.
std::string asked_for(Web& desk, const std::string& incident) {
  const auto open = desk.get("/api/v1/incidents?state=open");
  REQUIRE(open.status == 200);
  CHECK(open.body["items"].size() == 2);
  const auto shown = desk.get("/api/v1/incidents/" + incident);
  REQUIRE(shown.status == 200);
  CHECK(shown.body["resident"]["id"] == "r-2");
  REQUIRE(shown.body["offers"].size() == 1);
  CHECK(desk.get("/api/v1/incidents/" + incident + "/candidates").status == 200);
  CHECK(desk.get("/api/v1/alarms?device=p-2").body["items"].size() == 1);
  return shown.body["offers"][0]["worker"]["id"];
}

// What was decided meanwhile, as the database has it.
void check_what_stands(RunningTown& town, const std::string& incident, const std::string& worker,
                       const std::string& made) {
  CHECK(worker_of(town, incident) == worker);
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE id = '" + incident + "' AND state = 'on_the_way'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'accepted' AND incident_id = '" + incident + "'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE acknowledged_by = 'u-d-0'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE id = '" + made + "' AND resident_id = 'r-5'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 3);
}

}  // namespace

TEST_CASE("While the database is away the desk shows and decides, and all of it stands when it is back") {
  RunningTown town({.offer_wait = Millis{600'000}});  // nobody else is asked meanwhile
  town.start_server();
  Homes homes(town.broker());
  const SeededSession session = town.sign_in("u-d-0");
  Web desk(town.http_port(), session);
  EventStream screen(town.http_port(), session);
  REQUIRE(screen.next("snapshot").has_value());
  Phones phones;
  sign_in_all(town, phones);
  // One that was there before.
  homes.press("p-1", "b-1", "sos", "d-1");
  const auto before = homes.heard("p-1", "b-1", AckState::received);
  REQUIRE(before.has_value());
  REQUIRE(shows(screen, "incident", [&](const nlohmann::json& event) {
    return event["id"] == before->incident->text();
  }));

  take_database_away(town, {"server"});
  homes.press("p-2", "j-1", "sos", "d-2");
  const auto heard = homes.heard("p-2", "j-1", AckState::received);
  REQUIRE(heard.has_value());
  const std::string incident = heard->incident->text();

  // On the desk's screen and in its lists, with the resident, marked; and so is the database's absence.
  REQUIRE(shows(screen, "incident", [&](const nlohmann::json& event) {
    return event["id"] == incident && event["provisional"] == true && event["resident"]["name"].is_string();
  }));
  REQUIRE(shows(screen, "tick", [](const nlohmann::json& tick) { return tick["database"] == "away"; }));

  // The best worker is asked and goes; the dispatcher takes note of the one from before.
  const std::string worker = asked_for(desk, incident);
  Web& phone = phones.at(worker);
  CHECK(phone.get("/api/v1/worker/offers").body["items"].size() == 1);
  REQUIRE(phone.command(incident, {{"do", "accept"}}).status == 200);
  REQUIRE(homes.heard("p-2", "j-1", AckState::assigned).has_value());
  REQUIRE(phone.command(incident, {{"do", "depart"}}).status == 200);
  REQUIRE(desk.command(before->incident->text(), {{"do", "acknowledge"}}).status == 200);
  const auto by_hand =
      desk.post("/api/v1/incidents", {{"resident", "r-5"}, {"kind", "fall"}, {"text", "her neighbour called"}});
  REQUIRE(by_hand.status == 201);
  CHECK(desk.command(incident, {{"do", "reopen"}}).status == 409);

  bring_database_back(town, {"server"});
  check_what_stands(town, incident, worker, by_hand.body["id"]);
  // The screens begin anew with what stands, and the way goes on.
  const auto anew =
      shows(screen, "snapshot", [](const nlohmann::json& snapshot) { return snapshot["database"] == "reachable"; });
  REQUIRE(anew.has_value());
  CHECK(anew->body["incidents"].size() == 3);
  for (const auto& one : anew->body["incidents"]) CHECK(one["provisional"] == false);
  REQUIRE(phone.command(incident, {{"do", "arrive"}}).status == 200);
  const auto arrived = homes.heard("p-2", "j-1", AckState::arrived);
  REQUIRE(arrived.has_value());
  const auto assigned = homes.heard("p-2", "j-1", AckState::assigned);
  CHECK(arrived->seq > assigned->seq);
}

TEST_CASE("An alarm that comes while the database is away stands beside the evidence of before, which is shown once") {
  RunningTown town;
  {
    db::Session session(town.address(), db::Purpose::administration);
    session.change("INSERT INTO evidence_rules (ordinal, kind, beside, says, needs) VALUES (0, ?, ?, '', 'nursing')",
                   {"wandering", "bed_exit"});
  }
  town.start_server();
  Homes homes(town.broker());
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  REQUIRE(desk.get("/api/v1/session").status == 200);
  homes.press("p-1", "b-1", "bed_exit", "d-1");
  homes.press("p-1", "b-2", "sos", "d-1");
  const auto heard = homes.heard("p-1", "b-2", AckState::received);
  REQUIRE(heard.has_value());
  const std::string path = "/api/v1/incidents/" + heard->incident->text();

  take_database_away(town, {"server"});
  CHECK(desk.get(path).body["evidence"].size() == 2);
  homes.press("p-1", "j-1", "wandering", "d-1");
  REQUIRE(homes.heard("p-1", "j-1", AckState::received).has_value());
  const auto shown = desk.get(path).body;
  CHECK(shown["evidence"].size() == 3);
  CHECK(shown["needs"] == nlohmann::json::array({"nursing"}));

  bring_database_back(town, {"server"});
  REQUIRE(eventually([&] { return desk.get(path).status == 200; }));  // connections of before are found dead first
  const auto stands = desk.get(path).body;
  CHECK(stands["evidence"].size() == 3);
  CHECK(stands["needs"] == nlohmann::json::array({"nursing"}));
}

TEST_CASE(
    "Of two acceptances at two servers while the database is away the earlier stands, and both workers are told") {
  const bool later_first = GENERATE(false, true);  // which server brings in its journal first
  INFO((later_first ? "the later acceptance" : "the earlier acceptance") << " reaches the database first");
  RunningTown town({.offer_wait = Millis{1'500}});
  town.start_server("one");
  town.start_server("two");
  Homes homes(town.broker());
  Phones at_one, at_two;
  sign_in_all(town, at_one, "one");
  sign_in_all(town, at_two, "two");
  std::map<std::string, SeededSession> sessions;
  for (int i = 0; i < 12; ++i) {
    const std::string worker = "w-" + std::to_string(i);
    sessions[worker] = town.sign_in("u-" + worker);
    REQUIRE(Web(town.http_port("two"), sessions[worker]).get("/api/v1/session").status == 200);
  }
  take_database_away(town, {"one", "two"});
  homes.press("p-3", "j-1", "sos", "d-3");
  const auto heard = homes.heard("p-3", "j-1", AckState::received);
  REQUIRE(heard.has_value());
  const std::string incident = heard->incident->text();

  // The first who is asked accepts at one server; the other, which can't know, asks on and finds a second.
  std::string first, second;
  REQUIRE(eventually([&] {
    for (auto& [worker, web] : at_one) {
      if (first.empty() && web.command(incident, {{"do", "accept"}}).status == 200) first = worker;
    }
    return !first.empty();
  }));
  REQUIRE(eventually(
      [&] {
        for (auto& [worker, web] : at_two) {
          if (worker == first || !second.empty()) continue;
          if (web.command(incident, {{"do", "accept"}}).status == 200) second = worker;
        }
        return !second.empty();
      },
      1'500));
  EventStream phone_of_second(town.http_port("two"), sessions[second]);
  REQUIRE(phone_of_second.next("snapshot").has_value());

  const std::string behind = later_first ? "one" : "two";
  town.signal(behind, SIGSTOP);
  bring_database_back(town, {later_first ? "two" : "one"});
  town.signal(behind, SIGCONT);
  REQUIRE(eventually([&] { return !database_is_away(town, behind); }, 1'500));

  CHECK(worker_of(town, incident) == first);
  CHECK(town.count("SELECT COUNT(*) FROM incidents") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'superseded' AND worker_id = '" + second + "'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM history WHERE what = 'superseded'") == 1);
  // Her screen gives it back; the home hears, as the last word, who comes.
  const auto withdrawn = phone_of_second.next("withdrawn");
  REQUIRE(withdrawn.has_value());
  CHECK(withdrawn->body["incident"] == incident);
  REQUIRE(at_one.at(first).command(incident, {{"do", "depart"}}).status == 200);
  const auto on_the_way = homes.heard("p-3", "j-1", AckState::on_the_way);
  REQUIRE(on_the_way.has_value());
  for (const Ack& ack : homes.acks("p-3", "j-1")) CHECK(ack.seq <= on_the_way->seq);
}

// InnoDB shows a COMMIT before it is on the disk: a database that dies then has shown what it does not have.
TEST_CASE("A step that the database has shown and lost is in it again when the care worker has said it again") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  Phones phones;
  sign_in_all(town, phones);
  homes.press("p-1", "j-1", "sos", "d-1");
  const auto heard = homes.heard("p-1", "j-1", AckState::received);
  REQUIRE(heard.has_value());
  const std::string incident = heard->incident->text();
  std::string worker;
  REQUIRE(eventually([&] {
    for (auto& [id, phone] : phones) {
      if (worker.empty() && phone.command(incident, {{"do", "accept"}}).status == 200) worker = id;
    }
    return !worker.empty();
  }));
  Web& phone = phones.at(worker);
  for (const char* step : {"depart", "arrive"}) REQUIRE(phone.command(incident, {{"do", step}}).status == 200);

  town.database().keep();
  const nlohmann::json resolve = {{"do", "resolve"}, {"outcome", "helped"}};
  REQUIRE(eventually([&] { return phone.command(incident, resolve).status == 200; }));
  town.database().die_and_lose();
  homes.press("p-2", "j-2", "sos", "d-2");
  REQUIRE(homes.heard("p-2", "j-2", AckState::received).has_value());  // from the journal
  CHECK(phone.command(incident, resolve).status == 409);
  // What comes now is another incident, and stays one.
  homes.press("p-1", "j-3", "sos", "d-1");
  const auto another = homes.heard("p-1", "j-3", AckState::received);
  REQUIRE(another.has_value());
  CHECK(another->incident->text() != incident);

  bring_database_back(town, {"server"});
  CHECK(town.count("SELECT COUNT(*) FROM incidents WHERE id = '" + incident + "' AND state = 'resolved'") == 1);
  CHECK(town.count("SELECT COUNT(*) FROM alarms WHERE alarm_id = 'j-3' AND incident_id = '" +
                   another->incident->text() + "'") == 1);
  std::map<std::int64_t, AckState> said;
  for (const Ack& ack : homes.acks("p-1", "j-3")) {
    CHECK(said.try_emplace(ack.seq, ack.state).first->second == ack.state);
  }
}

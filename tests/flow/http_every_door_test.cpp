// Every endpoint, asked by every role in every relation, and every answer searched for every protected field.
//
// The endpoints and who may use them are read from docs/openapi.json, what was planted in a resident's record, in her
// incident and among her readings is looked for in all that comes back. Relations change under way: a care worker is
// asked, holds the incident, is released.
#include <catch2/catch.hpp>

#include <iostream>
#include <memory>

#include "tests/flow/every_door.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

constexpr const char* k_resident = "r-every-door";

const std::map<Planted, std::string>& planted() {
  static const std::map<Planted, std::string> texts{
      {Planted::name, "甲门女士"},     {Planted::address, "乙门街一号"},  {Planted::access, "丙门左转"},
      {Planted::phone, "0760-77001"},  {Planted::contact, "0760-77002"},  {Planted::clinical, "丁门病史"},
      {Planted::mobility, "戊门拐杖"}, {Planted::notes, "己门嘱咐"},      {Planted::words, "庚门电话"},
      {Planted::place, "22.640625"},   {Planted::vitals, "61.4375"},      {Planted::key_safe, "90417731"}};
  return texts;
}

// What this story sets up, and what stands for {id} in each path.
struct Town {
  std::string incident;
  std::map<std::string, std::string> ids;  // by the first part of the path
  std::vector<Knocker> knockers;
  int cases = 0;

  std::string path_of(const Described& door) const {
    std::string path = "/api/v1" + door.path;
    const auto found = ids.find(parted(door.path, "/")[1]);
    const std::string first = found == ids.end() ? "none" : found->second;
    // The first is a thing of this town, what lies below it is not there.
    for (bool below = false; path.find('{') != std::string::npos; below = true) {
      const auto brace = path.find('{');
      path.replace(brace, path.find('}') - brace + 1, below ? "none" : first);
    }
    return path;
  }
};

void plant(Web& desk) {
  const auto& text = planted();
  const auto made = desk.post(
      "/api/v1/residents",
      {{"id", k_resident},
       {"name", text.at(Planted::name)},
       {"district", "d-1"},
       {"place", {{"lat", 22.640625}, {"lon", 113.1801}}},
       {"phone", text.at(Planted::phone)},
       {"address", text.at(Planted::address)},
       {"access", text.at(Planted::access)},
       {"key_safe", text.at(Planted::key_safe)},
       {"clinical", text.at(Planted::clinical)},
       {"mobility", text.at(Planted::mobility)},
       {"notes", text.at(Planted::notes)},
       {"contacts", {{{"name", "门外人"}, {"relation", "friend"}, {"phone", text.at(Planted::contact)}}}}});
  REQUIRE(made.status == 201);
  const std::string now = std::to_string(ms_of(RunningTown::now()) - 60'000);
  http_town().change(
      "INSERT INTO readings (device_id, name, value, at_ms, received_ms, resident_id) VALUES ('p-55', 'heart_rate', "
      "61.4375, " + now + ", " + now + ", '" + k_resident + "')");
}

void open_incident(Town& town, Web& desk) {
  // The town hears of a new resident with its next look at the registers.
  REQUIRE(eventually([&] {
    const auto opened = desk.post("/api/v1/incidents", {{"resident", k_resident},
                                                        {"kind", "sos"},
                                                        {"text", planted().at(Planted::words)}});
    if (opened.status == 201) town.incident = opened.body["id"];
    return opened.status == 201;
  }));
}

void break_glass_of(const std::string& user) {
  const std::string now = std::to_string(ms_of(RunningTown::now()));
  http_town().change("INSERT INTO glass_breaks (id, user_id, resident_id, reason, broken_ms, until_ms) VALUES ('g-" + user +
                     "', '" + user + "', '" + k_resident + "', 'a test', " + now + ", " + now + " + 7200000)");
}

Knocker person(const std::string& name, const std::string& role, const std::string& user) {
  Knocker one;
  one.name = name;
  one.role = role;
  one.web = std::make_shared<Web>(http_town().http_port(), http_town().sign_in(user));
  return one;
}

void add_worker(const std::string& id) {
  http_town().change("INSERT INTO workers (id, name, languages, on_duty, changed_ms) VALUES ('" + id + "', '" + id +
                     "', 'zh', 0, 1)");
}

void add_user(const std::string& id, const std::string& role, const std::string& worker = "") {
  http_town().change("INSERT INTO users (id, username, password_hash, role, person, name, changed_ms) VALUES ('" + id +
                     "', '" + id + "', '', '" + role + "', '" + worker + "', '" + id + "', 1)");
}

// A relative for each of the sixteen sets of tiers, and one whom nobody has named.
void add_relatives(Town& town) {
  add_user("u-f-none", "family");
  town.knockers.push_back(person("a stranger's relative", "family", "u-f-none"));
  for (unsigned bits = 0; bits < 16; ++bits) {
    const std::string user = "u-f-t" + std::to_string(bits);
    add_user(user, "family");
    const auto tier = [bits](unsigned which) { return (bits >> which & 1U) != 0; };
    http_town().change(
        "INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, "
        "sees_location, agreed_ms) VALUES ('" + user + "', '" + k_resident + "', 'niece', " + std::to_string(tier(0)) +
        ", " + std::to_string(tier(1)) + ", " + std::to_string(tier(2)) + ", " + std::to_string(tier(3)) + ", 1)");
    Knocker one = person("a relative of tiers " + std::to_string(bits), "family", user);
    one.linked = true;
    one.status = tier(0);
    one.incidents = tier(1);
    one.vitals = tier(2);
    one.location = tier(3);
    town.knockers.push_back(one);
  }
}

void add_token(Town& town, Web& admin, const std::string& name, const std::string& role, bool incidents_only) {
  nlohmann::json wish{{"name", name}, {"role", role}};
  if (incidents_only) wish["scopes"] = {"incidents:read"};
  const auto made = admin.post("/api/v1/tokens", wish);
  REQUIRE(made.status == 201);
  town.ids["tokens"] = made.body["id"];
  Knocker one;
  one.name = name;
  one.role = role;
  one.by_token = true;
  one.reads_incidents_only = incidents_only;
  one.web = std::make_shared<Web>(http_town().http_port());
  one.headers["Authorization"] = "Bearer " + made.body["token"].get<std::string>();
  town.knockers.push_back(one);
}

void add_knockers(Town& town) {
  Web admin = signed_in("u-a");
  Knocker nobody;
  nobody.name = "nobody";
  nobody.web = std::make_shared<Web>(http_town().http_port());
  town.knockers.push_back(nobody);
  for (const char* role : {"administrator", "dispatcher"}) {
    const std::string user = std::string("u-glass-") + role[0];
    add_user(user, role);
    break_glass_of(user);
    town.knockers.push_back(person(role, role, role[0] == 'a' ? "u-a" : "u-d-0"));
    Knocker curious = person(std::string(role) + " with the glass broken", role, user);
    curious.glass = true;
    town.knockers.push_back(curious);
  }
  for (const char* id : {"w-at-the-door", "w-never-asked"}) add_worker(id);
  add_user("u-glass-w", "care_worker", "w-at-the-door");
  break_glass_of("u-glass-w");
  Knocker at_the_door = person("a care worker with the glass broken", "care worker", "u-glass-w");
  at_the_door.glass = true;
  town.knockers.push_back(at_the_door);
  add_user("u-other-w", "care_worker", "w-never-asked");
  town.knockers.push_back(person("a care worker never asked", "care worker", "u-other-w"));
  add_relatives(town);
  add_token(town, admin, "all of an administrator", "administrator", false);
  add_token(town, admin, "all of a dispatcher", "dispatcher", false);
  add_token(town, admin, "incidents to read", "dispatcher", true);
}

char kind_of(int status) {
  if (status == 401) return 's';
  if (status == 403) return 'f';
  if (status == 404) return 'h';
  return status == 0 || status >= 500 ? '?' : 'a';
}

// Nobody's request can do anything: a change comes without its ETag or with a body that is no JSON.
void knock(Town& town, const Described& door, const Knocker& who) {
  if (door.path == "/live" || door.path == "/incidents/{id}/commands" || (door.method == "DELETE" && door.path == "/session")) return;
  if (door.who.front() == "anyone") return;
  const char expected = promised(door, who);
  const bool acts = door.method == "POST" && !door.takes_body;
  if (expected == 'a' && acts) return;
  const std::string path = town.path_of(door);
  INFO(who.name << ": " << door.method << " " << path);
  const auto answer = door.method == "GET" ? who.web->send("GET", path, nullptr, who.headers)
                                           : who.web->send_text(door.method, path, "!", who.headers);
  const char kind = kind_of(answer.status);
  ++town.cases;
  // A register has nothing of that id for whoever may look.
  const bool fits = kind == expected || (expected == 'a' && kind == 'h' && path.find("/none") != std::string::npos);
  if (!fits) CHECK(std::string(1, kind) == std::string(1, expected));
  for (const auto& [what, text] : planted()) {
    ++town.cases;
    const bool there = answer.text.find(text) != std::string::npos;
    // All about a person is handed to herself: the one paper on which an administrator sees all of it.
    const bool her_own_copy = door.path.ends_with("/export") && expected == 'a';
    if (there && !her_own_copy && !may_read(what, who)) {
      INFO(answer.text);
      CHECK(text == "never shown to her");
    }
  }
}

void knock_everywhere(Town& town, const std::vector<Knocker>& knockers) {
  static const std::vector<Described> doors = described_operations();
  for (const Described& door : doors) {
    for (const Knocker& who : knockers) knock(town, door, who);
  }
}

// That what was planted is found where it should be: a search that finds nothing proves nothing.
void look_where_it_should_be(Town& town, const Knocker& who, const std::string& path, std::set<Planted> expected) {
  const auto answer = who.web->send("GET", path, nullptr, who.headers);
  REQUIRE(answer.status == 200);
  for (const Planted what : expected) {
    INFO(who.name << " reads in " << path << " " << planted().at(what) << ": " << answer.text);
    CHECK(answer.text.find(planted().at(what)) != std::string::npos);
    ++town.cases;
  }
}

// The live feed by the same rules.
void listen(Town& town, const Knocker& who, const std::string& user) {
  EventStream stream(http_town().http_port(), http_town().sign_in(user));
  const auto first = stream.next("snapshot");
  REQUIRE(first.has_value());
  const std::string text = first->body.dump();
  for (const auto& [what, word] : planted()) {
    ++town.cases;
    INFO(who.name << " hears " << word << " in " << text);
    CHECK((text.find(word) == std::string::npos || may_read(what, who)));
  }
}

Knocker worker(const std::string& id, Tie tie) {
  Knocker one = person("care worker " + id, "care worker", "u-" + id);
  one.tie = tie;
  return one;
}

}  // namespace

TEST_CASE("Every door, asked by everybody in every relation, opens as promised and shows what is promised") {
  Web desk = signed_in("u-d-0");
  Town town;
  plant(desk);
  add_knockers(town);
  open_incident(town, desk);
  const std::string one = "/api/v1/incidents/" + town.incident;
  const std::string record = std::string("/api/v1/residents/") + k_resident;
  town.ids.merge(std::map<std::string, std::string>{
      {"incidents", town.incident}, {"residents", k_resident}, {"family", k_resident}, {"districts", "d-1"},
      {"skills", "lifting"}, {"workers", "w-0"}, {"devices", "p-1"}, {"users", "u-d-1"}, {"policies", "emergency-1"},
      {"glass", "g-u-glass-w"}});
  const std::string first = offered_to(desk, town.incident);
  REQUIRE_FALSE(first.empty());
  const std::string second = first == "w-1" ? "w-2" : "w-1";

  knock_everywhere(town, {worker(first, Tie::offered)});
  listen(town, worker(first, Tie::offered), "u-" + first);
  look_where_it_should_be(town, worker(first, Tie::offered), one, {Planted::name});

  // On her way: one who only holds it is relieved of it after some minutes, and there are many doors.
  for (const char* act : {"accept", "depart"}) {
    REQUIRE(signed_in("u-" + first).command(town.incident, {{"do", act}}).status == 200);
  }
  knock_everywhere(town, {worker(first, Tie::holds)});
  knock_everywhere(town, town.knockers);
  listen(town, worker(first, Tie::holds), "u-" + first);
  look_where_it_should_be(town, worker(first, Tie::holds), one,
                          {Planted::name, Planted::address, Planted::access, Planted::phone, Planted::contact,
                           Planted::clinical, Planted::mobility, Planted::notes, Planted::words, Planted::place});
  look_where_it_should_be(town, worker(first, Tie::holds), record + "/readings", {Planted::vitals});

  // Released, she sees nothing from the next moment on; a relative as much as was agreed.
  const WebAnswer assigned = desk.command(town.incident, {{"do", "assign"}, {"worker", second}});
  INFO(assigned.text);
  REQUIRE(assigned.status == 200);
  REQUIRE(signed_in("u-" + second).command(town.incident, {{"do", "depart"}}).status == 200);
  knock_everywhere(town, {worker(first, Tie::former), worker(second, Tie::holds)});
  listen(town, worker(first, Tie::former), "u-" + first);
  for (const Knocker& who : town.knockers) {
    if (who.role != "family") continue;
    const std::string user = who.linked ? "u-f-t" + who.name.substr(who.name.rfind(' ') + 1) : "u-f-none";
    listen(town, who, user);
    std::set<Planted> expected;
    for (const Planted what : {Planted::name, Planted::place, Planted::vitals}) {
      if (may_read(what, who)) expected.insert(what);
    }
    if (who.linked) look_where_it_should_be(town, who, std::string("/api/v1/family/residents/") + k_resident, expected);
  }
  REQUIRE(desk.command(town.incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  knock_everywhere(town, {worker(first, Tie::former), worker(second, Tie::former)});
  std::cout << "every door: " << town.cases << " cases\n";
  CHECK(town.cases >= 5'000);
}

// The audit trail from outside: who looked is written down, sealed, published; `audit verify` finds what was done to it,
// and a dossier is what was signed.
#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

struct Watched {
  Watched() { town.start_server("server", {"LAMPLIGHT_AUDIT_HEADS=" + heads()}); }

  [[nodiscard]] std::string heads() const { return (folder.path() / "heads").string(); }

  // The exit code of `lamplight-server audit …` and what it said.
  std::pair<bool, std::string> audit(std::vector<std::string> words) {
    const auto home = town.journal_of("server").parent_path().parent_path();
    const std::string said = (folder.path() / ("said" + std::to_string(++asked))).string();
    std::vector<std::string> all{(built_programs() / "lamplight-server").string(), "audit"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--config", (home / "server.toml").string()});
    bool whole = true;
    try {
      run_child(all, said);
    } catch (const std::exception&) {
      whole = false;
    }
    std::ifstream file(said);
    std::stringstream text;
    text << file.rdbuf();
    return {whole, text.str()};
  }

  [[nodiscard]] bool all_sealed() const { return town.count("SELECT COUNT(*) FROM audit WHERE seq IS NULL") == 0; }

  RunningTown town{TownSize{.districts = 1, .residents = 3, .workers = 2}};
  TemporaryFolder folder;
  int asked = 0;
};

}  // namespace

TEST_CASE("A look is written down and sealed, and the verifier finds what was done to the trail") {
  Watched watched;
  Web desk(watched.town.http_port(), watched.town.sign_in("u-d-0"));
  Web admin(watched.town.http_port(), watched.town.sign_in("u-a"));
  CHECK(desk.get("/api/v1/residents/r-1/readings").status == 200);
  CHECK(desk.get("/api/v1/residents/r-1/timeline").status == 200);
  for (const char* look : {"resident.vitals", "resident.timeline"}) {
    INFO(look);
    CHECK(watched.town.count(std::string("SELECT COUNT(*) FROM audit WHERE who = 'u-d-0' AND subject = "
                                         "'resident:r-1' AND what = '") + look + "'") == 1);
  }
  REQUIRE(eventually([&] { return watched.all_sealed(); }));
  const auto head = admin.get("/api/v1/audit/head").body;
  CHECK(head["seq"] >= 2);
  const std::string kept = std::to_string(head["seq"].get<std::int64_t>()) + ":" + head["hash"].get<std::string>();
  std::ofstream(watched.heads(), std::ios::app) << head["line"].get<std::string>() << "\n";
  CHECK(watched.audit({"verify", "--head", kept}).first);
  CHECK(watched.audit({"verify", "--heads", watched.heads()}).first);

  watched.town.change("UPDATE audit SET who = 'u-d-1' WHERE what = 'resident.vitals'");
  const auto changed = watched.audit({"verify"});
  CHECK_FALSE(changed.first);
  CHECK(changed.second.find("is not what was sealed") != std::string::npos);
  watched.town.change("UPDATE audit SET who = 'u-d-0' WHERE what = 'resident.vitals'");
  CHECK(watched.audit({"verify"}).first);

  // Cut off behind: whole by itself, and short by what was kept.
  watched.town.stop("server", SIGTERM);
  watched.town.change("DELETE FROM audit WHERE seq >= " + std::to_string(head["seq"].get<std::int64_t>()));
  CHECK(watched.audit({"verify"}).first);
  CHECK_FALSE(watched.audit({"verify", "--head", kept}).first);
  const auto cut = watched.audit({"verify", "--heads", watched.heads()});
  CHECK_FALSE(cut.first);
  CHECK(cut.second.find("a kept head names row") != std::string::npos);
}

TEST_CASE("What was signed by a master key that is gone is verified all the same") {
  Watched watched;
  Web desk(watched.town.http_port(), watched.town.sign_in("u-d-0"));
  REQUIRE(desk.get("/api/v1/residents/r-1/readings").status == 200);
  REQUIRE(eventually([&] { return watched.all_sealed(); }, 3'000));
  Web admin(watched.town.http_port(), watched.town.sign_in("u-a"));
  const std::string line = admin.get("/api/v1/audit/head").body["line"];
  std::ofstream(watched.heads(), std::ios::app) << line << "\n";
  watched.town.change("UPDATE residents SET data_key_sealed = ''");  // those of the seed open with no key
  watched.town.migrate({"--new-master-key"});
  watched.town.migrate({"--retire-master-keys"});
  const auto [whole, said] = watched.audit({"verify", "--heads", watched.heads()});
  INFO(said);
  CHECK(whole);
}

TEST_CASE("An incident is taken along as a dossier, and no word of it can be changed unseen") {
  Watched watched;
  Web desk(watched.town.http_port(), watched.town.sign_in("u-d-0"));
  const auto opened = desk.post("/api/v1/incidents", {{"resident", "r-1"}, {"kind", "sos"}, {"text", "电话"}});
  REQUIRE(opened.status == 201);
  const std::string id = opened.body["id"];
  REQUIRE(desk.command(id, {{"do", "note"}, {"text", "女儿已知"}}).status == 200);
  const auto answer = desk.get("/api/v1/incidents/" + id + "/dossier");
  REQUIRE(answer.status == 200);
  const auto dossier = nlohmann::json::parse(answer.body["dossier"].get<std::string>());
  std::set<std::string> sources;
  std::string before;
  for (const auto& moment : dossier["course"]) {
    sources.insert(moment["source"]);
    CHECK(before <= moment["at"].get<std::string>());
    before = moment["at"];
  }
  for (const char* source : {"history", "audit", "evidence"}) CHECK(sources.count(source) == 1);

  const std::string file = (watched.folder.path() / "dossier.json").string();
  std::ofstream(file) << answer.text;
  CHECK(watched.audit({"check", file}).first);
  std::string forged = answer.text;
  const std::size_t at = forged.find("女儿已知");
  REQUIRE(at != std::string::npos);
  forged.replace(at, std::string("女儿").size(), "儿子");
  std::ofstream(file, std::ios::trunc) << forged;
  CHECK_FALSE(watched.audit({"check", file}).first);
}

TEST_CASE("Whoever opens a list or a stream is written down: of lists once in a while, of streams every time") {
  Watched watched;
  RunningTown& town = watched.town;
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  const auto rows = [&](const std::string& what) {
    return town.count("SELECT COUNT(*) FROM audit WHERE who = 'u-d-0' AND what = '" + what + "'");
  };
  for (int i = 0; i < 3; ++i) {
    for (const char* list : {"residents", "incidents", "alarms", "contacts"}) {
      CHECK(desk.get("/api/v1/" + std::string(list)).status == 200);
    }
  }
  for (const char* what : {"residents.listed", "incidents.listed", "alarms.listed", "contacts.listed"}) {
    INFO(what);
    CHECK(rows(what) == 1);
  }
  for (int opened = 1; opened <= 2; ++opened) {
    EventStream stream(town.http_port(), town.sign_in("u-d-0"));
    REQUIRE(stream.next("snapshot").has_value());
    CHECK(rows("live.opened") == opened);
  }
  CHECK(desk.get("/api/v1/districts").status == 200);
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE subject = 'districts'") == 0);
}

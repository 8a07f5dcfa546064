// Back-up and return: the same rows afterwards, one consistent picture, and nothing opens without the key.
#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The program with the settings of one schema; a folder for keys and files.
class Keeper {
 public:
  Keeper() {
    write("key", std::string(64, 'a') + "\n");
    write("other-key", std::string(64, 'b') + "\n");
  }

  // True when it succeeded; what it said is in `said`.
  bool run(const std::string& command, const db::Address& database, const std::string& key = "key") {
    write("config.toml", "[database]\nsocket = \"" + database.socket + "\"\nname = \"" + database.database +
                             "\"\nuser = \"" + database.user + "\"\npassword = \"" + database.password +
                             "\"\n[backup]\nkey = \"" + path(key) + "\"\n");
    const std::string log = path("log");
    std::filesystem::remove(log);
    bool ok = true;
    try {
      run_child({(built_programs() / "lamplight-server").string(), command, "--config", path("config.toml"),
                 path("town.backup")},
                log);
    } catch (const std::runtime_error&) {
      ok = false;
    }
    said = read_file(log);
    return ok;
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    chmod(path(name).c_str(), 0600);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  std::string said;

 private:
  TemporaryFolder folder_;
};

// Rows and a digest of every table. Not CHECKSUM TABLE: with a NULL in a row it takes in whatever the
// row before has left in that field's place.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums_of(const db::Address& database) {
  db::Session session(database, db::Purpose::administration);
  std::map<std::string, std::string> fields;  // of a table, as one text
  session.query(
      "SELECT t.table_name, c.column_name FROM information_schema.tables t JOIN information_schema.columns c USING "
      "(table_schema, table_name) WHERE table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.extra NOT LIKE "
      "'%GENERATED%' ORDER BY c.ordinal_position",
      {}, [&](const db::Row& row) {
        fields[row.text(0)] += ", COALESCE(HEX(CAST(`" + row.text(1) + "` AS BINARY)), '-')";
      });
  fields.erase("schema_migrations");  // it says when each was applied
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;
  for (const auto& [table, text] : fields) {
    session.query("SELECT COUNT(*), BIT_XOR(CAST(CONV(LEFT(MD5(CONCAT_WS('|'" + text +
                      ")), 15), 16, 10) AS UNSIGNED)) FROM `" + table + "`",
                  {}, [&, name = table](const db::Row& row) {
                    sums[name] = {row.integer(0), row.integer(1)};
                  });
  }
  return sums;
}

// The same file with its first two messages in the other order.
std::string swapped(const std::string& file) {
  const std::size_t first = std::string("lamplight backup 1\n").size() + 24;
  const auto length_at = [&](std::size_t at) {
    std::size_t length = 4;
    for (std::size_t i = 0; i < 4; ++i)
      length += static_cast<std::size_t>(static_cast<unsigned char>(file[at + i])) << (8 * i);
    return length;
  };
  const std::size_t second = first + length_at(first);
  const std::size_t third = second + length_at(second);
  return file.substr(0, first) + file.substr(second, third - second) + file.substr(first, second - first) +
         file.substr(third);
}

// A town in which something has happened, its server stopped.
struct LivedIn {
  RunningTown town;
  LivedIn() {
    town.start_server();
    Homes homes(town.broker());
    for (int i = 0; i < 20; ++i) homes.press("p-" + std::to_string(i), "a-1", "sos", "d-" + std::to_string(i % 4));
    REQUIRE(homes.say("lamplight/v1/d-1/p-1/alarm", "no json: \x01\xff'\\"));
    for (int i = 0; i < 20; ++i) REQUIRE(homes.heard("p-" + std::to_string(i), "a-1", AckState::received).has_value());
    // What can't be read has no id and is not answered.
    REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM evidence") >= 21; }));
    REQUIRE(town.count("SELECT COUNT(*) FROM incidents") >= 20);
    town.stop("server", SIGTERM);
    for (int day = 0; day < 3; ++day) {
      town.change("INSERT INTO readings (device_id, name, at_ms, value, received_ms) VALUES ('p-1', 'temperature', " +
                  std::to_string(1'795'000'000'000 + day * 86'400'000LL) + ", 36.6, 1), ('p-2', 'spo2', " +
                  std::to_string(1'795'000'000'000 + day * 86'400'000LL) + ", 0.1, 1)");
    }
  }
};

}  // namespace

TEST_CASE("A restored database has every row as it was, and the file nothing that can be read") {
  LivedIn all;
  Keeper keeper;
  REQUIRE(keeper.run("backup", all.town.address()));
  CHECK(keeper.said.find("backed up") != std::string::npos);
  const std::string file = read_file(keeper.path("town.backup"));
  // Long enough that chance writes none of them.
  for (const char* plain : {"护工", "incidents", "no json", "temperature", "u-d-0"})
    CHECK(file.find(plain) == std::string::npos);

  const db::Address empty = all.town.database().create_migrated("returned");
  REQUIRE(keeper.run("restore", empty));
  const auto before = sums_of(all.town.address());
  CHECK(sums_of(empty) == before);
  CHECK(before.at("incidents").first >= 20);
  CHECK(before.at("readings").first == 6);
  CHECK(before.at("evidence").first >= 21);

  // Once more into what is no longer empty: refused, and nothing is touched.
  CHECK_FALSE(keeper.run("restore", empty));
  CHECK(keeper.said.find("is not empty") != std::string::npos);
  CHECK(sums_of(empty) == before);
}

TEST_CASE("A back-up with another key, changed, cut off or reordered does not open and leaves nothing behind") {
  LivedIn all;
  Keeper keeper;
  REQUIRE(keeper.run("backup", all.town.address()));
  const std::string whole = read_file(keeper.path("town.backup"));
  const db::Address empty = all.town.database().create_migrated("refused");
  const auto untouched = sums_of(empty);

  CHECK_FALSE(keeper.run("restore", empty, "other-key"));
  for (const std::size_t at : {std::size_t{2}, std::size_t{25}, std::size_t{60}, whole.size() / 2, whole.size() - 1}) {
    INFO("byte " << at << " of " << whole.size());
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    keeper.write("town.backup", changed);
    CHECK_FALSE(keeper.run("restore", empty));
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{30}, whole.size() / 2, whole.size() - 1}) {
    INFO("cut after " << length);
    keeper.write("town.backup", whole.substr(0, length));
    CHECK_FALSE(keeper.run("restore", empty));
  }
  keeper.write("town.backup", swapped(whole));
  CHECK_FALSE(keeper.run("restore", empty));
  CHECK(sums_of(empty) == untouched);
  keeper.write("town.backup", whole);
  CHECK(keeper.run("restore", empty));
}

TEST_CASE("A back-up made while alarms come is one moment of the town: no alarm without its incident") {
  RunningTown town({.residents = 200});
  town.start_server();
  Homes homes(town.broker());
  Keeper keeper;
  for (int i = 0; i < 100; ++i) homes.press("p-" + std::to_string(i), "a-1", "sos", "d-" + std::to_string(i % 4));
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM alarms") >= 10; }));
  for (int i = 100; i < 200; ++i) homes.press("p-" + std::to_string(i), "a-1", "sos", "d-" + std::to_string(i % 4));
  REQUIRE(keeper.run("backup", town.address()));
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM alarms") == 200; }, 1'500));

  const db::Address empty = town.database().create_migrated("moment");
  REQUIRE(keeper.run("restore", empty));
  db::Session session(empty, db::Purpose::administration);
  const auto count = [&](const std::string& sql) {
    std::int64_t rows = -1;
    session.query(sql, {}, [&](const db::Row& row) { rows = row.integer(0); });
    return rows;
  };
  CHECK(count("SELECT COUNT(*) FROM alarms") >= 10);
  CHECK(count("SELECT COUNT(*) FROM alarms LEFT JOIN incidents ON id = incident_id WHERE id IS NULL") == 0);
  CHECK(count("SELECT COUNT(*) FROM incidents LEFT JOIN evidence ON incident_id = incidents.id WHERE evidence.id IS "
              "NULL") == 0);
  CHECK(
      count(
          "SELECT COUNT(*) FROM incidents LEFT JOIN timers ON incident_id = id WHERE is_open = 1 AND due_ms IS NULL") ==
      0);
}

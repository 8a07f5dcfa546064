// Reading the files, comparing them with what was applied, applying the rest under a lock.
#include "db/migrate.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "db/advisory_lock.h"
#include "db/statements_session.h"
#include "model/digest.h"

namespace lamplight::db {
namespace {

constexpr int k_lock_wait_s = 10;

// What MySQL says when DDL that was cut off by a crash had in fact been done: the table, column, key or
// row is there already, or what was to go has gone.
constexpr std::array k_done_before{1050, 1060, 1061, 1062, 1091, 1517};

struct Applied {
  std::string name;
  std::string checksum;
  bool finished = false;
};

std::map<int, Applied> read_applied(Session& session) {
  std::map<int, Applied> applied;
  session.query(k_select_migrations, {}, [&](const Row& row) {
    applied[static_cast<int>(row.integer(0))] = {row.text(1), row.text(2), !row.null(3)};
  });
  return applied;
}

bool has_migration_table(Session& session) {
  bool there = false;
  session.query(k_select_migration_table, {}, [&](const Row& row) { there = row.truth(0); });
  return there;
}

// Reads `NNNN_words.sql`; nothing for any other name.
std::optional<Migration> named_migration(const std::string& file) {
  const bool shaped = file.size() > 9 && file[4] == '_' && file.ends_with(".sql") &&
                      std::all_of(file.begin(), file.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
  if (!shaped) return std::nullopt;
  Migration migration;
  migration.version = std::stoi(file.substr(0, 4));
  migration.name = file.substr(5, file.size() - 9);
  return migration;
}

// Why these files must not run on what was applied; empty: they may.
std::string objection(const std::vector<Migration>& migrations, const std::map<int, Applied>& applied) {
  if (!applied.empty() && applied.rbegin()->first > static_cast<int>(migrations.size())) {
    return "the database has schema " + std::to_string(applied.rbegin()->first) +
           ", newer than this program, which knows " + std::to_string(migrations.size()) +
           ": install the newer program";
  }
  for (const auto& [version, row] : applied) {
    const Migration& file = migrations[static_cast<std::size_t>(version - 1)];
    if (row.finished && file.checksum != row.checksum) {
      return "migration " + std::to_string(version) + " (" + row.name +
             ") was edited after it had been applied: restore the file and write a new one";
    }
  }
  return {};
}

// DDL commits by itself, so each step is marked before and after; `begun` says that an earlier run was
// cut off between the two.
void apply_one(Session& session, const Migration& migration, bool begun, Instant now) {
  if (!begun) session.insert(k_insert_migration, {{migration.version, migration.name, migration.checksum, now}});
  try {
    session.run_text(migration.sql);
  } catch (const DbFault& fault) {
    const bool done_before = std::find(k_done_before.begin(), k_done_before.end(), fault.code()) != k_done_before.end();
    if (!begun || !done_before) throw;
  }
  session.change(k_finish_migration, {now, migration.name, migration.checksum, migration.version});
}

}  // namespace

std::string default_migrations_folder() {
  return LAMPLIGHT_MIGRATIONS;
}

Result<std::vector<Migration>, std::string> read_migrations(const std::string& folder) {
  std::vector<Migration> migrations;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    auto migration = named_migration(entry.path().filename().string());
    if (!migration) continue;
    std::ifstream file{entry.path(), std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return Failure{"the migration " + entry.path().string() + " can't be read"};
    migration->sql = text.str();
    migration->checksum = digest_of({migration->sql});
    migrations.push_back(std::move(*migration));
  }
  if (failed || migrations.empty()) return Failure{"no migrations in " + folder};
  std::sort(migrations.begin(), migrations.end(),
            [](const Migration& a, const Migration& b) { return a.version < b.version; });
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].version == static_cast<int>(i) + 1) continue;
    return Failure{"the migrations in " + folder + " must run from 1 without a gap; looked for " +
                   std::to_string(i + 1) + " and found " + std::to_string(migrations[i].version)};
  }
  return migrations;
}

Result<std::vector<std::string>, std::string> migrate(Session& session, const std::vector<Migration>& migrations,
                                                      Instant now, int up_to) {
  std::vector<std::string> done;
  std::string at_work = "the list of migrations";
  try {
    const AdvisoryLock lock{session, "migrate", k_lock_wait_s};
    if (!lock.taken()) return Failure{std::string{"another migration of this database is running"}};
    session.run_text(k_create_schema_migrations);
    const std::map<int, Applied> applied = read_applied(session);
    if (std::string words = objection(migrations, applied); !words.empty()) return Failure{std::move(words)};
    for (const Migration& migration : migrations) {
      if (up_to != 0 && migration.version > up_to) break;
      const auto known = applied.find(migration.version);
      if (known != applied.end() && known->second.finished) continue;
      at_work = "migration " + std::to_string(migration.version) + " (" + migration.name + ")";
      apply_one(session, migration, known != applied.end(), now);
      done.push_back(migration.name);
    }
  } catch (const DbFault& fault) {
    return Failure{at_work + " failed: " + fault.what()};
  }
  return done;
}

int schema_version(Session& session) {
  if (!has_migration_table(session)) return 0;
  int version = 0;
  for (const auto& [number, row] : read_applied(session)) {
    if (row.finished && number == version + 1) version = number;
  }
  return version;
}

Result<Done, std::string> check_schema(Session& session, const std::vector<Migration>& migrations) {
  try {
    const int version = schema_version(session);
    if (version < static_cast<int>(migrations.size())) {
      return Failure{"the database has schema " + std::to_string(version) + ", this program needs " +
                     std::to_string(migrations.size()) + ": run lamplight-migrate"};
    }
    if (std::string words = objection(migrations, read_applied(session)); !words.empty())
      return Failure{std::move(words)};
  } catch (const DbFault& fault) {
    return Failure{std::string{"the database can't be asked for its schema: "} + fault.what()};
  }
  return Done{};
}

}  // namespace lamplight::db

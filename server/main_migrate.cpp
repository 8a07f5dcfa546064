// lamplight-migrate: brings the tables forward; with --demo or --empty also fills a new town.
//
// Run by `lamplight up` before the servers, and by hand in production. Safe to run again at any time.
// Exit 0 done, 1 refused or failed, 64 wrong usage, 78 wrong setting (sysexits).
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <span>

#include "db/demo_writer.h"
#include "db/key_rotation.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "db/sign_ins.h"
#include "db/signature.h"
#include "server/clock.h"
#include "server/settings.h"
#include "server/sign_in_files.h"

namespace {

using namespace lamplight;

constexpr int k_wrong_usage = 64;
constexpr int k_wrong_setting = 78;

struct Flags {
  std::string config;
  std::string migrations = db::default_migrations_folder();
  bool demo = false;
  bool empty = false;
  bool refresh = false;
  bool new_master_key = false;
  bool retire_master_keys = false;
  std::string out;
  std::uint64_t seed = 1;
};

void add_flags(CLI::App& app, Flags& flags) {
  app.add_option("--config", flags.config, "The settings file (TOML)")->check(CLI::ExistingFile);
  app.add_option("--migrations", flags.migrations, "The folder of numbered SQL files")->check(CLI::ExistingDirectory);
  CLI::Option* demo = app.add_flag("--demo", flags.demo, "Fill an empty database with the demo town");
  CLI::Option* empty = app.add_flag("--empty", flags.empty, "Fill an empty database with one administrator only");
  demo->excludes(empty);
  app.add_option("--out", flags.out,
                 "With --demo or --empty: write accounts.json and devices.json there")
      ->check(CLI::ExistingDirectory);
  app.add_option("--seed", flags.seed, "Of the demo town")->capture_default_str();
  app.add_flag("--refresh", flags.refresh,
               "With --demo: only renew duty, positions and roster of the demo's care workers")
      ->needs(demo);
  app.add_flag("--new-master-key", flags.new_master_key,
               "Put a fresh master key first in the key file and seal every data key with it; servers run on");
  app.add_flag("--retire-master-keys", flags.retire_master_keys,
               "Take the older master keys out of the key file, once nothing is sealed with them any more");
}

// Throws std::runtime_error with the sentence to print.
void bring_forward(db::Session& session, const Flags& flags, Instant now) {
  const auto migrations = db::read_migrations(flags.migrations);
  if (!migrations) throw std::runtime_error(migrations.error());
  const auto done = db::migrate(session, migrations.value(), now);
  if (!done) throw std::runtime_error(done.error());
  std::cout << "schema " << migrations.value().size() << ", " << done.value().size() << " migrations applied\n";
}

// Data keys sealed with the first key of the file. Throws std::runtime_error where one does not open at all.
void reseal(db::Session& session, const std::string& file) {
  const auto masters = db::MasterKeys::read(file);
  if (!masters) throw std::runtime_error(masters.error());
  const db::Resealed done = db::reseal_keys(session, masters.value());
  std::cout << "sealed with the first master key: " << done.keys << ", of which now: " << done.changed << '\n';
  if (done.damaged > 0) throw std::runtime_error(std::to_string(done.damaged) + " keys open with none of the file's");
}

void write_keys(const std::string& file, const std::vector<db::SealKey>& keys) {
  if (!db::write_key_lines(file, keys)) throw std::runtime_error("the key file " + file + " can't be written");
}

// What they have signed is to be verified by for ever: their public halves stay, a line each.
void keep_public_halves(const std::string& file, std::span<const db::SealKey> retired) {
  std::ofstream kept(db::retired_keys_file(file), std::ios::app);
  for (const db::SealKey& key : retired) kept << db::public_key_of(key) << '\n';
  if (!kept.flush()) throw std::runtime_error(db::retired_keys_file(file) + " can't be written");
}

// In this order, so that whatever is sealed can be opened at every moment, also when it is cut off.
void change_master_key(db::Session& session, const Flags& flags, const std::string& file) {
  auto keys = db::read_key_lines(file);
  if (!keys) throw std::runtime_error(keys.error());
  if (flags.new_master_key) {
    keys.value().insert(keys.value().begin(), db::new_data_key());
    write_keys(file, keys.value());
  }
  reseal(session, file);
  if (!flags.retire_master_keys) return;
  keep_public_halves(file, std::span(keys.value()).subspan(1));
  write_keys(file, {keys.value().front()});
}

// The files first: passwords follow from the key, so nothing is lost if the rest is cut off and run again.
void fill(db::Session& session, const Flags& flags, const server::Settings& settings, Instant now) {
  const auto key = db::read_key_file(settings.column_key_file);
  if (!key) throw std::runtime_error(key.error());
  const db::DemoPasswords passwords{key.value()};
  const db::DemoTown town = flags.demo ? db::make_demo_town(flags.seed, now) : db::make_empty_town();
  if (!flags.out.empty()) {
    db::write_private_file(flags.out + "/accounts.json", db::accounts_json(town.users, passwords));
    db::write_private_file(flags.out + "/devices.json", db::devices_json(town.devices, passwords));
  }
  if (!db::town_is_filled(session)) {
    db::write_town(session, town, key.value(), passwords, now);
    std::cout << "filled: " << town.residents.size() << " residents, " << town.devices.size() << " devices, "
              << town.workers.size() << " care workers, " << town.users.size() << " users\n";
  }
  const auto password_of = [&](const DeviceId& device) { return passwords.of_device(device); };
  session.transaction([&] { db::add_demo_sign_ins(session, town.devices, password_of, now); });
}

// For a broker that is started before the server is. Throws as above.
void write_sign_ins(const server::Settings& settings, Instant now) {
  if (settings.sign_ins.devices_file.empty()) return;
  db::Pool pool(settings.database, db::Purpose::administration, 1);
  db::SignIns sign_ins(pool);
  if (!server::SignInFiles(settings.sign_ins).write(sign_ins, now)) throw std::runtime_error(pool.last_fault());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Brings Lamplight's tables forward, and fills a new town."};
  Flags flags;
  add_flags(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : k_wrong_usage;
  }
  server::Settings settings;
  try {
    settings = server::read_settings(flags.config);
  } catch (const std::exception& error) {
    std::cerr << "lamplight-migrate: " << error.what() << '\n';
    return k_wrong_setting;
  }
  try {
    const Instant now = server::Clock{}.now();
    db::Session session{settings.database, db::Purpose::administration};
    if (flags.new_master_key || flags.retire_master_keys) {
      change_master_key(session, flags, settings.column_key_file);
      return 0;
    }
    if (!flags.refresh) bring_forward(session, flags, now);
    if (!flags.refresh && (flags.demo || flags.empty)) fill(session, flags, settings, now);
    if (!flags.refresh) write_sign_ins(settings, now);
    if (flags.demo) db::refresh_demo(session, now);
  } catch (const std::exception& error) {
    std::cerr << "lamplight-migrate: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

// lamplight-migrate: brings the tables forward; with --demo or --empty also fills a new town.
//
// Run by `lamplight up` before the servers, and by hand in production. Safe to run again at any time.
// Exit 0 done, 1 refused or failed, 64 wrong usage, 78 wrong setting (sysexits).
#include <CLI/CLI.hpp>
#include <iostream>

#include "db/demo_writer.h"
#include "db/migrate.h"
#include "server/clock.h"
#include "server/settings.h"

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
                 "With --demo or --empty: write accounts.json, devices.json and device.passwords there")
      ->check(CLI::ExistingDirectory);
  app.add_option("--seed", flags.seed, "Of the demo town")->capture_default_str();
  app.add_flag("--refresh", flags.refresh,
               "With --demo: only renew duty, positions and roster of the demo's care workers")
      ->needs(demo);
}

// Throws std::runtime_error with the sentence to print.
void bring_forward(db::Session& session, const Flags& flags, Instant now) {
  const auto migrations = db::read_migrations(flags.migrations);
  if (!migrations) throw std::runtime_error(migrations.error());
  const auto done = db::migrate(session, migrations.value(), now);
  if (!done) throw std::runtime_error(done.error());
  std::cout << "schema " << migrations.value().size() << ", " << done.value().size() << " migrations applied\n";
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
    db::write_private_file(flags.out + "/device.passwords", db::broker_passwords(town.devices, passwords));
  }
  if (db::town_is_filled(session)) return;
  db::write_town(session, town, key.value(), passwords, now);
  std::cout << "filled: " << town.residents.size() << " residents, " << town.devices.size() << " devices, "
            << town.workers.size() << " care workers, " << town.users.size() << " users\n";
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
    if (!flags.refresh) bring_forward(session, flags, now);
    if (!flags.refresh && (flags.demo || flags.empty)) fill(session, flags, settings, now);
    if (flags.demo) db::refresh_demo(session, now);
  } catch (const std::exception& error) {
    std::cerr << "lamplight-migrate: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

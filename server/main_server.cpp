// lamplight-server: takes alarms, dispatches, answers HTTP. `match FILE` runs the assignment alone,
// `replay` weighs past choices anew, `backup` and `restore` keep the database in a sealed file, `audit` checks its trail.
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <Poco/Util/ServerApplication.h>
#include <spdlog/spdlog.h>

#include "server/audit_command.h"
#include "server/backup_command.h"
#include "server/match_command.h"
#include "server/replay_command.h"
#include "server/settings.h"
#include "server/wiring.h"

namespace {

constexpr int k_exit_wrong_setting = 78;   // EX_CONFIG of sysexits.h

class ServerProgram final : public Poco::Util::ServerApplication {
 public:
  explicit ServerProgram(lamplight::server::Settings settings) : settings_(std::move(settings)) {}

 protected:
  int main(const std::vector<std::string>&) override {
    try {
      const lamplight::server::Wiring wiring(settings_);
      std::cout << "lamplight-server listens on http://" << settings_.http.host << ":" << wiring.http_port() << std::endl;
      waitForTerminationRequest();
      return EXIT_OK;
    } catch (const std::runtime_error& error) {
      std::cerr << "lamplight-server: " << error.what() << "\n";
      return k_exit_wrong_setting;
    }
  }

 private:
  lamplight::server::Settings settings_;
};

int serve(const std::string& config, char* program) {
  try {
    auto settings = lamplight::server::read_settings(config);
    spdlog::set_level(spdlog::level::from_str(settings.log_level));
    spdlog::flush_on(spdlog::level::info);
    ServerProgram server(std::move(settings));
    char* arguments[] = {program, nullptr};
    return server.run(1, arguments);
  } catch (const std::runtime_error& error) {
    std::cerr << "lamplight-server: " << error.what() << "\n";
    return k_exit_wrong_setting;
  }
}

int keep(const std::string& config, const std::string& file, bool backup) {
  try {
    const auto settings = lamplight::server::read_settings(config);
    const auto run = backup ? lamplight::server::run_backup : lamplight::server::run_restore;
    return run(settings, file, std::cout, std::cerr);
  } catch (const std::runtime_error& error) {
    std::cerr << "lamplight-server: " << error.what() << "\n";
    return k_exit_wrong_setting;
  }
}

struct AuditWish {
  CLI::App* verify = nullptr;
  CLI::App* check = nullptr;
  lamplight::server::VerifyWish kept;
  std::string dossier;
  std::string public_key;
};

void add_audit(CLI::App& app, std::string& config, AuditWish& wish) {
  CLI::App* audit = app.add_subcommand("audit", "Check the audit trail, or a dossier")->require_subcommand(1);
  wish.verify = audit->add_subcommand("verify", "Hold the whole trail to its chain and to heads that were kept");
  wish.verify->add_option("--heads", wish.kept.heads_file, "A file of published heads");
  wish.verify->add_option("--head", wish.kept.heads, "A head that was kept elsewhere, SEQ:HASH");
  wish.check = audit->add_subcommand("check", "Whether a dossier is as it was signed");
  wish.check->add_option("file", wish.dossier, "The dossier, as GET /incidents/{id}/dossier gave it")->required();
  wish.check->add_option("--public-key", wish.public_key, "Of the town that signed it; else this one's");
  for (CLI::App* command : {wish.verify, wish.check}) command->add_option("--config", config, "Settings (TOML)");
}

int run_audit(const std::string& config, const AuditWish& wish) {
  try {
    const auto settings = lamplight::server::read_settings(config);
    if (wish.verify->parsed()) {
      return lamplight::server::run_audit_verify(settings, wish.kept, std::cout, std::cerr);
    }
    return lamplight::server::run_audit_check(settings, wish.dossier, wish.public_key, std::cout, std::cerr);
  } catch (const std::runtime_error& error) {
    std::cerr << "lamplight-server: " << error.what() << "\n";
    return k_exit_wrong_setting;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Lamplight's server: alarms in, care workers out, everything on record."};
  std::string config;
  std::string match_file;
  app.add_option("--config", config, "Settings (TOML); LAMPLIGHT_… variables override it");
  CLI::App* match = app.add_subcommand("match", "Run the assignment alone on a JSON file");
  match->add_option("file", match_file, "The file, or - for standard input")->required();
  lamplight::server::ReplayWish wish;
  CLI::App* replay = app.add_subcommand("replay", "Say what other weights would have decided")->fallthrough();
  replay->add_option("--from", wish.from, "From when, RFC 3339")->required();
  replay->add_option("--to", wish.to, "Until when")->required();
  replay->add_option("--weights", wish.weights_file, "A file with the table [weights]")->required();
  std::string backup_file;
  CLI::App* backup = app.add_subcommand("backup", "Write all tables into one sealed file");
  CLI::App* restore = app.add_subcommand("restore", "Fill an empty, migrated database from such a file");
  for (CLI::App* command : {backup, restore}) {
    command->add_option("--config", config, "Settings (TOML); [backup] key names the key's file");
    command->add_option("file", backup_file, "The sealed file")->required();
  }
  AuditWish audit;
  add_audit(app, config, audit);
  CLI11_PARSE(app, argc, argv);
  if (audit.verify->parsed() || audit.check->parsed()) return run_audit(config, audit);
  if (backup->parsed() || restore->parsed()) return keep(config, backup_file, backup->parsed());
  if (match->parsed()) return lamplight::server::run_match(match_file, std::cin, std::cout, std::cerr);
  if (replay->parsed()) return lamplight::server::run_replay(config, wish, std::cout, std::cerr);
  return serve(config, argv[0]);
}

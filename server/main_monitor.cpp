// lamplight-monitor: takes readings and heartbeats of the homes and keeps them.
//
// Settings come from the file, then the environment. Exit 0 asked to end, 78 wrong setting (sysexits).
#include <Poco/Util/ServerApplication.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "server/monitor.h"
#include "server/settings.h"

namespace {

constexpr int k_exit_wrong_setting = 78;  // EX_CONFIG of sysexits.h

class MonitorProgram final : public Poco::Util::ServerApplication {
 public:
  explicit MonitorProgram(lamplight::server::Settings settings) : settings_(std::move(settings)) {}

 protected:
  int main(const std::vector<std::string>&) override {
    try {
      const lamplight::server::Monitor monitor(settings_);
      std::cout << "lamplight-monitor listens to mqtt://" << settings_.broker.host << ":" << settings_.broker.port
                << std::endl;
      waitForTerminationRequest();
      return EXIT_OK;
    } catch (const std::runtime_error& error) {
      std::cerr << "lamplight-monitor: " << error.what() << "\n";
      return k_exit_wrong_setting;
    }
  }

 private:
  lamplight::server::Settings settings_;
};

int watch(const std::string& config, char* program) {
  try {
    auto settings = lamplight::server::read_settings(config);
    spdlog::set_level(spdlog::level::from_str(settings.log_level));
    spdlog::flush_on(spdlog::level::info);
    MonitorProgram monitor(std::move(settings));
    char* arguments[] = {program, nullptr};
    return monitor.run(1, arguments);
  } catch (const std::runtime_error& error) {
    std::cerr << "lamplight-monitor: " << error.what() << "\n";
    return k_exit_wrong_setting;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Lamplight's monitor: what homes measure, kept and watched over."};
  std::string config;
  app.add_option("--config", config, "Settings (TOML); LAMPLIGHT_… variables override it");
  CLI11_PARSE(app, argc, argv);
  return watch(config, argv[0]);
}

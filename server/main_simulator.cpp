// lamplight-simulator: the living town; or one button that is pressed (`press`).
//
// Settings come from the file, then the environment, then flags. Exit 0 done, 1 refused, 2 no answer,
// 64 wrong usage, 78 wrong setting (sysexits).
#include <Poco/Util/ServerApplication.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "server/clock.h"
#include "server/settings.h"
#include "server/simulator/press.h"
#include "server/simulator/wiring.h"

namespace {

using namespace lamplight;

constexpr int k_wrong_usage = 64;
constexpr int k_wrong_setting = 78;

// Where the settings are: said outright, or in a town's state folder.
struct Whereabouts {
  std::string config;
  std::string state = ".lamplight";

  [[nodiscard]] std::string file() const { return config.empty() ? state + "/config/simulator.toml" : config; }
};

struct PressFlags {
  std::string device;
  std::string kind = "sos";
  std::string id;
  std::string room;
  std::string text;
  std::string trigger;
  std::string cancels;
  std::string restores;
  std::string language;
  bool test = false;
  int wait_s = 60;
};

void add_press(CLI::App& app, PressFlags& flags) {
  app.add_option("--device", flags.device, "The device that is pressed (devices.json lists them)")->required();
  app.add_option("--kind", flags.kind, "sos, service, fall, smoke, cancel, … (docs/protocol.md)")
      ->capture_default_str();
  app.add_option("--id", flags.id, "The alarm's id; a new one if not given");
  app.add_option("--room", flags.room, "Where in the home");
  app.add_option("--text", flags.text, "Words for the dispatcher");
  app.add_option("--trigger", flags.trigger, "What was pressed: pendant, pull_cord, …");
  app.add_flag("--test", flags.test, "A test: recorded and acknowledged, nobody is sent");
  app.add_option("--cancels", flags.cancels, "With --kind cancel: the alarm that was a mistake");
  app.add_option("--restores", flags.restores, "With --kind restored: the alarm whose cause is over");
  app.add_option("--wait", flags.wait_s, "Seconds to listen for answers")
      ->capture_default_str()
      ->check(CLI::Range(1, 86'400));
  app.add_option("--language", flags.language, "en or zh; else as LANG says")->check(CLI::IsMember({"en", "zh"}));
}

simulate::Language language_of(const std::string& wanted) {
  if (!wanted.empty()) return wanted == "zh" ? simulate::Language::chinese : simulate::Language::english;
  const char* lang = std::getenv("LANG");
  return lang != nullptr && std::string_view{lang}.starts_with("zh") ? simulate::Language::chinese
                                                                     : simulate::Language::english;
}

// Throws std::runtime_error with the sentence to print.
simulator::PressWish wish_of(const PressFlags& flags) {
  if (!is_name(flags.device)) throw std::runtime_error("--device: a name of A-Z a-z 0-9 _ - is needed");
  for (const std::string& id : {flags.id, flags.cancels, flags.restores}) {
    if (!id.empty() && !is_alarm_id(id)) throw std::runtime_error("\"" + id + "\" is not an alarm id");
  }
  if (flags.kind == "cancel" && flags.cancels.empty()) throw std::runtime_error("--kind cancel needs --cancels ID");
  if (flags.kind == "restored" && flags.restores.empty())
    throw std::runtime_error("--kind restored needs --restores ID");
  simulator::PressWish wish;
  Signal& alarm = wish.alarm;
  alarm.device = DeviceId{flags.device};
  alarm.id = AlarmId{flags.id};
  alarm.kind = kind_named(flags.kind).value_or(AlarmKind::unknown);
  alarm.kind_text = flags.kind;
  alarm.room = flags.room;
  alarm.text = flags.text;
  alarm.trigger = flags.trigger;
  alarm.test = flags.test;
  if (!flags.cancels.empty()) alarm.about = AlarmId{flags.cancels};
  if (!flags.restores.empty()) alarm.about = AlarmId{flags.restores};
  wish.wait = Seconds{flags.wait_s};
  wish.language = language_of(flags.language);
  return wish;
}

void add_whereabouts(CLI::App& app, Whereabouts& where) {
  app.add_option("--config", where.config, "The settings file (TOML)")->check(CLI::ExistingFile);
  app.add_option("--state", where.state, "The state folder of a town that `lamplight up` made")->capture_default_str();
}

struct TownFlags {
  std::optional<int> port;
  std::optional<std::uint64_t> seed;
  std::optional<double> speed;
  double travel = simulate::Pace{}.travel;
};

void add_town(CLI::App& app, TownFlags& flags) {
  app.add_option("--port", flags.port, "Port of the homes' page")->check(CLI::Range(0, 65'535));
  app.add_option("--seed", flags.seed, "The story: the same number, the same days");
  app.add_option("--speed", flags.speed, "How many times as much happens as in a real town")
      ->check(CLI::Range(0.001, 100'000.0));
  app.add_option("--travel", flags.travel, "How many times as fast care workers travel")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 1'000.0));
}

// The town lives until it is told to stop.
class TownProgram final : public Poco::Util::ServerApplication {
 public:
  TownProgram(server::Settings settings, simulate::Pace pace) : settings_(std::move(settings)), pace_(pace) {}

 protected:
  int main(const std::vector<std::string>&) override {
    try {
      live();
      return EXIT_OK;
    } catch (const std::exception& error) {
      std::cerr << "lamplight-simulator: " << error.what() << '\n';
      return k_wrong_setting;
    }
  }

 private:
  void live() {
    hold_back_signals();
    const simulator::Wiring town(settings_, pace_);
    std::cout << "lamplight-simulator: homes on http://127.0.0.1:" << town.page_port() << ", seed "
              << settings_.simulator.seed << ", speed " << settings_.simulator.speed << ", travel " << pace_.travel
              << " times as fast as the road" << std::endl;
    waitForTerminationRequest();
  }

  // Threads made from here on leave the signals to waitForTerminationRequest, which blocks them too late.
  static void hold_back_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGQUIT, SIGTERM}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  }

  server::Settings settings_;
  simulate::Pace pace_;
};

int run_town(server::Settings settings, const TownFlags& flags, char* program) {
  if (flags.port) settings.simulator.port = *flags.port;
  if (flags.seed) settings.simulator.seed = *flags.seed;
  if (flags.speed) settings.simulator.speed = *flags.speed;
  spdlog::set_level(spdlog::level::from_str(settings.log_level));
  spdlog::flush_on(spdlog::level::info);
  TownProgram town(std::move(settings), {flags.travel});
  char* arguments[] = {program, nullptr};
  return town.run(1, arguments);
}

int run_press(const server::Settings& settings, const PressFlags& flags) {
  const server::Clock clock;
  return static_cast<int>(simulator::press(settings, wish_of(flags), clock, std::cout));
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a peer that went away is an error code, not the end
  CLI::App app{"The homes and the people of a town that is not there."};
  Whereabouts where;
  PressFlags press_flags;
  TownFlags town_flags;
  add_whereabouts(app, where);
  add_town(app, town_flags);
  app.require_subcommand(0, 1);
  CLI::App* press = app.add_subcommand("press", "Press one button and print the answers");
  add_whereabouts(*press, where);
  add_press(*press, press_flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : k_wrong_usage;
  }
  try {
    const server::Settings settings = server::read_settings(where.file());
    return press->parsed() ? run_press(settings, press_flags) : run_town(settings, town_flags, argv[0]);
  } catch (const std::exception& error) {
    std::cerr << "lamplight-simulator: " << error.what() << '\n';
    return k_wrong_setting;
  }
}

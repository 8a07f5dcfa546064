// A million at a time.
#include "tests/bench/ingest_long.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "db/pool.h"
#include "db/resident_story.h"
#include "tests/bench/figures.h"
#include "tests/bench/paced_load.h"
#include "tests/bench/press_load.h"
#include "tests/bench/process_cost.h"
#include "tests/bench/readings_load.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/private_broker.h"
#include "tests/support/private_database.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/town_seed.h"
#include "tests/support/web.h"

namespace lamplight::bench {
namespace {

using namespace std::chrono_literals;

constexpr int k_residents = 2'000;
constexpr int k_records_a_pack = 20;
constexpr std::int64_t k_slice = 1'000'000;
constexpr Pace k_pace{40'000, 120'000, 1'800'000};  // 6,000 packs ahead: a third of what the monitor's queue holds
constexpr std::int64_t k_step_ms = 86;              // fifty million of them are fifty days
constexpr auto k_back = std::chrono::days{51};
constexpr int k_reads = 50;

std::string text_or(const char* variable, const char* otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr ? text : otherwise;
}

// Where an earlier run has come to.
struct Progress {
  std::int64_t begin_ms = 0;
  std::int64_t said = 0;
  double first_per_s = 0;  // the pace of the first million
};

Progress read_progress(const std::string& path) {
  Progress progress;
  std::ifstream file(path);
  file >> progress.begin_ms >> progress.said >> progress.first_per_s;
  if (progress.begin_ms == 0) {
    const Instant back = tests::RunningTown::now() - k_back;
    progress.begin_ms = ms_of(std::chrono::floor<std::chrono::days>(back));
  }
  return progress;
}

void write_progress(const std::string& path, const Progress& progress) {
  std::ofstream(path) << progress.begin_ms << " " << progress.said << " " << progress.first_per_s << "\n";
}

// A database that stays, a broker that does not, and the monitor between them.
class KeptTown {
 public:
  explicit KeptTown(const std::string& folder)
      : database_(0, {"--datadir=" + data_in(folder)}), metrics_port_(tests::free_port()) {
    address_ = database_.root();
    address_.database = "town";
    if (!has_town()) {
      database_.create_migrated("town");
      tests::seed_town(address_, {.districts = 1, .residents = k_residents, .workers = 2}, tests::RunningTown::now());
    }
    start_monitor(folder);
  }
  ~KeptTown() {
    tests::end_child(monitor_, SIGTERM);
    database_.stop();  // with all that it holds in memory
  }
  [[nodiscard]] const db::Address& address() const { return address_; }
  [[nodiscard]] const tests::PrivateBroker& broker() const { return broker_; }
  [[nodiscard]] pid_t monitor() const { return monitor_; }
  [[nodiscard]] int metrics_port() const { return metrics_port_; }
  [[nodiscard]] std::int64_t rows() const {
    db::Session session(address_, db::Purpose::administration);
    std::int64_t rows = 0;
    session.query("SELECT COUNT(*) FROM readings", {}, [&](const db::Row& row) { rows = row.integer(0); });
    return rows;
  }

 private:
  // The folder is made by the installer of the first run; the server's own option names the last of its kind.
  static std::string data_in(const std::string& folder) {
    const std::string data = folder + "/data";
    if (std::filesystem::exists(data + "/mysql")) return data;
    std::filesystem::create_directories(folder);
    std::vector<std::string> words{tests::installed_program("mariadb-install-db"),
                                   "--no-defaults",
                                   "--force",
                                   "--datadir=" + data,
                                   "--tmpdir=" + folder,
                                   "--auth-root-authentication-method=normal",
                                   "--skip-test-db",
                                   "--skip-name-resolve"};
    if (geteuid() == 0) words.emplace_back("--user=root");
    tests::run_child(words, folder + "/install.log");
    return data;
  }
  [[nodiscard]] bool has_town() const {
    db::Session session(database_.root(), db::Purpose::administration);
    bool found = false;
    session.query("SELECT 1 FROM information_schema.schemata WHERE schema_name = 'town'", {},
                  [&](const db::Row&) { found = true; });
    return found;
  }
  void start_monitor(const std::string& folder) {
    const std::string config = folder + "/monitor.toml";
    const std::string secret = folder + "/findings.key";
    std::ofstream(secret) << std::string(64, '3') << "\n";
    std::filesystem::permissions(secret, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::ofstream(config) << "[database]\nsocket = \"" << address_.socket << "\"\nname = \"town\"\nuser = \"root\"\n"
                          << "[broker]\nport = " << broker_.port() << "\nuser = \"lamplight-monitor\"\npassword = \""
                          << broker_.password_of("lamplight-monitor") << "\"\n[keys]\nfindings = \"" << secret
                          << "\"\n[metrics]\nport = " << metrics_port_ << "\n";
    monitor_ = tests::start_child({(tests::built_programs() / "lamplight-monitor").string(), "--config", config},
                                  folder + "/monitor.log");
  }

  tests::PrivateDatabase database_;
  tests::PrivateBroker broker_;
  db::Address address_;
  const int metrics_port_;
  pid_t monitor_ = 0;
};

std::vector<double> read_last_days(db::ResidentStory& story, Instant until) {
  std::vector<double> reads;
  for (int r = 0; r < k_reads; ++r) {
    const db::ReadingFilter filter{ResidentId{"r-" + std::to_string(r * 37)}, "heart_rate", until - 24h, until};
    const double begin = steady_ms();
    const auto day = story.raw(filter, std::nullopt, 10'000);
    if (day && !day.value().empty()) reads.push_back(steady_ms() - begin);
  }
  return reads;
}

}  // namespace

int ingest_long() {
  const std::string folder = text_or("LAMPLIGHT_LONG_FOLDER", "/tmp/lamplight-ingest-long");
  const std::int64_t rows_max = std::atoll(text_or("LAMPLIGHT_LONG_ROWS", "50000000").c_str());
  KeptTown town(folder);
  const std::string kept = folder + "/progress";
  Progress progress = read_progress(kept);
  const int port = town.metrics_port();
  if (!tests::eventually([&] { return counted(port, "lamplight_monitor_broker_connected") == 1; }, 3'000)) return 1;
  db::Pool pool(town.address(), db::Purpose::requests, 1);
  db::ResidentStory story(pool);
  ReadingsLoad load(town.broker(), k_residents, k_records_a_pack);
  while (progress.said < rows_max) {
    const double cpu_before = cpu_s(town.monitor());
    const double begin = steady_ms();
    const std::int64_t end = progress.said + k_slice;
    const auto more = [end](std::int64_t next) { return next < end; };
    if (!say_paced(load, {progress.begin_ms, k_step_ms}, progress.said, k_pace, port, more)) return 1;
    const double per_s = static_cast<double>(k_slice) / (steady_ms() - begin) * 1'000;
    progress.said += k_slice;
    if (progress.first_per_s == 0) progress.first_per_s = per_s;
    write_progress(kept, progress);
    const auto reads = read_last_days(story, instant_of_ms(progress.begin_ms + progress.said * k_step_ms));
    const std::string at = "_at_" + std::to_string(progress.said / k_slice) + "_million";
    print_figure("ingest-long", "rows" + at + "_per_s", per_s, "rows/s", progress.first_per_s);
    print_figure("ingest-long", "cpu" + at, (cpu_s(town.monitor()) - cpu_before) * 1e6 / k_slice, "us/reading");
    print_figure("ingest-long", "monitor_memory" + at, memory_mb(town.monitor()), "MB");
    print_figure("ingest-long", "resident_day_read" + at + "_p50", percentile(reads, 0.5), "ms");
    print_figure("ingest-long", "resident_day_read" + at + "_p99", percentile(reads, 0.99), "ms");
  }
  const auto rows = town.rows();
  print_figure("ingest-long", "rows", static_cast<double>(rows), "rows", static_cast<double>(progress.said));
  return 0;
}

}  // namespace lamplight::bench

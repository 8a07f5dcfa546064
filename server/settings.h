// What a program is told from outside: the file (TOML), then the environment (LAMPLIGHT_…), then flags.
//
// Read once, in main, before any thread. A wrong setting ends the program with a sentence that names it.
#pragma once

#include <cstdint>
#include <string>

#include "db/session.h"
#include "model/policy.h"

namespace lamplight::server {

struct BrokerSettings {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string user;
  std::string password;
};

struct HttpSettings {
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string console_folder;      // the built console; empty: only the API
};

struct JournalSettings {
  std::string file;                // of this instance alone; empty: without the database nothing is acknowledged
};

struct CanarySettings {
  int every_ms = 10'000;
  int unseen_after_ms = 30'000;
  std::string alert;               // a program: told "unseen" or "seen", and since when; empty: log and metrics only
};

struct MetricsSettings {
  std::string host = "127.0.0.1";
  int port = 0;                    // of lamplight-monitor; 0: none
};

struct SimulatorSettings {
  int port = 8081;                 // the homes' page
  std::string server_url = "http://127.0.0.1:8080";
  std::string accounts_file;       // accounts.json
  std::string devices_file;        // devices.json
  std::uint64_t seed = 1;
  double speed = 1.0;
};

struct MonitorSettings {
  std::string districts;           // ids separated by commas; empty: all
  int grace_s = 45;                // beyond a promise, before a device is silent
  int grace_high_risk_s = 10;      // the same where the resident is at high risk
  int district_window_s = 30;      // how long a silent device waits for the rest of its district
  int utc_offset_min = 480;        // of the town's clocks, for habits by the hour
  int readings_kept_days = 92;     // a quarter, so that a trend has its baseline
  int hours_kept_days = 731;       // roll-ups per hour; those per day five times as long
};

struct Settings {
  db::Address database;            // [database] socket host port name user password ca_file
  BrokerSettings broker;           // [broker] host port user password
  HttpSettings http;               // [http] host port console
  JournalSettings journal;         // [journal] file
  CanarySettings canary;           // [canary] every_ms unseen_after_ms alert
  MetricsSettings metrics;         // [metrics] host port
  SimulatorSettings simulator;     // [simulator] port server_url accounts devices seed speed
  MonitorSettings monitor;         // [monitor]: each its own name
  std::string column_key_file;     // [keys] column: 64 hexadecimal digits, mode 0600
  std::string findings_file;       // [keys] findings: the secret that monitor and server share
  std::string backup_key_file;     // [backup] key: 64 hexadecimal digits, mode 0600, of backup and restore
  std::string log_level = "info";  // [log] level
  std::string instance = "server"; // [server] instance: a name for logs and metrics
};

// Reads `path` (may be empty) and the environment: [database] socket is LAMPLIGHT_DATABASE_SOCKET, and
// so on. Throws std::runtime_error with the sentence to print; an unknown key is an error too.
[[nodiscard]] Settings read_settings(const std::string& path);

// `present` with those weights changed that the file's table [weights] names (model/policy.h). Throws as above.
[[nodiscard]] Weights read_weights_file(const std::string& path, const Weights& present);

// The first line of a secret's file, which nobody else may read (mode 0600). Throws as above.
[[nodiscard]] std::string read_secret(const std::string& path);

}  // namespace lamplight::server

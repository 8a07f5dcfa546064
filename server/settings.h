// What a program is told from outside: the file (TOML), then the environment (LAMPLIGHT_…), then flags.
//
// Read once, in main, before any thread. A wrong setting ends the program with a sentence that names it.
#pragma once

#include <cstdint>
#include <string>

#include "db/session.h"
#include "dispatch/pace.h"
#include "model/policy.h"
#include "server/road_line.h"

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
  int behind_proxy = 0;            // 1: a proxy of ours speaks TLS, and says for whom in X-Forwarded-For
  int requests_per_s = 1'000;      // of one account or API token
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

// How devices sign in at the broker (server/sign_in_keeper).
struct SignInSettings {
  std::string devices_file;        // written here, "name:hash" a line; empty: somebody else keeps the sign-ins
  std::string revoked_file;        // written here: the authority's list of void certificates
  std::string authority_folder;    // ca.crt and ca.key; empty: no certificates
  std::string reload;              // a program that has the broker read both again; empty: none is needed
  std::string host;                // where devices find the broker; empty: [broker] host
  int port = 0;                    // by password; 0: [broker] port
  int tls_port = 0;                // by certificate; 0: nowhere
};

struct SimulatorSettings {
  int port = 8081;                 // the homes' page
  std::string server_url = "http://127.0.0.1:8080";
  std::string accounts_file;       // accounts.json
  std::string devices_file;        // devices.json
  std::uint64_t seed = 1;
  double speed = 1.0;
};

// How messages leave the house (server/notify). Nothing set: nobody is written to, and calls are for people.
struct NotifySettings {
  std::string gateway_key;         // what a gateway must bring with receipts and answers; empty: none are taken
  std::string sms_url;             // Kannel's sendsms, or what speaks like it; empty: no SMS
  std::string sms_user;
  std::string sms_password;
  std::string sms_from;
  std::string sms_callback;        // where the gateway reaches this server, for receipts: http://10.0.0.2:8080
  std::string smtp_host;           // empty: no e-mail
  int smtp_port = 25;
  std::string smtp_security = "none";  // or starttls
  std::string smtp_user;
  std::string smtp_password;
  std::string smtp_from;
  std::string smtp_name = "Lamplight";
  std::string webhook_url;         // of the desk's group; empty: none
  std::string webhook_format = "json";  // json, wecom or dingtalk
  std::string webhook_secret;      // dingtalk signs with it
  std::string language = "zh";     // of whoever has none
};

struct MonitorSettings {
  std::string districts;           // ids separated by commas; empty: all
  int grace_s = 45;                // beyond a promise, before a device is silent
  int grace_high_risk_s = 10;      // the same where the resident is at high risk
  int district_window_s = 30;      // how long a silent device waits for the rest of its district
  int utc_offset_min = 480;        // of the town's clocks, for habits by the hour
  int readings_kept_days = 92;     // a quarter, so that a trend has its baseline
  std::string spool_file;          // of this instance alone: what bridges said and nobody has dealt with yet
  int hours_kept_days = 731;       // roll-ups per hour; those per day five times as long
};

struct Settings {
  db::Address database;            // [database] socket host port name user password ca_file
  BrokerSettings broker;           // [broker] host port user password
  HttpSettings http;               // [http] host port console behind_proxy requests_per_s
  JournalSettings journal;         // [journal] file
  CanarySettings canary;           // [canary] every_ms unseen_after_ms alert
  MetricsSettings metrics;         // [metrics] host port
  SignInSettings sign_ins;         // [sign_ins] devices revoked authority reload host port tls_port
  SimulatorSettings simulator;     // [simulator] port server_url accounts devices seed speed
  NotifySettings notify;           // [notify]: each its own name
  MonitorSettings monitor;         // [monitor]: each its own name
  RouterSettings router;           // [router] kind url mode deadline_ms
  std::string hour_speeds;         // [travel] speed_by_hour_pct: 24 numbers; empty: as dispatch/pace.h says
  std::string column_key_file;     // [keys] column: 64 hexadecimal digits, mode 0600
  std::string findings_file;       // [keys] findings: the secret that monitor and server share
  std::string audit_heads_file;    // [audit] heads: where heads of the audit trail are written; empty: the log only
  std::string backup_key_file;     // [backup] key: 64 hexadecimal digits, mode 0600, of backup and restore
  std::string log_level = "info";  // [log] level
  std::string instance = "server"; // [server] instance: a name for logs and metrics
};

// Reads `path` (may be empty) and the environment: [database] socket is LAMPLIGHT_DATABASE_SOCKET, and
// so on. Throws std::runtime_error with the sentence to print; an unknown key is an error too.
[[nodiscard]] Settings read_settings(const std::string& path);

// `present` with those weights changed that the file's table [weights] names (model/policy.h). Throws as above.
[[nodiscard]] Weights read_weights_file(const std::string& path, const Weights& present);

// The speeds of the town's hours as set, or the usual ones. Throws as above.
[[nodiscard]] HourSpeeds hour_speeds(const Settings& settings);

// The first line of a secret's file, which nobody else may read (mode 0600). Throws as above.
[[nodiscard]] std::string read_secret(const std::string& path);

}  // namespace lamplight::server

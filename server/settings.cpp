// One table of settings: each has its place in the file, its variable in the environment and its target.
#include "server/settings.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <vector>

#include <toml++/toml.h>

namespace lamplight::server {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw std::runtime_error(sentence); }

struct Entry {
  std::string_view table;
  std::string_view key;
  std::function<void(const std::string& text)> set;   // throws when the text doesn't fit

  [[nodiscard]] std::string name() const { return "[" + std::string(table) + "] " + std::string(key); }
  [[nodiscard]] std::string variable() const {
    std::string text = "LAMPLIGHT_" + std::string(table) + "_" + std::string(key);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
  }
};

std::function<void(const std::string&)> text_into(std::string& target) {
  return [&target](const std::string& text) { target = text; };
}

std::function<void(const std::string&)> word_into(std::string& target, std::vector<std::string> words) {
  return [&target, words = std::move(words)](const std::string& text) {
    if (std::find(words.begin(), words.end(), text) == words.end()) throw std::out_of_range("no such word");
    target = text;
  };
}

template <class Number>
std::function<void(const std::string&)> number_into(Number& target, Number least, Number most) {
  return [&target, least, most](const std::string& text) {
    std::size_t read = 0;
    Number value{};
    if constexpr (std::is_floating_point_v<Number>) {
      value = std::stod(text, &read);
    } else if constexpr (std::is_unsigned_v<Number>) {
      if (text.starts_with('-')) throw std::out_of_range("outside");
      value = std::stoull(text, &read);
    } else {
      value = std::stoi(text, &read);
    }
    if (read != text.size() || value < least || value > most) throw std::out_of_range("outside");
    target = value;
  };
}

std::vector<Entry> message_entries_of(NotifySettings& s) {
  return {
      {"notify", "gateway_key", text_into(s.gateway_key)},
      {"notify", "sms_url", text_into(s.sms_url)},
      {"notify", "sms_user", text_into(s.sms_user)},
      {"notify", "sms_password", text_into(s.sms_password)},
      {"notify", "sms_from", text_into(s.sms_from)},
      {"notify", "sms_callback", text_into(s.sms_callback)},
      {"notify", "smtp_host", text_into(s.smtp_host)},
      {"notify", "smtp_port", number_into(s.smtp_port, 1, 65535)},
      {"notify", "smtp_security", word_into(s.smtp_security, {"none", "starttls"})},
      {"notify", "smtp_user", text_into(s.smtp_user)},
      {"notify", "smtp_password", text_into(s.smtp_password)},
      {"notify", "smtp_from", text_into(s.smtp_from)},
      {"notify", "smtp_name", text_into(s.smtp_name)},
      {"notify", "webhook_url", text_into(s.webhook_url)},
      {"notify", "webhook_format", word_into(s.webhook_format, {"json", "wecom", "dingtalk"})},
      {"notify", "webhook_secret", text_into(s.webhook_secret)},
      {"notify", "language", word_into(s.language, {"zh", "en"})},
  };
}

std::vector<Entry> entries_of(Settings& s) {
  std::vector<Entry> entries{
      {"database", "socket", text_into(s.database.socket)},
      {"database", "host", text_into(s.database.host)},
      {"database", "port", number_into(s.database.port, 1, 65535)},
      {"database", "name", text_into(s.database.database)},
      {"database", "user", text_into(s.database.user)},
      {"database", "password", text_into(s.database.password)},
      {"database", "ca_file", text_into(s.database.ca_file)},
      {"broker", "host", text_into(s.broker.host)},
      {"broker", "port", number_into(s.broker.port, 1, 65535)},
      {"broker", "user", text_into(s.broker.user)},
      {"broker", "password", text_into(s.broker.password)},
      {"http", "host", text_into(s.http.host)},
      {"http", "port", number_into(s.http.port, 0, 65535)},
      {"http", "console", text_into(s.http.console_folder)},
      {"http", "behind_proxy", number_into(s.http.behind_proxy, 0, 1)},
      {"http", "requests_per_s", number_into(s.http.requests_per_s, 1, 1'000'000)},
      {"journal", "file", text_into(s.journal.file)},
      {"canary", "every_ms", number_into(s.canary.every_ms, 100, 3'600'000)},
      {"canary", "unseen_after_ms", number_into(s.canary.unseen_after_ms, 100, 3'600'000)},
      {"canary", "alert", text_into(s.canary.alert)},
      {"metrics", "host", text_into(s.metrics.host)},
      {"metrics", "port", number_into(s.metrics.port, 0, 65535)},
      {"sign_ins", "devices", text_into(s.sign_ins.devices_file)},
      {"sign_ins", "revoked", text_into(s.sign_ins.revoked_file)},
      {"sign_ins", "authority", text_into(s.sign_ins.authority_folder)},
      {"sign_ins", "reload", text_into(s.sign_ins.reload)},
      {"sign_ins", "host", text_into(s.sign_ins.host)},
      {"sign_ins", "port", number_into(s.sign_ins.port, 1, 65535)},
      {"sign_ins", "tls_port", number_into(s.sign_ins.tls_port, 1, 65535)},
      {"simulator", "port", number_into(s.simulator.port, 0, 65535)},
      {"simulator", "server_url", text_into(s.simulator.server_url)},
      {"simulator", "accounts", text_into(s.simulator.accounts_file)},
      {"simulator", "devices", text_into(s.simulator.devices_file)},
      {"simulator", "seed", number_into<std::uint64_t>(s.simulator.seed, 0, UINT64_MAX)},
      {"simulator", "speed", number_into(s.simulator.speed, 0.001, 100'000.0)},
      {"monitor", "districts", text_into(s.monitor.districts)},
      {"monitor", "spool", text_into(s.monitor.spool_file)},
      {"monitor", "grace_s", number_into(s.monitor.grace_s, 0, 3'600)},
      {"monitor", "grace_high_risk_s", number_into(s.monitor.grace_high_risk_s, 0, 3'600)},
      {"monitor", "district_window_s", number_into(s.monitor.district_window_s, 0, 3'600)},
      {"monitor", "utc_offset_min", number_into(s.monitor.utc_offset_min, -720, 840)},
      {"monitor", "readings_kept_days", number_into(s.monitor.readings_kept_days, 2, 3'660)},
      {"monitor", "hours_kept_days", number_into(s.monitor.hours_kept_days, 2, 3'660)},
      {"router", "kind", text_into(s.router.kind)},
      {"router", "url", text_into(s.router.url)},
      {"router", "mode", text_into(s.router.mode)},
      {"router", "deadline_ms", number_into(s.router.deadline_ms, 1, 2'000)},
      {"travel", "speed_by_hour_pct", text_into(s.hour_speeds)},
      {"keys", "column", text_into(s.column_key_file)},
      {"keys", "findings", text_into(s.findings_file)},
      {"audit", "heads", text_into(s.audit_heads_file)},
      {"backup", "key", text_into(s.backup_key_file)},
      {"log", "level", text_into(s.log_level)},
      {"server", "instance", text_into(s.instance)},
  };
  for (Entry& entry : message_entries_of(s.notify)) entries.push_back(std::move(entry));
  return entries;
}

void set_entry(const Entry& entry, const std::string& text, const std::string& where) {
  try {
    entry.set(text);
  } catch (const std::logic_error&) {
    refuse(where + " has a value that does not fit: \"" + text + "\".");
  }
}

std::string text_of(const toml::node& node, const std::string& where) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* real = node.as_floating_point()) return std::to_string(real->get());
  refuse(where + " must be a text or a number.");
}

void read_file(const std::string& path, const std::vector<Entry>& entries) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    refuse("The settings file " + path + " can't be read: " + std::string(error.description()) + ".");
  }
  for (const auto& [table_name, table_node] : file) {
    const auto* table = table_node.as_table();
    if (table == nullptr) refuse("In " + path + ", " + std::string(table_name.str()) + " stands outside any [table].");
    for (const auto& [key, node] : *table) {
      const std::string where = "In " + path + ", [" + std::string(table_name.str()) + "] " + std::string(key.str());
      bool known = false;
      for (const Entry& entry : entries) {
        if (entry.table != table_name.str() || entry.key != key.str()) continue;
        set_entry(entry, text_of(node, where), where);
        known = true;
      }
      if (!known) refuse(where + " is no setting of Lamplight.");
    }
  }
}

}  // namespace

Settings read_settings(const std::string& path) {
  Settings settings;
  const auto entries = entries_of(settings);
  if (!path.empty()) read_file(path, entries);
  for (const Entry& entry : entries) {
    const std::string variable = entry.variable();
    if (const char* text = std::getenv(variable.c_str())) set_entry(entry, text, "The variable " + variable);
  }
  return settings;
}

HourSpeeds hour_speeds(const Settings& settings) {
  if (settings.hour_speeds.empty()) return k_hour_speeds_default;
  HourSpeeds speeds{};
  std::istringstream text(settings.hour_speeds);
  std::size_t read = 0;
  for (std::string number; std::getline(text, number, ','); ++read) {
    if (read >= speeds.size()) refuse("[travel] speed_by_hour_pct must have 24 numbers, one for each hour of the day.");
    const Entry entry{"travel", "speed_by_hour_pct",
                      number_into(speeds[read], k_hour_speed_pct_min, k_hour_speed_pct_max)};
    number.erase(0, number.find_first_not_of(' '));
    set_entry(entry, number, entry.name());
  }
  if (read != speeds.size()) refuse("[travel] speed_by_hour_pct must have 24 numbers, one for each hour of the day.");
  return speeds;
}

Weights read_weights_file(const std::string& path, const Weights& present) {
  Weights weights = present;
  std::vector<Entry> entries;
  for (const WeightFacts& facts : weight_facts()) {
    entries.push_back({"weights", facts.name, number_into(weights.*facts.value, 0, k_weight_max)});
  }
  read_file(path, entries);
  return weights;
}

std::string read_secret(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) refuse("The secret's file " + path + " can't be read.");
  if ((facts.st_mode & 077) != 0) refuse("The secret's file " + path + " may be read by others; its mode must be 0600.");
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line) || line.empty()) refuse("The secret's file " + path + " is empty.");
  return line;
}

}  // namespace lamplight::server

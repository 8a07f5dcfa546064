// Include edges, the owners of third-party headers, and what dispatch may know of.
#include "tests/architecture/rules.h"

#include <array>

namespace lamplight::architecture {
namespace {

constexpr std::array<std::string_view, 6> k_folders{"model", "devices", "dispatch", "db", "server", "tests"};

std::string_view first_folder(std::string_view path) {
  return path.substr(0, path.find('/'));
}

bool is_ours(std::string_view include) {
  for (const std::string_view folder : k_folders) {
    if (first_folder(include) == folder && include.size() > folder.size()) return true;
  }
  return false;
}

// What each floor may stand on besides itself (design.md §1).
std::vector<std::string_view> floors_under(std::string_view folder) {
  if (folder == "model") return {"model"};
  if (folder == "devices") return {"model", "devices"};
  if (folder == "dispatch") return {"model", "dispatch"};
  if (folder == "db") return {"model", "devices", "dispatch", "db"};
  if (folder == "server") return {"model", "devices", "dispatch", "db", "server"};
  return {k_folders.begin(), k_folders.end()};
}

// The standard library's headers are single words without an ending.
bool is_standard(std::string_view include) {
  return include.find_first_of("./+") == std::string_view::npos;
}

struct Owner {
  std::string_view headers;
  std::vector<std::string_view> files;
};

// The first row that fits a header decides. Every exception stands here with its reason; a header
// that no row names may be included by nobody.
const std::vector<Owner>& owners() {
  static const std::vector<Owner> table{
      // Paho's callbacks, mutexes and time-outs are dealt with in one file.
      {"mqtt/*", {"devices/mqtt_link.cpp"}},
      {"MQTT*.h", {"devices/mqtt_link.cpp"}},
      // Whoever holds a connection must know that commit() lies (traps.md): only sources of db/.
      {"cppconn/*", {"db/*.cpp"}},
      {"mysql*", {"db/*.cpp"}},
      // The edge to HTTP. Tests talk to the running server over real sockets, and are the server that it talks to.
      {"Poco/Net/*", {"server/*", "tests/support/*", "tests/bench/*", "tests/flow/*", "tests/fault/*", "tests/unit/server/*"}},
      {"Poco/*", {"server/*", "tests/support/*", "tests/bench/*", "tests/flow/*", "tests/fault/*"}},
      // JSON only where it crosses our edge: messages of homes; HTTP views; the simulator as an HTTP
      // client; the files that `match` and the simulator read; what a road router answers; messages to groups.
      // Tests read answers from outside.
      {"nlohmann/*",
       {"devices/*decode*", "devices/*encode*", "devices/strict_json*", "server/http/*", "server/simulator/*",
        "server/match_command.cpp", "server/notify/webhook*", "server/road_matrix.cpp", "tests/*"}},
      // Keys and passwords: sealed columns, seals of findings, password hashes, random tokens of sessions.
      {"sodium*",
       {"db/seal.cpp", "db/seal_keys.cpp", "db/signature.cpp", "db/sealed_stream.cpp", "db/password.cpp", "db/token*.cpp", "devices/finding_seal.cpp", "server/http/token*.cpp",
        "tests/unit/*"}},
      // Certificates of devices.
      {"openssl/*", {"server/device_authority.cpp"}},
      {"liboath/*", {"server/http/*", "db/totp*.cpp"}},
      // Settings are read once, before any thread.
      {"toml++/*", {"server/settings.cpp", "server/main_*.cpp"}},
      {"CLI/*", {"server/settings.cpp", "server/main_*.cpp"}},
      {"prometheus/*", {"server/metrics*"}},
      {"sqlite3.h", {"db/journal*", "tests/unit/db/failing_file.cpp"}},
      {"spdlog/*", {"server/*"}},
      {"catch2/*", {"tests/*"}},
      {"benchmark/*", {"tests/bench/*"}},
      // A key file that others may read is refused.
      {"sys/stat.h", {"db/seal_keys.cpp", "server/*", "tests/*"}},
      // The system: thread names, the one socket option that Paho lacks, processes of the tests.
      {"pthread.h", {"server/thread.cpp"}},
      {"netinet/*", {"devices/mqtt_link.cpp", "server/*", "tests/*"}},
      {"sys/*", {"devices/mqtt_link.cpp", "server/*", "tests/*"}},
      {"arpa/*", {"server/*", "tests/*"}},
      {"dlfcn.h", {"devices/mqtt_link.cpp"}},
      // A key file is replaced in one step.
      {"unistd.h", {"db/seal_keys.cpp", "server/*.cpp", "tests/*"}},
      // Names in Latin letters, and what Excel writes in China.
      {"unicode/*", {"db/name_key.cpp", "server/http/csv_text.cpp"}},
      {"*.h", {"server/*.cpp", "tests/*"}},
  };
  return table;
}

// What `dispatch` and `model` must not know of, and why the words would be there.
constexpr std::array<std::string_view, 17> k_not_pure{
    "iostream", "istream",      "ostream",   "fstream",    "filesystem", "cstdio", "thread",
    "mutex",    "shared_mutex", "atomic",    "stop_token", "future",     "latch",  "condition_variable",
    "csignal",  "ctime",        "semaphore",
};

}  // namespace

Violations include_points_up_or_sideways(const Source& source) {
  const std::string_view from = first_folder(source.path);
  const auto allowed = floors_under(from);
  Violations found;
  for (const Include& include : source.includes) {
    if (!is_ours(include.path)) continue;
    const std::string_view to = first_folder(include.path);
    bool ok = false;
    for (const std::string_view floor : allowed) ok = ok || floor == to;
    if (!ok) found.push_back({source.path, include.line, std::string{from} + " must not know " + include.path});
  }
  return found;
}

Violations header_belongs_to_another(const Source& source) {
  Violations found;
  for (const Include& include : source.includes) {
    if (is_ours(include.path) || is_standard(include.path)) continue;
    bool ok = false;
    for (const Owner& owner : owners()) {
      if (!fits(include.path, owner.headers)) continue;
      for (const std::string_view file : owner.files) ok = ok || fits(source.path, file);
      break;
    }
    if (!ok) found.push_back({source.path, include.line, "<" + include.path + "> has another owner"});
  }
  return found;
}

Violations include_not_from_the_root(const Source& source) {
  Violations found;
  for (const Include& include : source.includes) {
    const bool climbs = include.path.find("..") != std::string::npos;
    const bool beside = !include.angled && !is_ours(include.path);
    if (climbs || beside)
      found.push_back({source.path, include.line, "\"" + include.path + "\" is not a path from the root"});
  }
  return found;
}

Violations dispatch_does_more_than_decide(const Source& source) {
  Violations found;
  if (first_folder(source.path) != "dispatch") return found;
  for (const Include& include : source.includes) {
    for (const std::string_view header : k_not_pure) {
      if (include.path == header)
        found.push_back({source.path, include.line, "dispatch decides, <" + include.path + "> acts"});
    }
  }
  for (const std::string_view word :
       {"steady_clock::now", "high_resolution_clock::now", "system_clock::now", "random_device", "getenv"}) {
    for (const std::size_t at : places_of(source.code, word)) {
      found.push_back({source.path, line_at(source.code, at), std::string{word} + ": dispatch gets it as a parameter"});
    }
  }
  return found;
}

std::string listed(const Violations& violations) {
  std::string text;
  for (const Violation& v : violations) text += v.path + ":" + std::to_string(v.line) + ": " + v.words + "\n";
  return text;
}

std::string found_in_tree(Rule rule) {
  std::string text;
  for (const Source& source : whole_tree()) text += listed(rule(source));
  return text;
}

}  // namespace lamplight::architecture

// The alert rules speak of metrics that are there, and each has its page of what to do.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::filesystem::path k_docs = source_tree() / "docs";

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it)
    found.insert((*it)[1].str());
  return found;
}

// Both programs' metrics, as Prometheus gets them.
struct Scraped {
  std::string server;
  std::string monitor;
};

Scraped scrape() {
  RunningTown town;
  town.start_server();
  const int port = free_port();
  town.start_monitor({"LAMPLIGHT_METRICS_PORT=" + std::to_string(port)});
  REQUIRE(eventually([&] { return get_status(port, "/readyz") == 200; }));
  return {Web(town.http_port()).get("/metrics").text, Web(port).get("/metrics").text};
}

const Scraped& scraped() {
  static const Scraped all = scrape();
  return all;
}

// promtool of Debian's package prometheus; where it is not installed the case can't look.
bool promtool_says_yes(const std::vector<std::string>& words, const std::string& input = {}) {
  std::string program;
  try {
    program = installed_program("promtool");
  } catch (const std::runtime_error&) {
    std::cout << "SKIPPED: promtool is not installed (Debian package prometheus)" << std::endl;
    return true;
  }
  const TemporaryFolder folder;
  const std::string said = folder.path() / "said";
  const std::string given = folder.path() / "given";
  std::ofstream(given) << input;
  std::string line = program;
  for (const std::string& word : words) line += " '" + word + "'";
  try {
    run_child({"/bin/sh", "-c", line + " <'" + given + "'"}, said);
  } catch (const std::runtime_error&) {
    std::cout << read_file(said) << std::endl;
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Every metric of an alert rule is one that a program shows") {
  const auto metrics = all_matches(read_file(k_docs / "prometheus-rules.yml"), "(lamplight_[a-z_]+)");
  CHECK(metrics.size() >= 10);
  for (const std::string& metric : metrics) {
    INFO(metric);
    const std::string type_line = "# TYPE " + metric + " ";
    CHECK((scraped().server.find(type_line) != std::string::npos ||
           scraped().monitor.find(type_line) != std::string::npos));
  }
}

TEST_CASE("Every alert has its page of what it means and what to do, and no page is without its alert") {
  const auto alerts = all_matches(read_file(k_docs / "prometheus-rules.yml"), "alert: (\\w+)");
  const auto pages = all_matches(read_file(k_docs / "alerts.md"), "\n## (\\w+)");
  CHECK(alerts.size() >= 10);
  CHECK(alerts == pages);
}

TEST_CASE("promtool takes the rules and what both programs show") {
  CHECK(promtool_says_yes({"check", "rules", (k_docs / "prometheus-rules.yml").string()}));
  CHECK(promtool_says_yes({"check", "metrics"}, scraped().server));
  CHECK(promtool_says_yes({"check", "metrics"}, scraped().monitor));
}

TEST_CASE("Every bound has its use and its size shown") {
  for (const char* bound : {"arrivals", "lanes", "journal", "pool_alarms", "pool_requests", "http_threads"}) {
    INFO(bound);
    const std::string label = std::string("{bound=\"") + bound + "\"}";
    CHECK(scraped().server.find("lamplight_bound_used" + label) != std::string::npos);
    CHECK(scraped().server.find("lamplight_bound_max" + label) != std::string::npos);
  }
  CHECK(scraped().monitor.find("lamplight_bound_max{bound=\"readings_queue\"}") != std::string::npos);
}

TEST_CASE("A look beyond a part that nobody has reviewed within a day is counted, a fresh or a reviewed one is not") {
  RunningTown town({.residents = 2, .workers = 1});
  const std::int64_t now = ms_of(RunningTown::now());
  const auto broken = [&](const std::string& id, int hours_ago, const std::string& reviewed) {
    const std::string at = std::to_string(now - std::int64_t{hours_ago} * 3'600'000);
    town.change("INSERT INTO glass_breaks (id, user_id, resident_id, reason, broken_ms, until_ms, reviewed_ms) VALUES ('" +
                id + "', 'u-d-0', 'r-1', 'x', " + at + ", " + at + ", " + reviewed + ")");
  };
  broken("g-late", 25, "NULL");
  broken("g-fresh", 23, "NULL");
  broken("g-seen", 30, std::to_string(now));
  town.start_server();
  CHECK(eventually([&] {
    return Web(town.http_port()).get("/metrics").text.find("\nlamplight_glass_overdue 1\n") != std::string::npos;
  }));
}

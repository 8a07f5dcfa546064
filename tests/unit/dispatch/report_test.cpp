// Service figures from history alone (dispatch/report).
#include "dispatch/report.h"

#include <catch2/catch.hpp>

#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// The history of several incidents, told line by line.
class Story {
 public:
  Story& incident(const std::string& id, Instant opened, const std::string& kind = "sos") {
    id_ = IncidentId{id};
    opened_ = opened;
    return then(0s, "opened", "device:p-1", kind);
  }
  Story& then(Seconds after, const std::string& what, const std::string& who = "u-1", const std::string& detail = "") {
    lines_.push_back({id_, opened_ + after, who, what, std::nullopt, detail});
    return *this;
  }
  [[nodiscard]] ResponseReport report(Instant now) const { return response_report(lines_, now); }

 private:
  IncidentId id_;
  Instant opened_{};
  std::vector<HistoryEntry> lines_;
};

const Instant k_much_later = k_noon + std::chrono::hours{24};

}  // namespace

TEST_CASE("No history gives no figures, not zeros that look like success") {
  const auto report = response_report({}, k_noon);
  CHECK(report.all.incidents == 0);
  CHECK_FALSE(report.all.acknowledge.median_s.has_value());
  CHECK_FALSE(report.all.acknowledge.within_short_pct.has_value());
}

TEST_CASE("Times run from the alarm to the first of each step") {
  Story story;
  story.incident("a", k_noon)
      .then(20s, "acknowledged")
      .then(25s, "acknowledged")
      .then(50s, "accepted")
      .then(600s, "arrived");
  story.then(1'200s, "resolved").then(1'300s, "closed");
  const auto all = story.report(k_much_later).all;
  CHECK(all.incidents == 1);
  CHECK(all.open == 0);
  CHECK(all.acknowledge.median_s == 20);
  CHECK(all.accept.median_s == 50);
  CHECK(all.answer.median_s == 20);
  CHECK(all.arrive.median_s == 600);
  CHECK(all.attend.median_s == 550);  // from the decision to send
}

TEST_CASE("The bounds of 60 s and 180 s include themselves") {
  Story story;
  story.incident("a", k_noon).then(60s, "acknowledged").then(70s, "closed");
  story.incident("b", k_noon).then(61s, "acknowledged").then(70s, "closed");
  story.incident("c", k_noon).then(180s, "acknowledged").then(190s, "closed");
  story.incident("d", k_noon).then(181s, "acknowledged").then(190s, "closed");
  const auto all = story.report(k_much_later).all;
  CHECK(all.acknowledge.within_short_pct == Approx(25.0));
  CHECK(all.acknowledge.within_long_pct == Approx(75.0));
}

TEST_CASE("What nobody has answered counts against the share once its time is over, and not before") {
  Story story;
  story.incident("answered", k_noon).then(10s, "acknowledged");
  story.incident("waiting", k_noon);
  CHECK(story.report(k_noon + 30s).all.acknowledge.within_short_pct == Approx(100.0));
  CHECK(story.report(k_noon + 61s).all.acknowledge.within_short_pct == Approx(50.0));
  CHECK(story.report(k_noon + 61s).all.acknowledge.within_long_pct == Approx(100.0));
}

TEST_CASE("An incident whose cause was over before its time counts neither way") {
  Story story;
  story.incident("mains", k_noon, "mains_lost").then(30s, "closed", "server", "the cause is over");
  story.incident("other", k_noon, "mains_lost").then(10s, "acknowledged").then(40s, "closed");
  const auto report = story.report(k_much_later);
  CHECK(report.technical.incidents == 2);
  CHECK(report.technical.acknowledge.within_short_pct == Approx(100.0));
  CHECK(report.emergency.incidents == 0);
}

TEST_CASE("Nine of ten visits within 45 minutes of the decision, the rest within 60") {
  Story story;
  for (int i = 0; i < 9; ++i)
    story.incident("fast" + std::to_string(i), k_noon).then(30s, "accepted").then(30s + 45min, "arrived");
  story.incident("slow", k_noon).then(30s, "assigned").then(30s + 59min, "arrived");
  const auto all = story.report(k_much_later).all;
  CHECK(all.attend.within_short_pct == Approx(90.0));
  CHECK(all.attend.within_long_pct == Approx(100.0));
  CHECK(all.attend.p90_s == 45 * 60);
  CHECK(all.attend.longest_s == 59 * 60);
}

TEST_CASE("Where nobody was sent there is no visit to be late") {
  Story story;
  story.incident("a", k_noon).then(10s, "acknowledged").then(100s, "closed");
  const auto all = story.report(k_much_later).all;
  CHECK(all.attend.count == 0);
  CHECK_FALSE(all.attend.within_short_pct.has_value());
}

TEST_CASE("Tests are left out; a note that says test is no test") {
  Story story;
  story.incident("test", k_noon).then(60s, "closed", "server", "test");
  story.incident("real", k_noon).then(10s, "acknowledged").then(60s, "closed", "u-1", "test");
  CHECK(story.report(k_much_later).all.incidents == 1);
}

TEST_CASE("What was reopened is open again") {
  Story story;
  story.incident("a", k_noon).then(60s, "closed").then(120s, "reopened");
  CHECK(story.report(k_much_later).all.open == 1);
}

TEST_CASE("A month is seen by kind, district, worker, hour of the reader's clock and most frequent resident") {
  std::vector<HistoryEntry> lines;
  std::vector<ReportedIncident> incidents;
  const auto incident = [&](const std::string& id, Instant opened, const std::string& kind, const std::string& district,
                            const std::string& resident, std::optional<Outcome> outcome) {
    lines.push_back({IncidentId{id}, opened, "device:p", "opened", std::nullopt, kind});
    incidents.push_back({IncidentId{id}, DistrictId{district}, ResidentId{resident}, outcome,
                         kind == "fall" ? "fall_detector" : "pendant"});
  };
  incident("a", k_noon, "sos", "north", "r-1", Outcome::helped);
  lines.push_back({IncidentId{"a"}, k_noon + 40s, "w-2", "accepted", WorkerId{"w-2"}, ""});
  lines.push_back({IncidentId{"a"}, k_noon + 50s, "u-1", "assigned", WorkerId{"w-1"}, ""});
  incident("b", k_noon + 3'700s, "fall", "south", "r-1", Outcome::false_alarm);
  incident("c", k_noon + 3'800s, "fall", "south", "r-2", std::nullopt);
  incident("t", k_noon, "sos", "north", "r-9", std::nullopt);
  lines.push_back({IncidentId{"t"}, k_noon + 9s, "server", "closed", std::nullopt, "test"});

  const ReportParts parts = report_parts(lines, incidents, Seconds{8 * 3'600}, k_much_later);
  REQUIRE(parts.kinds.size() == 2);
  CHECK(parts.kinds[0].name == "fall");
  CHECK(parts.kinds[0].figures.incidents == 2);
  CHECK(parts.kinds[0].false_alarms == 1);
  CHECK(parts.kinds[1].figures.accept.median_s == 40);
  CHECK(parts.districts[0].name == "south");
  REQUIRE(parts.workers.size() == 1);
  CHECK(parts.workers[0].name == "w-2");  // who accepted first
  CHECK(parts.residents[0].name == "r-1");
  CHECK(parts.residents[0].figures.incidents == 2);
  REQUIRE(parts.devices.size() == 2);
  CHECK(parts.devices[0].name == "fall_detector");
  CHECK(parts.devices[0].false_alarms == 1);
  CHECK(parts.devices[1].figures.incidents == 1);
  REQUIRE(parts.hours.size() == 2);
  const int noon_hour = static_cast<int>(ms_of(k_noon) / 3'600'000 % 24);
  CHECK(std::stoi(parts.hours[0].name) == std::min((noon_hour + 8) % 24, (noon_hour + 9) % 24));
}

TEST_CASE("Of the residents the ten most frequent are named") {
  std::vector<HistoryEntry> lines;
  std::vector<ReportedIncident> incidents;
  for (int n = 0; n < 12; ++n) {
    const std::string id = std::to_string(n);
    lines.push_back({IncidentId{id}, k_noon, "device:p", "opened", std::nullopt, "sos"});
    incidents.push_back({IncidentId{id}, DistrictId{"north"}, ResidentId{"r-" + id}, std::nullopt, ""});
  }
  CHECK(report_parts(lines, incidents, Seconds{0}, k_much_later).residents.size() == k_frequent_residents);
}

// The contract of the findings, on MySQL and in memory; and what a monitor's restart remembers.
#include <catch2/catch.hpp>

#include "db/findings.h"
#include "db/memory_findings.h"
#include "db/promises.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

class MySqlFindingStore {
 public:
  MySqlFindingStore() : pool_(empty_schema(), db::Purpose::readings, 2), findings_(pool_) {}
  Findings& findings() { return findings_; }

 private:
  db::Pool pool_;
  db::MySqlFindings findings_;
};

class MemoryFindingStore {
 public:
  Findings& findings() { return findings_; }

 private:
  db::MemoryFindings findings_;
};

Finding silent(const std::string& device, Instant at = k_noon) {
  Finding finding{.subject = subject_of(DeviceId{device}), .rule = "silent", .device = DeviceId{device}};
  finding.district = DistrictId{"d-0"};
  finding.started_at = at;
  finding.text = "not heard for 17 min / 17 min没有信号";
  return finding;
}

Finding ended(Finding finding, Instant at) {
  finding.ended_at = at;
  finding.end_text = "heard again";
  return finding;
}

}  // namespace

TEMPLATE_TEST_CASE("One finding is one alarm: whoever notices it again adds nothing", "", MySqlFindingStore,
                   MemoryFindingStore) {
  TestType store;
  Findings& findings = store.findings();
  const Finding first = silent("p-1");
  CHECK(findings.begin({first, silent("p-2")}).value().size() == 2);
  CHECK(findings.begin({silent("p-1", k_noon + 1min), silent("p-3")}).value() == std::vector{silent("p-3")});
  CHECK(findings.open().value() == std::vector{first, silent("p-2"), silent("p-3")});
  Finding battery = first;
  battery.rule = "battery";
  battery.kind = AlarmKind::battery_low;
  CHECK(findings.begin({battery}).value().size() == 1);
  CHECK(findings.begin({}).value().empty());
}

TEMPLATE_TEST_CASE("A finding is told until it is received, then its end until that is received", "", MySqlFindingStore,
                   MemoryFindingStore) {
  TestType store;
  Findings& findings = store.findings();
  Finding finding = silent("p-1");
  REQUIRE(findings.begin({finding}).ok());
  CHECK(findings.untold(10).value() == std::vector{finding});

  REQUIRE(findings.received(finding, false).ok());
  finding.received = true;
  CHECK(findings.untold(10).value().empty());
  CHECK(findings.open().value() == std::vector{finding});

  const Finding over = ended(finding, k_noon + 5min);
  REQUIRE(findings.end({over}).ok());
  CHECK(findings.untold(10).value() == std::vector{over});
  CHECK(findings.open().value().empty());
  // Ended once; and until the end is received nothing new begins.
  REQUIRE(findings.end({ended(finding, k_noon + 9min)}).ok());
  CHECK(findings.untold(10).value() == std::vector{over});
  CHECK(findings.begin({silent("p-1", k_noon + 6min)}).value().empty());

  REQUIRE(findings.received(over, true).ok());
  CHECK(findings.untold(10).value().empty());
  CHECK(findings.begin({silent("p-1", k_noon + 7min)}).value().size() == 1);
  // A late answer to the old one is none to the new one.
  REQUIRE(findings.received(over, false).ok());
  REQUIRE(findings.received(over, true).ok());
  CHECK(findings.untold(10).value() == std::vector{silent("p-1", k_noon + 7min)});
}

TEMPLATE_TEST_CASE("What ended before it was received is told whole: the oldest first, so many at a time", "",
                   MySqlFindingStore, MemoryFindingStore) {
  TestType store;
  Findings& findings = store.findings();
  REQUIRE(findings.begin({silent("p-2", k_noon + 1s), silent("p-1", k_noon + 2s), silent("p-3", k_noon)}).ok());
  REQUIRE(findings.end({ended(silent("p-3"), k_noon - 1h)}).ok());
  const auto untold = findings.untold(2).value();
  REQUIRE(untold.size() == 2);
  CHECK(untold[0].device == DeviceId{"p-3"});
  CHECK_FALSE(untold[0].received);
  CHECK(untold[0].ended_at == k_noon);  // never before its start
  CHECK(untold[1].device == DeviceId{"p-2"});
}

TEST_CASE("A device that has said itself that its mains are lost is not reported by the monitor as well") {
  const db::Address address = empty_schema();
  db::Session session{address, db::Purpose::administration};
  session.run_text(
      "INSERT INTO incidents (id, state, kind, kind_text, queue, priority, test, district_id, needs, join_key, "
      "opened_ms, acknowledged_by, deadline_what, step, raises, ack_seq, outcome, changed_ms, version) VALUES "
      "('i1', 'open', 'mains_lost', 'mains_lost', 'technical', 5, 0, 'd-0', '', 'd:p-1:mains_lost', 1, '', 'x', 0, 0, "
      "1, '', 1, 1)");
  db::Pool pool(address, db::Purpose::readings, 1);
  db::MySqlFindings findings(pool);
  Finding mains = silent("p-1");
  mains.rule = "mains";
  mains.kind = AlarmKind::mains_lost;
  CHECK(findings.begin({mains, silent("p-1")}).value() == std::vector{silent("p-1")});
  session.run_text("UPDATE incidents SET state = 'closed'");
  CHECK(findings.begin({mains}).value() == std::vector{mains});
}

TEST_CASE("Promises and the monitor's sight outlive it; the latest word of a device stays") {
  const db::Address address = empty_schema();
  db::Pool pool(address, db::Purpose::readings, 1);
  db::Promises promises(pool);
  CHECK_FALSE(promises.seen("monitor-1").value());
  REQUIRE(promises.keep({{DeviceId{"p-1"}, k_noon, 600s}, {DeviceId{"p-2"}, k_noon, 900s}}).ok());
  REQUIRE(promises.keep({{DeviceId{"p-1"}, k_noon - 1s, 1s}, {DeviceId{"p-2"}, k_noon + 1s, 60s}}).ok());
  REQUIRE(promises.keep({}).ok());
  CHECK(promises.all().value() ==
        std::vector<db::DevicePromise>{{DeviceId{"p-1"}, k_noon, 600s}, {DeviceId{"p-2"}, k_noon + 1s, 60s}});
  REQUIRE(promises.see("monitor-1", k_noon).ok());
  REQUIRE(promises.see("monitor-1", k_noon + 5s).ok());
  REQUIRE(promises.note_blindness("monitor-1", {k_noon, k_noon + 5s, "broker away"}).ok());
  CHECK(promises.seen("monitor-1").value() == k_noon + 5s);
}

}  // namespace lamplight::tests

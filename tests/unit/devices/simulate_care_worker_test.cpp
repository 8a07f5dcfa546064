// A simulated care worker: answers like a person, travels, helps, reports; the dispatcher closes.
#include <catch2/catch.hpp>

#include "devices/simulate/care_worker.h"
#include "devices/simulate/duty_desk.h"

namespace lamplight::simulate {
namespace {

const Instant k_start = instant_of_ms(1'795'000'000'000);
const Position k_here{22.61, 113.19};
const Position k_home{22.62, 113.20};

Task offered(const std::string& incident, bool of_story = false) {
  Task task;
  task.incident = IncidentId{incident};
  task.offered = true;
  task.state = IncidentState::offered;
  task.of_story = of_story;
  task.eta_s = 300;
  return task;
}

Task held(const std::string& incident, IncidentState state) {
  Task task = offered(incident);
  task.offered = false;
  task.state = state;
  task.place = k_home;
  return task;
}

CareWorker worker_of(std::uint64_t seed, const std::string& id = "w-1") {
  return {seed, WorkerId{id}, Pace{10}, k_here, {k_here, k_home}, k_start};
}

struct Done {
  Instant at;
  Deed deed;
};

// Steps until she does something about an incident; her positions are passed over.
std::optional<Done> next_deed(CareWorker& worker, Instant from, Instant until) {
  for (Instant now = from; now < until; now += Millis{200}) {
    while (const auto deed = worker.next(now)) {
      if (deed->kind != DeedKind::report_position) return Done{now, *deed};
      worker.done(*deed, true, now);
    }
  }
  return std::nullopt;
}

TEST_CASE("whoever presses to see what happens is always answered, within five to twenty seconds") {
  for (int i = 0; i < 300; ++i) {
    CareWorker worker = worker_of(static_cast<std::uint64_t>(i));
    worker.look({offered("i-" + std::to_string(i))}, k_start);
    const auto done = next_deed(worker, k_start, k_start + Seconds{60});
    REQUIRE(done);
    CHECK(done->deed.kind == DeedKind::accept);
    CHECK(done->at >= k_start + Seconds{5});
    CHECK(done->at <= k_start + Seconds{21});
  }
}

TEST_CASE("of the story's own offers some are declined and some never answered") {
  int accepted = 0;
  int declined = 0;
  int unanswered = 0;
  for (int i = 0; i < 1000; ++i) {
    CareWorker worker = worker_of(static_cast<std::uint64_t>(i));
    worker.look({offered("i-1", true)}, k_start);
    const auto done = next_deed(worker, k_start, k_start + Seconds{60});
    if (!done) ++unanswered;
    if (done) (done->deed.kind == DeedKind::accept ? accepted : declined) += 1;
  }
  CHECK(accepted > 800);
  CHECK(declined == Approx(70).margin(35));
  CHECK(unanswered == Approx(46).margin(30));
}

TEST_CASE("she departs, arrives after the sped-up travel, and reports what she found") {
  CareWorker worker = worker_of(1);
  worker.look({held("i-1", IncidentState::assigned)}, k_start);
  const auto departs = next_deed(worker, k_start, k_start + Seconds{60});
  REQUIRE(departs);
  CHECK(departs->deed.kind == DeedKind::depart);

  worker.look({held("i-1", IncidentState::on_the_way)}, departs->at);
  const auto arrives = next_deed(worker, departs->at, departs->at + Seconds{120});
  REQUIRE(arrives);
  CHECK(arrives->deed.kind == DeedKind::arrive);
  CHECK(arrives->at - departs->at >= Seconds{30});
  CHECK(arrives->at - departs->at <= Seconds{31});

  worker.look({held("i-1", IncidentState::arrived)}, arrives->at);
  const auto resolves = next_deed(worker, arrives->at, arrives->at + Seconds{120});
  REQUIRE(resolves);
  CHECK(resolves->deed.kind == DeedKind::resolve);
  CHECK(resolves->deed.outcome == Outcome::helped);

  worker.look({}, resolves->at);
  CHECK_FALSE(next_deed(worker, resolves->at, resolves->at + Seconds{120}));
}

TEST_CASE("on the way her position moves to the home, and reports come every half minute") {
  CareWorker worker = worker_of(1);
  worker.look({held("i-1", IncidentState::on_the_way)}, k_start);
  int reports = 0;
  Position last = k_here;
  for (Instant now = k_start; now < k_start + Seconds{29}; now += Millis{500}) {
    const auto deed = worker.next(now);
    if (!deed || deed->kind != DeedKind::report_position) continue;
    worker.done(*deed, true, now);
    CHECK(distance_m(deed->position, k_home) <= distance_m(last, k_home));
    last = deed->position;
    ++reports;
  }
  CHECK(reports >= 1);
  const auto arrives = next_deed(worker, k_start + Seconds{29}, k_start + Seconds{60});
  REQUIRE(arrives);
}

TEST_CASE("what did not work is tried again later, and no more once the phone has forgotten it") {
  CareWorker worker = worker_of(1);
  worker.look({offered("i-1")}, k_start);
  const auto first = next_deed(worker, k_start, k_start + Seconds{60});
  REQUIRE(first);
  worker.done(first->deed, false, first->at);
  const auto second = next_deed(worker, first->at, first->at + Seconds{60});
  REQUIRE(second);
  CHECK(second->at - first->at >= Seconds{5});
  worker.look({}, second->at);
  CHECK_FALSE(next_deed(worker, second->at, second->at + Seconds{60}));
}

TEST_CASE("a phone that shows the next state before the deed is told done does not hurry her") {
  CareWorker worker = worker_of(1);
  worker.look({held("i-1", IncidentState::assigned)}, k_start);
  const auto departs = next_deed(worker, k_start, k_start + Seconds{60});
  REQUIRE(departs);
  worker.look({held("i-1", IncidentState::on_the_way)}, departs->at);
  worker.done(departs->deed, true, departs->at);
  const auto arrives = next_deed(worker, departs->at, departs->at + Seconds{120});
  REQUIRE(arrives);
  CHECK(arrives->at - departs->at >= Seconds{30});
}

TEST_CASE("while a person has her account in hand she does nothing at all") {
  CareWorker worker = worker_of(1);
  worker.look({offered("i-1")}, k_start);
  worker.keep_off(k_start + std::chrono::minutes{10});
  for (Instant now = k_start; now < k_start + std::chrono::minutes{10}; now += Seconds{1})
    CHECK_FALSE(worker.next(now));
  CHECK(worker.next(k_start + std::chrono::minutes{10}));
}

TEST_CASE("she comes on duty and goes off as the roster says, but never away from somebody she helps") {
  CareWorker worker = worker_of(1);
  worker.roster(true, false);
  const auto comes = next_deed(worker, k_start, k_start + Seconds{60});
  REQUIRE(comes);
  CHECK(comes->deed.kind == DeedKind::duty_on);
  worker.done(comes->deed, true, comes->at);
  CHECK(worker.on_duty());

  worker.roster(false, true);
  Task busy = held("i-1", IncidentState::resolved);
  worker.look({busy}, comes->at);
  CHECK_FALSE(next_deed(worker, comes->at + Seconds{6}, comes->at + Seconds{60}));
  worker.look({}, comes->at + Seconds{60});
  const auto goes = next_deed(worker, comes->at + Seconds{60}, comes->at + Seconds{90});
  REQUIRE(goes);
  CHECK(goes->deed.kind == DeedKind::duty_off);
}

TEST_CASE("the same worker does the same about the same incident") {
  CareWorker one = worker_of(4);
  CareWorker other = worker_of(4);
  one.look({offered("i-9", true)}, k_start);
  other.look({offered("i-9", true)}, k_start);
  const auto first = next_deed(one, k_start, k_start + Seconds{60});
  const auto second = next_deed(other, k_start, k_start + Seconds{60});
  REQUIRE(first.has_value() == second.has_value());
  if (first) CHECK((first->at == second->at && first->deed == second->deed));
}

Case seen(IncidentState state, IncidentClass queue = IncidentClass::emergency) {
  Case one;
  one.incident = IncidentId{"i-1"};
  one.state = state;
  one.queue = queue;
  one.acknowledged = true;
  one.opened_at = k_start;
  return one;
}

std::optional<DeskDeed> within(const DutyDesk& desk, Seconds time) {
  return desk.next(k_start + time);
}

TEST_CASE("the desk takes note of what has come in, and closes what is done") {
  DutyDesk desk(1);
  Case fresh = seen(IncidentState::offered);
  fresh.acknowledged = false;
  desk.look({fresh}, k_start);
  CHECK_FALSE(within(desk, Seconds{5}));
  REQUIRE(within(desk, Seconds{60}));
  CHECK(within(desk, Seconds{60})->kind == DeskDeedKind::acknowledge);

  desk.look({seen(IncidentState::resolved)}, k_start);
  REQUIRE(within(desk, Seconds{61}));
  CHECK(within(desk, Seconds{61})->kind == DeskDeedKind::close);
  CHECK(within(desk, Seconds{61})->outcome == Outcome::helped);
}

TEST_CASE(
    "a request is arranged within minutes, a fault whose cause is over is closed, a worker's case is left to her") {
  DutyDesk desk(1);
  desk.look({seen(IncidentState::open, IncidentClass::service)}, k_start);
  CHECK_FALSE(within(desk, Seconds{100}));
  CHECK(within(desk, Seconds{500}));

  Case fault = seen(IncidentState::open, IncidentClass::technical);
  fault.over = true;
  desk.look({fault}, k_start);
  REQUIRE(within(desk, Seconds{130}));
  CHECK(within(desk, Seconds{130})->outcome == Outcome::technical);

  desk.look({seen(IncidentState::arrived)}, k_start);
  CHECK_FALSE(within(desk, std::chrono::minutes{20}));
}

TEST_CASE("nothing is closed twice in a hurry, and what is no longer shown is forgotten") {
  DutyDesk desk(1);
  desk.look({seen(IncidentState::resolved)}, k_start);
  const auto deed = within(desk, Seconds{61});
  REQUIRE(deed);
  desk.done(*deed, k_start + Seconds{61});
  CHECK_FALSE(within(desk, Seconds{70}));
  CHECK(within(desk, Seconds{77}));
  desk.look({}, k_start + Seconds{78});
  CHECK_FALSE(within(desk, Seconds{200}));
}

}  // namespace
}  // namespace lamplight::simulate

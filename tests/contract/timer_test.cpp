// Deadlines: never early, acted on once, and no incident that holds up the others.
#include <catch2/catch.hpp>

#include <atomic>
#include <map>

#include "server/thread.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

void open_due(Ledger& ledger, const std::string& number, Instant due) {
  Incident incident = sample_incident("i" + number, "k" + number);
  incident.deadline->at = due;
  REQUIRE(ledger.apply(opening(incident, sample_alarm("p-" + number, "a", "i" + number)), k_morning).ok());
}

// Moves every due incident's deadline to `later`.
Changes postponed(const Situation& situation, Instant later) {
  Changes changes;
  for (const Incident& incident : situation.incidents) {
    changes.updated.push_back(next(incident));
    changes.updated.back().deadline = Deadline{later, DeadlineWhat::dispatcher_takes};
  }
  return changes;
}

}  // namespace

TEMPLATE_TEST_CASE("A timer follows its incident's deadline", "", MySqlStores, MemoryStores) {
  TestType stores;
  CHECK(stores.ledger().next_due().value() == std::nullopt);
  Incident incident = sample_incident("i1", "k1");
  REQUIRE(stores.ledger().apply(opening(incident, sample_alarm("p-1", "a-1", "i1")), k_morning).ok());
  CHECK(stores.ledger().next_due().value() == incident.deadline->at);
  incident = held_by(incident, "w-1");
  REQUIRE(stores.ledger().apply(updating(incident), k_morning).ok());
  CHECK(stores.ledger().next_due().value() == incident.deadline->at);
  REQUIRE(stores.ledger().apply(updating(closed(incident)), k_morning).ok());
  CHECK(stores.ledger().next_due().value() == std::nullopt);
}

TEMPLATE_TEST_CASE("A timer acts when it is due, not a millisecond before, and once", "", MySqlStores, MemoryStores) {
  TestType stores;
  const Instant due = k_morning + 45s;
  open_due(stores.ledger(), "1", due);
  int asked = 0;
  const auto decide = [&](const Situation& situation, const std::vector<IncidentId>& ids) {
    ++asked;
    CHECK(ids == std::vector{IncidentId{"i1"}});
    REQUIRE(situation.incidents.size() == 1);
    Changes changes = postponed(situation, due + 60s);
    changes.tellings = {{IncidentId{"i1"}, AckState::received, due, "", {}, 2}};
    return changes;
  };
  REQUIRE(stores.ledger().act_on_due(due - 1ms, 10, decide).ok());
  CHECK(asked == 0);
  const auto acted = stores.ledger().act_on_due(due, 10, decide);
  REQUIRE(acted.ok());
  CHECK(asked == 1);
  CHECK(acted.value().incidents == std::vector{IncidentId{"i1"}});
  CHECK(acted.value().acks.size() == 1);
  REQUIRE(stores.another().act_on_due(due, 10, decide).ok());
  CHECK(asked == 1);
  CHECK(stores.ledger().next_due().value() == due + 60s);
}

TEMPLATE_TEST_CASE("The most overdue come first, and no more than asked for", "", MySqlStores, MemoryStores) {
  TestType stores;
  open_due(stores.ledger(), "1", k_morning + 3s);
  open_due(stores.ledger(), "2", k_morning + 1s);
  open_due(stores.ledger(), "3", k_morning + 2s);
  std::vector<IncidentId> seen;
  const auto decide = [&](const Situation& situation, const std::vector<IncidentId>& ids) {
    seen = ids;
    return postponed(situation, k_morning + 1h);
  };
  REQUIRE(stores.ledger().act_on_due(k_morning + 10s, 2, decide).ok());
  CHECK(seen == std::vector{IncidentId{"i2"}, IncidentId{"i3"}});
}

TEMPLATE_TEST_CASE("A decision sees offers and commitments of what is due", "", MySqlStores, MemoryStores) {
  TestType stores;
  open_due(stores.ledger(), "1", k_morning);
  Changes offers;
  offers.offers = {sample_offer("i1", "w-1")};
  REQUIRE(stores.ledger().apply(offers, k_morning).ok());
  const auto decide = [&](const Situation& situation, const std::vector<IncidentId>&) {
    CHECK(situation.offers == offers.offers);
    CHECK(situation.commitments.size() == 1);
    return postponed(situation, k_morning + 1h);
  };
  CHECK(stores.ledger().act_on_due(k_morning, 10, decide).ok());
}

TEMPLATE_TEST_CASE("One incident that always fails holds up no other", "", MySqlStores, MemoryStores) {
  TestType stores;
  for (int i = 0; i < 5; ++i) open_due(stores.ledger(), std::to_string(i), k_morning + Millis{i});
  const auto decide = [&](const Situation& situation, const std::vector<IncidentId>&) {
    Changes changes = postponed(situation, k_morning + 1h);
    for (Incident& incident : changes.updated) {
      if (incident.id == IncidentId{"i0"}) incident.version += 7;
    }
    return changes;
  };
  const auto acted = stores.ledger().act_on_due(k_morning + 1s, 10, decide);
  REQUIRE(acted.ok());
  CHECK(acted.value().incidents.size() == 4);
  CHECK(stores.ledger().next_due().value() == k_morning);
  const auto poisoned = stores.ledger().act_on_due(k_morning + 1s, 10, decide);
  REQUIRE_FALSE(poisoned.ok());
  CHECK(poisoned.error() == StoreError::conflict);
}

TEST_CASE("What one server has claimed does not keep another from the rest") {
  MySqlStores stores;
  for (int i = 0; i < 4; ++i) open_due(stores.ledger(), std::to_string(i), k_morning + Millis{i});
  const auto postpone = [](const Situation& situation, const std::vector<IncidentId>&) {
    return postponed(situation, k_morning + 1h);
  };
  const auto first = stores.ledger().act_on_due(
      k_morning + 1s, 2, [&](const Situation& situation, const std::vector<IncidentId>& ids) {
        const auto second = stores.another().act_on_due(k_morning + 1s, 10, postpone);
        REQUIRE(second.ok());
        CHECK(second.value().incidents == std::vector{IncidentId{"i2"}, IncidentId{"i3"}});
        return postpone(situation, ids);
      });
  REQUIRE(first.ok());
  CHECK(first.value().incidents == std::vector{IncidentId{"i0"}, IncidentId{"i1"}});
}

TEMPLATE_TEST_CASE("Two servers that claim at the same time act on each timer once", "", MySqlStores, MemoryStores) {
  TestType stores;
  constexpr int k_timers = 60;
  for (int i = 0; i < k_timers; ++i) open_due(stores.ledger(), std::to_string(i), k_morning + Millis{i});
  std::map<IncidentId, int> acted;
  std::mutex mutex;
  const auto work = [&](Ledger& ledger) {
    while (true) {
      const auto done =
          ledger.act_on_due(k_morning + 1s, 4, [&](const Situation& situation, const std::vector<IncidentId>&) {
            return postponed(situation, k_morning + 1h);
          });
      if (!done) continue;
      if (done.value().incidents.empty()) {
        // Nothing free: either all is done, or the other one holds the rest and will commit it.
        if (ledger.next_due().value() > k_morning + 1s) return;
        continue;
      }
      const std::lock_guard lock{mutex};
      for (const IncidentId& id : done.value().incidents) ++acted[id];
    }
  };
  {
    server::Thread first{"first", [&](const std::stop_token&) { work(stores.ledger()); }};
    server::Thread second{"second", [&](const std::stop_token&) { work(stores.another()); }};
  }
  CHECK(acted.size() == k_timers);
  for (const auto& [id, times] : acted) CHECK(times == 1);
}

}  // namespace lamplight::tests

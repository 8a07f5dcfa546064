// What the past tells matching: how much happens where, and who came into question for each offer.
#include <catch2/catch.hpp>

#include "db/directory.h"
#include "db/past_choices.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

constexpr Instant k_now = k_morning + Seconds{3 * 3600};

// An emergency that w-1 took a minute after it was opened and reported after an hour.
Changes visit(const std::string& id, const std::string& district, Instant opened_at) {
  Incident incident = sample_incident(id, "");
  incident.queue = IncidentClass::emergency;
  incident.test = false;
  incident.district = DistrictId{district};
  incident.opened_at = opened_at;
  incident.changed_at = opened_at;
  Changes changes;
  changes.opened = {incident};
  const auto note = [&](Seconds after, const std::string& what) {
    changes.history.push_back({incident.id, opened_at + after, "u-1", what, WorkerId{"w-1"}, ""});
  };
  note(Seconds{60}, "accepted");
  note(Seconds{3660}, "resolved");
  note(Seconds{3700}, "note");
  return changes;
}

}  // namespace

TEST_CASE("Demand is counted by district, and visits against the time on shift") {
  MySqlStores stores;
  db::Pool pool(empty_schema(), db::Purpose::requests, 1);
  const Instant long_ago = k_now - k_demand_window - Seconds{10};
  REQUIRE(stores.ledger().apply(visit("i1", "east", k_morning), k_now).ok());
  REQUIRE(stores.ledger().apply(visit("i2", "east", k_morning), k_now).ok());
  REQUIRE(stores.ledger().apply(visit("i3", "west", k_morning), k_now).ok());
  REQUIRE(stores.ledger().apply(visit("i4", "west", long_ago - Seconds{7200}), k_now).ok());
  Changes test = visit("i5", "east", k_morning);
  test.opened.front().test = true;
  test.history.clear();
  REQUIRE(stores.ledger().apply(test, k_now).ok());
  pool.with([&](db::Session& session) {
    session.insert("INSERT INTO shifts (id, worker_id, start_ms, end_ms) VALUES {rows}",
                   {{"s-1", "w-1", k_now - Seconds{10 * 3600}, k_now + Seconds{3600}},
                    {"s-2", "w-1", k_now + Seconds{3600}, k_now + Seconds{7200}}});
  });
  db::MySqlDirectory directory(pool);
  const auto demand = directory.demand(k_now);
  REQUIRE(demand.ok());
  CHECK(demand.value().emergencies == std::map<DistrictId, int>{{DistrictId{"east"}, 2}, {DistrictId{"west"}, 1}});
  // Three visits of an hour each within ten hours on shift.
  CHECK(demand.value().busy_share == Approx(0.3));
}

TEST_CASE("Ways are summed by district and hour from setting out to arriving, with their straight lines") {
  MySqlStores stores;
  db::Pool pool(empty_schema(), db::Purpose::requests, 1);
  const auto told = [&](const std::string& id, OfferState answer, Seconds taken) {
    Changes changes = visit(id, "east", k_morning);
    changes.history.push_back({IncidentId{id}, k_morning + Seconds{60}, "u-1", "departed", WorkerId{"w-1"}, ""});
    changes.history.push_back({IncidentId{id}, k_morning + Seconds{60} + taken, "u-1", "arrived", WorkerId{"w-1"}, ""});
    Offer offer = sample_offer(id, "w-1");
    offer.state = answer;
    offer.distance_m = 900;
    changes.offers = {offer};
    REQUIRE(stores.ledger().apply(changes, k_now).ok());
  };
  told("i1", OfferState::accepted, Seconds{300});
  told("i2", OfferState::accepted, Seconds{500});
  told("i3", OfferState::accepted, Seconds{3});         // pressed both at the door
  told("i4", OfferState::accepted, Seconds{3 * 3600});  // forgot to press
  told("i5", OfferState::expired, Seconds{300});        // sent by the desk, from a place nobody wrote down
  db::MySqlDirectory directory(pool);
  const auto demand = directory.demand(k_now);
  REQUIRE(demand.ok());
  const int hour = static_cast<int>(ms_of(k_morning) / 3'600'000 % 24);
  CHECK(demand.value().ways == std::vector<WaysMeasured>{{DistrictId{"east"}, hour, 2, 1800, 800}});
}

TEST_CASE("What came into question for an offer is kept for a replay") {
  MySqlStores stores;
  db::Pool pool(empty_schema(), db::Purpose::requests, 1);
  Changes changes = visit("i1", "east", k_morning);
  Offer first = sample_offer("i1", "w-1");
  first.at = k_morning;
  first.considered = "w-1 travel=120;w-2 travel=90 load=1";
  Offer second = sample_offer("i1", "w-2");
  second.at = k_morning;
  second.considered = "";
  changes.offers = {first, second};
  REQUIRE(stores.ledger().apply(changes, k_now).ok());
  const auto past = db::read_past(pool, k_morning, k_morning + Millis{1});
  REQUIRE(past.ok());
  REQUIRE(past.value().choices.size() == 1);
  CHECK(past.value().choices.front().considered == read_considered(first.considered));
  CHECK(past.value().present == Weights{});
  CHECK(db::read_past(pool, k_morning + Millis{1}, k_now).value().choices.empty());
}

}  // namespace lamplight::tests

// Offers for several that wait: the least sum, whatever the order of rows, against every way tried out.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "dispatch/sharing.h"
#include "dispatch/ties.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

Incident waiting_at(const std::string& id, double metres, int priority = 1) {
  Incident incident{.id = IncidentId{id}, .kind = AlarmKind::sos, .queue = IncidentClass::emergency};
  incident.priority = priority;
  incident.district = DistrictId{"east"};
  incident.place = north_of_home(metres);
  incident.opened_at = k_noon;
  return incident;
}

using Names = std::vector<std::string>;

Names asked_for(const std::vector<Asked>& all, const std::string& incident) {
  Names workers;
  for (const Asked& asked : all) {
    if (asked.incident.text() != incident) continue;
    for (const Candidate& candidate : asked.candidates) workers.push_back(candidate.worker.text());
  }
  return workers;
}

std::vector<Asked> shared(const SmallTown& small, const std::vector<Incident>& incidents, std::size_t width = 1,
                          const Hands& hands = {}, Instant now = k_noon) {
  std::vector<Wanted> wanted;
  for (const Incident& incident : incidents) wanted.push_back({&incident, width});
  const Town town = small.town();
  return share_out(wanted, town, hands, small.travel, now);
}

// Some hundred workers and up to forty incidents, in a crowd or far apart; wishes, old places, ties and rare skills.
class ManyWaiting {
 public:
  explicit ManyWaiting(std::mt19937& random) {
    small_.workers.clear();
    ResidentCard& li = small_.registers.residents.at(ResidentId{"r-li"});
    li.language = "yue";
    li.language_wish = Wish::rather;
    li.preferred = {WorkerId{"w10000"}};
    const std::size_t workers = 1 + random() % 400;
    const unsigned spread_m = random() % 2 == 0 ? 300 : 30'000;
    for (std::size_t i = 0; i < workers; ++i) {
      WorkerCard card = small_worker("w" + std::to_string(10'000 + i), static_cast<double>(random() % spread_m));
      card.position->lon += 1e-5 * static_cast<double>(random() % spread_m);
      card.position_at = k_noon - std::chrono::minutes{random() % 4 == 0 ? random() % 60 : 0};
      card.accuracy_m = random() % 4 == 0 ? static_cast<double>(random() % 2'000) : 0;
      if (random() % 8 == 0) card.skills = {SkillCode{"nursing"}};
      if (random() % 2 == 0) card.languages.emplace_back("yue");
      small_.workers.push_back(std::move(card));
    }
    const std::size_t incidents = 2 + random() % 40;
    for (std::size_t i = 0; i < incidents; ++i) {
      const bool crowd = random() % 3 == 0;
      const double metres = crowd ? 0 : static_cast<double>(random() % spread_m);
      Incident incident = waiting_at("i" + std::to_string(100 + i), metres, 1 + static_cast<int>(random() % 5));
      incident.opened_at = k_noon - std::chrono::minutes{random() % 30};
      if (random() % 3 == 0) incident.resident = ResidentId{"r-li"};
      if (random() % 4 == 0) incident.needs = {SkillCode{"nursing"}};
      if (random() % 20 == 0) incident.place.reset();
      incidents_.push_back(std::move(incident));
      widths_.push_back(1 + random() % 3);
      const std::string worker = "w" + std::to_string(10'000 + random() % workers);
      const bool held = random() % 2 == 0;
      commitments_.push_back({WorkerId{worker}, IncidentId{"other"}, 1 + static_cast<int>(random() % 5), true, !held});
      offers_.push_back({.incident = incidents_.back().id, .worker = WorkerId{worker}, .at = k_noon - 10min});
      offers_.back().state = held ? OfferState::expired : OfferState::declined;
    }
    town_ = small_.town();
  }

  [[nodiscard]] std::vector<Asked> shared(std::size_t priced_first) const {
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < incidents_.size(); ++i) wanted.push_back({&incidents_[i], widths_[i]});
    return share_out(wanted, town_, {commitments_, offers_}, small_.travel, k_noon, priced_first);
  }

 private:
  SmallTown small_;
  Town town_;
  std::vector<Incident> incidents_;
  std::vector<std::size_t> widths_;
  std::vector<Commitment> commitments_;
  std::vector<Offer> offers_;
};

// The least weighted sum over every way to give each incident a worker of its own.
std::int64_t least_sum(const SmallTown& small, const std::vector<Incident>& incidents) {
  std::vector<std::size_t> order(small.workers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::int64_t least = INT64_MAX;
  do {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
      sum += std::int64_t{4} * (6 - incidents[i].priority) *
             small.travel.travel_s(*small.workers[order[i]].position, *incidents[i].place);
    }
    least = std::min(least, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return least;
}

}  // namespace

TEST_CASE("Two that wait are shared out at the least sum, not nearest first") {
  SmallTown small;
  // w1 is nearest to both; whoever is served first by her sends the other a long way.
  small.workers = {small_worker("w1", 0), small_worker("w2", -500)};
  const auto asked = shared(small, {waiting_at("i-a", 10), waiting_at("i-b", -20)});
  CHECK(asked_for(asked, "i-a") == Names{"w1"});
  CHECK(asked_for(asked, "i-b") == Names{"w2"});
}

TEST_CASE("Where not all can be served the more urgent and then the longer waiting ones are") {
  SmallTown small;
  small.workers = {small_worker("w1", 0)};
  Incident older = waiting_at("i-z", 900, 2);
  older.opened_at = k_noon - 5min;
  CHECK(asked_for(shared(small, {waiting_at("i-a", 10, 3), waiting_at("i-b", 5'000, 2)}), "i-b") == Names{"w1"});
  CHECK(asked_for(shared(small, {waiting_at("i-a", 10, 2), older}), "i-z") == Names{"w1"});
}

TEST_CASE("Each has somebody asked before any has three") {
  SmallTown small;
  const std::vector<Incident> both{waiting_at("i-a", 100, 1), waiting_at("i-b", 120, 4)};
  const auto asked = shared(small, both, 3);
  CHECK(asked_for(asked, "i-a").size() == 3);
  CHECK(asked_for(asked, "i-b").size() == 1);
}

TEST_CASE("Nobody is asked twice, nor who is being asked or was a moment ago") {
  SmallTown small;
  const std::vector<Offer> offers{{.incident = IncidentId{"i-a"}, .worker = WorkerId{"w1"}, .at = k_noon}};
  const Hands hands{.commitments = {}, .offers = offers};
  CHECK(asked_for(shared(small, {waiting_at("i-a", 0)}, 2, hands, k_noon + 10s), "i-a") == Names{"w2", "w3"});
  CHECK(asked_for(shared(small, {waiting_at("i-a", 0)}, 2, hands, k_noon + k_ask_again_after), "i-a") !=
        Names{"w1", "w2"});
}

TEST_CASE("The sum is the least of every way tried out, and the order of rows changes nothing") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random{seed};
    SmallTown small;
    small.workers.clear();
    for (int i = 0; i < 7; ++i) {
      small.workers.push_back(small_worker("w" + std::to_string(i), static_cast<double>(random() % 3000)));
    }
    std::vector<Incident> incidents;
    for (int i = 0; i < 5; ++i) {
      incidents.push_back(waiting_at("i" + std::to_string(i), static_cast<double>(random() % 3000),
                                     1 + static_cast<int>(random() % 5)));
    }
    const auto asked = shared(small, incidents);
    std::int64_t sum = 0;
    for (const Asked& one : asked) {
      REQUIRE(one.candidates.size() == 1);
      const auto incident =
          std::find_if(incidents.begin(), incidents.end(), [&](const Incident& i) { return i.id == one.incident; });
      sum += std::int64_t{4} * (6 - incident->priority) * one.candidates.front().cost_s;
    }
    INFO("seed " << seed);
    CHECK(sum == least_sum(small, incidents));
    std::shuffle(incidents.begin(), incidents.end(), random);
    CHECK(shared(small, incidents) == asked);
  }
}

TEST_CASE("However few are priced at first, the answer is that of pricing everybody") {
  constexpr std::size_t k_whole = 100'000;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    std::mt19937 random{seed};
    const ManyWaiting many(random);
    const auto whole = many.shared(k_whole);
    INFO("seed " << seed);
    REQUIRE(many.shared(1) == whole);
    REQUIRE(many.shared(k_priced_first) == whole);
  }
}

TEST_CASE("Whom only a widened search finds is found") {
  SmallTown small;
  small.workers.clear();
  for (int i = 0; i < 40; ++i) small.workers.push_back(small_worker("w" + std::to_string(100 + i), 10.0 * i));
  std::vector<Incident> crowd;
  for (int i = 0; i < 30; ++i) crowd.push_back(waiting_at("i" + std::to_string(100 + i), 0));
  std::vector<std::string> everybody;
  int sum = 0;
  for (const Asked& one : shared(small, crowd)) {
    REQUIRE(one.candidates.size() == 1);
    everybody.push_back(one.candidates.front().worker.text());
    sum += one.candidates.front().cost_s;
  }
  std::sort(everybody.begin(), everybody.end());
  CHECK(std::unique(everybody.begin(), everybody.end()) == everybody.end());
  CHECK(sum == 10 * (29 * 30) / 2);  // the thirty nearest of forty
}

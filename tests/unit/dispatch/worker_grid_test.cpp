// The nearest by cells against a look at everybody, wherever they are and however they move.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "dispatch/costing.h"
#include "dispatch/eligibility.h"
#include "dispatch/sharing.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

struct Spread {
  Position middle;
  double degrees;
};

std::vector<WorkerCard> scattered(std::mt19937& random, std::size_t count, const Spread& spread) {
  const char* const skills[] = {"lifting", "nursing", "catheter", "driver"};
  std::uniform_real_distribution<double> off(-spread.degrees, spread.degrees);
  std::vector<WorkerCard> cards;
  for (std::size_t i = 0; i < count; ++i) {
    WorkerCard card = small_worker("w" + std::to_string(10'000 + i), 0);
    card.position = Position{std::clamp(spread.middle.lat + off(random), -90.0, 90.0),
                             std::clamp(spread.middle.lon + off(random), -180.0, 180.0)};
    card.on_duty = random() % 10 != 0;
    if (random() % 20 == 0) card.position.reset();
    if (random() % 3 == 0) card.accuracy_m = static_cast<double>(random() % 5'000);
    for (const char* skill : skills) {
      if (random() % 3 == 0) card.skills.emplace_back(skill);
    }
    cards.push_back(std::move(card));
  }
  return cards;
}

// Asked by the incident's costs over everybody, without any index.
std::vector<std::pair<int, WorkerId>> best_of_all(const Incident& incident, const Town& town, const TravelTime& travel,
                                                  std::size_t count) {
  const Costing costing(incident, town, travel, k_noon);
  std::vector<std::pair<int, WorkerId>> all;
  for (const WorkerCard& card : *town.workers) {
    if (may_go(card, incident, nullptr, {})) all.emplace_back(costing.seconds(card, {}), card.id);
  }
  std::sort(all.begin(), all.end());
  if (all.size() > count) all.resize(count);
  return all;
}

void compare(const Incident& incident, const Town& town, const TravelTime& travel) {
  const std::vector<Wanted> wanted{{&incident, 10}};
  std::vector<std::pair<int, WorkerId>> found;
  const auto asked = share_out(wanted, town, {}, travel, k_noon);
  for (const Candidate& one : asked.front().candidates) {
    found.emplace_back(one.cost_s, one.worker);
  }
  REQUIRE(found == best_of_all(incident, town, travel, 10));
}

}  // namespace

TEST_CASE("The ten best by cells are the ten best of all, with skills, penalties and people beyond the edge") {
  std::mt19937 random{20261128};
  const Spread spreads[] = {{k_home, 0.05}, {k_home, 1e-7}, {{89.9, 0}, 0.3}, {{0, 179.9}, 0.3}, {{10, 10}, 60}};
  for (const Spread& spread : spreads) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{9}, std::size_t{300}, std::size_t{2'000}}) {
      INFO(spread.middle.lat << " " << spread.middle.lon << " " << spread.degrees << " " << count);
      SmallTown small;
      small.workers = scattered(random, count, spread);
      Town town = small.town();
      const GreatCircle travel{spread.degrees > 1 ? 1'000.0 : 1.0};  // costs end at eleven days
      for (int round = 0; round < 12; ++round) {
        // Two move, one of them out of the grid; stale and inaccurate places cost besides their way.
        WorkerCard moved = (*town.workers)[random() % count];
        moved.position = Position{spread.middle.lat, spread.middle.lon};
        moved.position_at = k_noon - std::chrono::minutes{random() % 60};
        moved.accuracy_m = static_cast<double>(random() % 2'000);
        moved.works_since = k_noon - std::chrono::hours{random() % 12};
        moved.on_duty = random() % 5 != 0;
        town.workers = std::make_shared<const Workforce>(town.workers->with(moved));
        moved = (*town.workers)[random() % count];
        moved.position = Position{std::clamp(spread.middle.lat - 3, -90.0, 90.0), spread.middle.lon};
        town.workers = std::make_shared<const Workforce>(town.workers->with(moved));
        Incident incident{.id = IncidentId{"i"}, .queue = IncidentClass::emergency, .priority = 1};
        std::uniform_real_distribution<double> off(-2 * spread.degrees, 2 * spread.degrees);
        incident.place = Position{std::clamp(spread.middle.lat + off(random), -90.0, 90.0),
                                  std::clamp(spread.middle.lon + off(random), -180.0, 180.0)};
        if (round % 3 > 0) incident.needs = {SkillCode{"catheter"}};
        if (round % 3 > 1) incident.needs.emplace_back("nursing");
        compare(incident, town, travel);
      }
    }
  }
}

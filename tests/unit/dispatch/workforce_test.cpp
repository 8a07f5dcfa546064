// Snapshots of the care workers that share what has not changed.
#include <catch2/catch.hpp>

#include "dispatch/workforce.h"
#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

std::string name_of(int number) {
  return "w" + std::to_string(1'000 + number);
}

std::vector<WorkerCard> cards(int count) {
  std::vector<WorkerCard> all;
  for (int i = 0; i < count; ++i) all.push_back(small_worker(name_of(2 * i), i));
  return all;
}

std::vector<std::string> names_in(const Workforce& workforce) {
  std::vector<std::string> names;
  for (const WorkerCard& card : workforce) names.push_back(card.id.text());
  return names;
}

}  // namespace

TEST_CASE("Everybody is found by number, by id and in order, however many there are") {
  for (const int count : {0, 1, 31, 32, 33, 64, 100}) {
    const Workforce all(cards(count));
    REQUIRE(all.size() == static_cast<std::size_t>(count));
    CHECK(names_in(all).size() == all.size());
    for (int i = 0; i < count; ++i) {
      CHECK(all[static_cast<std::size_t>(i)].id.text() == name_of(2 * i));
      REQUIRE(all.find(WorkerId{name_of(2 * i)}) != nullptr);
      CHECK(*all.find(WorkerId{name_of(2 * i)}) == all[static_cast<std::size_t>(i)]);
    }
    CHECK(all.find(WorkerId{name_of(1)}) == nullptr);
    CHECK(all.find(WorkerId{"z"}) == nullptr);
    CHECK(all.find(WorkerId{""}) == nullptr);
  }
}

TEST_CASE("A changed card is in the next snapshot, and the one before stays as it was") {
  const Workforce before(cards(100));
  WorkerCard moved = before[50];
  moved.position = north_of_home(9'999);
  const Workforce after = before.with(moved);
  CHECK(after[50] == moved);
  CHECK(before[50] != moved);
  CHECK(after.size() == 100);
  for (std::size_t i = 0; i < 100; ++i) {
    if (i != 50) CHECK(after[i] == before[i]);
  }
}

TEST_CASE("A new worker takes her place by id, at the ends too") {
  for (const int number : {-1, 1, 63, 199}) {
    const Workforce after = Workforce(cards(100)).with(small_worker(name_of(number), 1));
    const auto names = names_in(after);
    CHECK(names.size() == 101);
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(after.find(WorkerId{name_of(number)}) != nullptr);
  }
  CHECK(Workforce{}.with(small_worker("w1", 1)).size() == 1);
}

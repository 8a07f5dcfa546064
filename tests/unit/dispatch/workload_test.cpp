// Alarms in ten minutes, against the ten that a person can deal with.
#include "dispatch/workload.h"

#include <catch2/catch.hpp>

#include "tests/support/small_town.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

class Desk {
 public:
  Desk& takes(const std::string& who, Seconds after) {
    const IncidentId id{"i-" + std::to_string(++made_)};
    lines_.push_back({id, k_noon + after, "device:p", "opened", std::nullopt, "sos"});
    lines_.push_back({id, k_noon + after, who, "acknowledged", std::nullopt, ""});
    return *this;
  }
  Desk& then(const std::string& what, const std::string& who, Seconds after, const std::string& detail = "") {
    lines_.push_back({IncidentId{"i-" + std::to_string(made_)}, k_noon + after, who, what, std::nullopt, detail});
    return *this;
  }
  [[nodiscard]] Workload load() const { return workload_of(lines_); }

 private:
  std::vector<HistoryEntry> lines_;
  int made_ = 0;
};

}  // namespace

TEST_CASE("Without alarms nobody is busy") {
  const Workload load = workload_of({});
  CHECK(load.desk == Load{});
  CHECK(load.operators.empty());
}

TEST_CASE("Ten alarms in ten minutes can be dealt with, the eleventh overloads until the first has passed") {
  Desk desk;
  for (int n = 0; n < 10; ++n) desk.takes("u-1", Seconds{n * 10});
  CHECK(desk.load().operators.at(0).load.busiest == 10);
  CHECK(desk.load().operators.at(0).load.overloaded == 0s);
  desk.takes("u-1", 100s);
  const Load load = desk.load().operators.at(0).load;
  CHECK(load.busiest == 11);
  CHECK(load.busiest_at == k_noon + 100s);
  CHECK(load.overloaded == 500s);  // from the eleventh, at 100 s, until the first is ten minutes old
}

TEST_CASE("Overlapping times of overload are counted once") {
  Desk desk;
  for (int n = 0; n < 12; ++n) desk.takes("u-1", Seconds{n * 10});
  // The eleventh at 100 s until 600 s, the twelfth at 110 s until 610 s.
  CHECK(desk.load().operators.at(0).load.overloaded == 510s);
}

TEST_CASE("An alarm that is exactly ten minutes old is no more in the window") {
  Desk desk;
  desk.takes("u-1", 0s).takes("u-1", 600s);
  CHECK(desk.load().operators.at(0).load.busiest == 1);
}

TEST_CASE("Each operator has what she took first, and the desk has everything that came") {
  Desk desk;
  desk.takes("u-1", 0s).then("raised", "device:p", 20s).then("acknowledged", "u-2", 30s);
  desk.takes("u-2", 40s).takes("u-2", 50s);
  desk.takes("u-1", 60s).then("closed", "server", 70s, "test");
  const Workload load = desk.load();
  CHECK(load.desk.alarms == 4);  // three incidents and a second press; the test is none
  REQUIRE(load.operators.size() == 2);
  CHECK(load.operators[0].who == "u-2");
  CHECK(load.operators[0].load.alarms == 2);
  CHECK(load.operators[1].load.alarms == 1);
}

// Ways by a real road router: Valhalla on a small network made by hand (two_banks.osm), whose tiles it builds here.
//
// Run by `./lamplight test router`, which fetches Valhalla (LAMPLIGHT_VALHALLA: the folder of its node_modules).
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <memory>

#include "dispatch/matcher.h"
#include "server/road_line.h"
#include "server/road_travel.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/small_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace lamplight::tests;

namespace {

const Position k_south_west{22.6000, 113.1810};
const Position k_north_west{22.6100, 113.1810};  // 1.1 km over the water, 5 km by the bridge
const Position k_south_east{22.6000, 113.1970};  // 1.6 km along the street

// One Valhalla for all cases; its tiles take seconds.
class Valhalla {
 public:
  Valhalla() {
    const char* folder = std::getenv("LAMPLIGHT_VALHALLA");
    if (folder == nullptr) throw std::runtime_error("LAMPLIGHT_VALHALLA does not say where Valhalla is.");
    const std::string modules = folder;
    const std::string cli = modules + "/node_modules/.bin/valhalla";
    const std::filesystem::path here = source_tree() / "tests" / "router";
    const std::string log = at("log");
    run_child({installed_program("osmium"), "cat", (here / "two_banks.osm").string(), "-o", at("map.osm.pbf")}, log);
    run_child({cli, "build_config", "--mjolnir-tile-dir", at("tiles"), "--mjolnir-tile-extract", at("tiles.tar")},
              at("config.json"));
    // It leaves a list of ways where it runs.
    run_child({"/usr/bin/env", "--chdir=" + at("."), cli, "build_tiles", "-c", at("config.json"), at("map.osm.pbf")},
              log);
    port_ = free_port();
    child_ = start_child({installed_program("node"), (here / "serve.mjs").string(), modules, at("config.json"),
                          std::to_string(port_)},
                         log);
    if (!eventually([this] { return somebody_listens(port_); }, 3'000)) throw std::runtime_error("Valhalla is silent.");
  }
  ~Valhalla() { end_child(child_, SIGKILL); }

  [[nodiscard]] RouterSettings settings() const {
    return {"valhalla", "http://127.0.0.1:" + std::to_string(port_), "", 20'000};
  }

 private:
  [[nodiscard]] std::string at(const std::string& name) const { return (folder_.path() / name).string(); }

  TemporaryFolder folder_;
  int port_ = 0;
  pid_t child_ = 0;
};

const Valhalla& valhalla() {
  static const Valhalla one;
  return one;
}

}  // namespace

TEST_CASE("Valhalla answers in whole seconds, round by the bridge and not over the water") {
  const auto times = ask_router(valhalla().settings(), std::vector{k_north_west, k_south_east}, k_south_west);
  REQUIRE(times.ok());
  REQUIRE(times.value().size() == 2);
  REQUIRE(times.value()[0]);
  REQUIRE(times.value()[1]);
  // A bicycle at 3 to 8 m/s over 5.0 and 1.6 km.
  CHECK(*times.value()[0] > 5'000 / 8);
  CHECK(*times.value()[0] < 5'000 / 3);
  CHECK(*times.value()[1] > 1'600 / 8);
  CHECK(*times.value()[1] < 1'600 / 3);
}

TEST_CASE("Who is near by the straight line and far by road is not sent") {
  SmallTown small;
  small.workers = {small_worker("over-the-water", 0), small_worker("down-the-street", 0)};
  small.workers[0].position = k_north_west;
  small.workers[1].position = k_south_east;
  std::sort(small.workers.begin(), small.workers.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const Town town = small.town();
  Incident incident{.id = IncidentId{"i"}, .queue = IncidentClass::emergency, .priority = 1};
  incident.district = DistrictId{"east"};
  incident.place = k_south_west;
  const GreatCircle line{k_town_speed_mps};
  CHECK(rank(incident, town, {}, {}, line, k_noon).front().worker == WorkerId{"over-the-water"});

  RoadFigures figures;
  const RoadTravel roads(
      line, [](std::span<const Position> sources, const Position& to) { return ask_router(valhalla().settings(), sources, to); },
      [] { return std::vector{k_north_west, k_south_east}; }, [] { return Millis{0}; }, Millis{20'000}, figures);
  CHECK(rank(incident, town, {}, {}, roads, k_noon).front().worker == WorkerId{"down-the-street"});
  CHECK(figures.answered == 1);
  CHECK(figures.fell_back == 0);
}

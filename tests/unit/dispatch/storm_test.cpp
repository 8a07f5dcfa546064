// Storms as a property: whatever comes in whatever order, a pressed SOS, a fall, smoke, gas, CO or heat is never
// folded into an area, and somebody is to deal with it at its own home.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "model/limits.h"
#include "tests/unit/dispatch/story.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

// Those that design §4 names, written down here once more on purpose.
constexpr AlarmKind k_never[] = {AlarmKind::sos, AlarmKind::fall, AlarmKind::smoke,
                                 AlarmKind::gas, AlarmKind::co,   AlarmKind::heat};

bool never_folds(AlarmKind kind) { return std::find(std::begin(k_never), std::end(k_never), kind) != std::end(k_never); }

struct Storm : Story {
  std::mt19937 random;
  int homes = 0;
  int said = 0;
  std::map<AlarmId, AlarmKind> kinds;

  explicit Storm(unsigned seed) : random(seed) {
    situation = {};
    small.registers.devices.clear();
    homes = 4 + static_cast<int>(random() % 40);
    for (int i = 0; i < homes; ++i) {
      const std::string n = std::to_string(i);
      ResidentCard resident{.id = ResidentId{"r-" + n}, .name = n, .district = DistrictId{i % 3 == 0 ? "west" : "east"}};
      resident.home = north_of_home(20.0 * i);
      small.registers.residents[resident.id] = resident;
      small.registers.devices[DeviceId{"p-" + n}] = {DeviceId{"p-" + n}, resident.district, resident.id, "hub", ""};
    }
  }

  // Mostly what folds, among it everything else; some are unknown devices, repeats, ends and tests.
  Signal thrown() {
    constexpr AlarmKind foldable[] = {AlarmKind::mains_lost, AlarmKind::device_fault};
    const auto any = static_cast<AlarmKind>(random() % (static_cast<unsigned>(AlarmKind::unknown) + 1));
    const AlarmKind kind = random() % 3 > 0 ? foldable[random() % 2] : any;
    const bool known = random() % 20 != 0;
    const std::string device = (known ? "p-" : "x-") + std::to_string(random() % static_cast<unsigned>(homes));
    Signal signal = small_signal(device, "a-" + std::to_string(++said), kind, now);
    if (kind == AlarmKind::cancel || kind == AlarmKind::restored) {
      signal.about = AlarmId{"a-" + std::to_string(random() % static_cast<unsigned>(said) + 1)};
    }
    signal.test = random() % 40 == 0;
    if (!signal.test) kinds[signal.id] = kind;
    return signal;
  }

  void batch() {
    std::vector<Signal> signals(1 + random() % 25);
    std::generate(signals.begin(), signals.end(), [this] { return thrown(); });
    // However many the ledger has counted.
    for (const char* district : {"east", "west"}) {
      situation.storm_signals[DistrictId{district}] = static_cast<int>(random() % (2 * limits::storm_signals_min));
    }
    const Town town = small.town();
    keep(take_in(signals, situation, town, small.travel, now));
    now += Millis{static_cast<std::int64_t>(random() % 20'000)};
  }

  void check() const {
    const Town town = small.town();
    for (const AlarmRow& row : situation.alarms) {
      const auto said_as = kinds.find(row.id);
      if (said_as == kinds.end() || !never_folds(said_as->second)) continue;
      INFO(row.device.text() << " " << row.id.text() << " " << row.kind_text);
      REQUIRE(row.incident);
      const Incident& its = incident(*row.incident);
      REQUIRE(its.id == *row.incident);
      CHECK_FALSE(its.join_key.starts_with("a:"));
      CHECK(its.priority <= facts_of(said_as->second).priority);
      CHECK(its.state != IncidentState::cancelled);
      CHECK((its.deadline.has_value() || is_ended(its.state)));
      const DeviceCard* device = town.device(row.device);
      CHECK(its.resident == (device == nullptr ? std::nullopt : device->resident));
    }
    for (const Incident& area : situation.incidents) {
      if (area.join_key.starts_with("a:")) CHECK(facts_of(area.kind).foldable);
    }
  }

  [[nodiscard]] std::ptrdiff_t areas() const {
    return std::count_if(situation.incidents.begin(), situation.incidents.end(),
                         [](const Incident& incident) { return incident.join_key.starts_with("a:"); });
  }
};

}  // namespace

TEST_CASE("No storm folds what a person pressed or what endangers life") {
  std::ptrdiff_t areas = 0;
  for (unsigned seed = 1; seed <= 250; ++seed) {
    INFO("seed " << seed);
    Storm storm(seed);
    for (int round = 0; round < 8; ++round) storm.batch();
    storm.check();
    areas += storm.areas();
  }
  CHECK(areas > 100);  // or the storms were none
}

TEST_CASE("A second wave folds into the area incident of the first, however long nothing came between") {
  Story story;
  const auto wave = [&](int from, int to) {
    std::vector<Signal> signals;
    for (int i = from; i < to; ++i) {
      const std::string device = "hub-" + std::to_string(i);
      story.small.registers.devices[DeviceId{device}] = {DeviceId{device}, DistrictId{"east"}, {}, "hub", ""};
      signals.push_back(small_signal(device, "m-1", AlarmKind::mains_lost, story.now));
    }
    const Town town = story.small.town();
    story.keep(take_in(signals, story.situation, town, story.small.travel, story.now));
    return story.last.opened.size();
  };
  CHECK(wave(0, 40) == limits::storm_signals_min + 1);
  story.now += std::chrono::minutes(10);
  CHECK(wave(40, 80) == limits::storm_signals_min);  // until it is a storm again
}

// All homes of the town: the story, the timetable of heartbeats and packs, and who says what now.
//
// A state machine: `advance` returns what homes say in the time that has passed; what they hear and
// what people do is told to it. No I/O, no clock; owned by the thread "homes" of server/simulator.
#pragma once

#include <deque>
#include <queue>
#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

#include "devices/simulate/living_home.h"

namespace lamplight::simulate {

// Something that a device says.
struct Utterance {
  DistrictId district;
  DeviceId device;
  std::variant<Signal, std::vector<Reading>, DeviceStatus> what;
};

class LivingTown {
 public:
  // The story goes on from `now`; what would have happened before is left out.
  LivingTown(Plot plot, std::vector<Household> town, Instant now);

  // What is said up to `now`. Without a line to the broker nothing is: readings are lost, alarms wait.
  [[nodiscard]] std::vector<Utterance> advance(Instant now, bool connected);
  // The next time at which `advance` has something to say.
  [[nodiscard]] Instant next_at() const;

  // From the broker.
  void hear(const Ack& ack, Instant now);
  void reconnected(Instant now);
  // Somebody else has spoken for this device. Unknown devices are nobody's.
  void used_by_other(const DeviceId& device, Instant now);
  void overheard(const Signal& alarm, Instant now);

  // From the screen; nothing when there is no such home or no such device in it.
  [[nodiscard]] std::optional<AlarmId> press(const ResidentId& resident, const ScreenPress& wish, Instant now);
  // The device was told to test itself. False: it is no button of this town.
  [[nodiscard]] bool test(const DeviceId& device, Instant now);
  [[nodiscard]] std::vector<Utterance> set_door(const ResidentId& resident, bool open, Instant now);
  [[nodiscard]] std::vector<Utterance> set_pulse(const ResidentId& resident, std::optional<double> heart_rate,
                                                 Instant now);

  [[nodiscard]] const Household* household(const ResidentId& resident) const;
  [[nodiscard]] std::vector<const Household*> households() const;  // in the order given
  [[nodiscard]] std::optional<HomeView> view(const ResidentId& resident, Instant now);
  [[nodiscard]] bool kept_off(const ResidentId& resident, Instant now) const;
  // An alarm of the story has been answered with this incident, and none of a person's.
  [[nodiscard]] bool is_of_story(const IncidentId& incident) const;
  // Homes whose view has changed since this was last asked.
  [[nodiscard]] std::vector<ResidentId> changed();

 private:
  enum class Duty : std::uint8_t { heartbeat, pack };
  struct Slot {
    Instant at{};
    std::size_t home = 0;
    std::size_t device = 0;
    Duty duty = Duty::heartbeat;
    bool operator>(const Slot& other) const { return at > other.at; }
  };

  [[nodiscard]] LivingHome* home_of(const ResidentId& resident);
  [[nodiscard]] LivingHome* home_of(const DeviceId& device);
  [[nodiscard]] const Living& living(std::size_t home, Instant now);
  void read_story(Instant now);
  void say_slot(const Slot& slot, std::vector<Utterance>& said);
  [[nodiscard]] std::vector<Utterance> spoken_by(const LivingHome& home, std::vector<Reading> readings) const;

  Plot plot_;
  std::vector<LivingHome> homes_;
  std::vector<Living> living_;  // of each home, renewed at midnight
  std::unordered_map<ResidentId, std::size_t> by_resident_;
  std::unordered_map<DeviceId, std::size_t> by_device_;
  std::priority_queue<Slot, std::vector<Slot>, std::greater<>> slots_;
  std::deque<Happening> story_;  // what is left of the day
  TownDay story_day_{};
  Instant advanced_to_;
  std::set<ResidentId> changed_;
};

}  // namespace lamplight::simulate

// Each sort of device measures in its own way; all of them look at the same day.
#include "devices/simulate/measuring.h"

#include <cmath>
#include <functional>
#include <numbers>

namespace lamplight::simulate {
namespace {

using std::chrono::minutes;

constexpr Seconds k_promise_slack{900};
// A motion sensor keeps quiet this long after it has seen somebody, to spare its battery.
constexpr minutes k_motion_rest{5};
// A bed tells its state again even if nothing changes.
constexpr minutes k_bed_again{15};
constexpr int k_cuff_minute = 8 * 60;  // blood pressure is taken after breakfast

Dice scatter(std::uint64_t seed, const HomeDevice& device, Instant at) {
  return {seed, {"scatter", device.id.text(), std::to_string(ms_of(at))}};
}

class Pack {
 public:
  Pack(const HomeDevice& device, const Living& living) : device_(device), living_(living) {}

  void add(std::string_view name, Instant at, double value) {
    Reading reading;
    reading.device = device_.id;
    reading.resident = living_.resident;
    reading.name = name;
    reading.at = at;
    reading.value = value;
    readings_.push_back(std::move(reading));
  }
  void add(std::string_view name, std::string_view place, Instant at, double value) {
    add(place.empty() ? std::string(name) : std::string(name) + ":" + std::string(place), at, value);
  }
  [[nodiscard]] std::vector<Reading> take() { return std::move(readings_); }

 private:
  const HomeDevice& device_;
  const Living& living_;
  std::vector<Reading> readings_;
};

void wear(std::uint64_t seed, const HomeDevice& device, const Living& living, Instant to, Pack& pack) {
  const Stay& stay = stay_at(living.stays, to);
  const int minute = minute_of_day(to);
  const Body now = vital_signs(living.body, stay.doing, minute, living.unwell, scatter(seed, device, to));
  pack.add("heart_rate", to, now.heart_rate);
  if (minute % 5 == 0) {
    pack.add("spo2", to, now.spo2);
    pack.add("respiratory_rate", to, now.respiratory_rate);
    Dice dice = scatter(seed, device, to - Millis{1});
    pack.add("steps", to, stay.doing == Doing::out ? dice.whole(120, 380) : dice.whole(0, 25));
  }
  if (minute % 30 == 0) pack.add("temperature", to, now.temperature);
}

// Whether she can be seen in that room.
bool seen_in(const HomeDevice& device, const Stay& stay) {
  if (stay.room == Room::outside || stay.doing == Doing::sleeping) return false;
  return device.room.empty() ? stay.room == Room::living_room : device.room == name_of(stay.room);
}

void watch_motion(std::uint64_t seed, const HomeDevice& device, const Living& living, Instant from, Instant to,
                  Pack& pack) {
  // Looks at whole minutes; each rest begins anew with the stay, at a second of the sensor's own.
  for (Instant minute = std::chrono::floor<minutes>(from); minute <= to; minute += minutes{1}) {
    const Instant at = minute + Millis{scatter(seed, device, minute).whole(0, 59'999)};
    if (at <= from || at > to) continue;
    const Stay& stay = stay_at(living.stays, at);
    if (!seen_in(device, stay)) continue;
    const auto into_stay = std::chrono::floor<minutes>(minute - std::chrono::floor<minutes>(stay.from));
    if (into_stay % k_motion_rest == minutes{0}) pack.add("motion", device.room, at, 1);
  }
}

// Calls `changed(stay before, stay after)` for every stay that begins in the time.
void at_changes(const Living& living, Instant from, Instant to,
                const std::function<void(const Stay&, const Stay&)>& changed) {
  for (std::size_t i = 1; i < living.stays.size(); ++i) {
    const Stay& stay = living.stays[i];
    if (stay.from > from && stay.from <= to) changed(living.stays[i - 1], stay);
  }
}

void watch_door(const HomeDevice& device, const Living& living, Instant from, Instant to, Pack& pack) {
  at_changes(living, from, to, [&](const Stay& before, const Stay& after) {
    if ((before.room == Room::outside) == (after.room == Room::outside)) return;
    pack.add("door", device.room, after.from - Seconds{12}, 1);
    pack.add("door", device.room, after.from, 0);
  });
}

void watch_bed(const Living& living, Instant from, Instant to, Pack& pack) {
  const auto in_bed = [](const Stay& stay) { return stay.doing == Doing::sleeping || stay.doing == Doing::napping; };
  at_changes(living, from, to, [&](const Stay& before, const Stay& after) {
    if (in_bed(before) != in_bed(after)) pack.add("bed", {}, after.from, in_bed(after) ? 1 : 0);
  });
  const Instant again =
      std::chrono::floor<minutes>(to) - (std::chrono::floor<minutes>(to).time_since_epoch() % k_bed_again);
  if (again > from && again <= to) pack.add("bed", {}, again, in_bed(stay_at(living.stays, again)) ? 1 : 0);
}

void feel_room(std::uint64_t seed, const HomeDevice& device, Instant to, Pack& pack) {
  Dice dice = scatter(seed, device, to);
  const double afternoon = -std::cos(2 * std::numbers::pi * (minute_of_day(to) - 180) / 1440.0);
  pack.add("room_temperature", device.room, to, std::round((22.5 + 2.5 * afternoon + dice.around(0, 0.2)) * 10) / 10);
  pack.add("humidity", device.room, to, std::round(66 - 8 * afternoon + dice.around(0, 1.5)));
}

// Once a day, at a minute of her own.
bool daily(std::uint64_t seed, const HomeDevice& device, const Living& living, Instant from, Instant to) {
  Dice dice(seed, {"daily", device.id.text(), std::to_string(living.day.time_since_epoch().count())});
  const Instant at = begin_of(living.day) + minutes{k_cuff_minute + dice.whole(0, 75)};
  return at > from && at <= to;
}

Body signs_at(std::uint64_t seed, const HomeDevice& device, const Living& living, Instant at) {
  return vital_signs(living.body, stay_at(living.stays, at).doing, minute_of_day(at), living.unwell,
                     scatter(seed, device, at));
}

}  // namespace

std::optional<Seconds> pack_interval(Gadget gadget) {
  switch (gadget) {
    case Gadget::wearable:
      return Seconds{60};
    case Gadget::motion_sensor:
    case Gadget::door_contact:
    case Gadget::bed_sensor:
      return Seconds{60};
    case Gadget::climate_sensor:
      return Seconds{900};
    case Gadget::pressure_cuff:
    case Gadget::thermometer:
      return Seconds{300};
    case Gadget::pendant:
    case Gadget::base_unit:
    case Gadget::pull_cord:
    case Gadget::smoke_alarm:
    case Gadget::gas_alarm:
    case Gadget::water_sensor:
    case Gadget::pill_box:
    case Gadget::other:
      return std::nullopt;
  }
  return std::nullopt;
}

Seconds heartbeat_interval(Gadget gadget) {
  return gadget == Gadget::base_unit || gadget == Gadget::wearable ? Seconds{600} : Seconds{900};
}

Instant next_slot(std::uint64_t seed, const DeviceId& device, Seconds interval, Instant after) {
  const Millis period{interval};
  const Millis phase{
      static_cast<std::int64_t>(Dice(seed, {"phase", device.text()}).fraction() * static_cast<double>(period.count()))};
  const Millis since = after.time_since_epoch() - phase;
  return Instant{phase + (since / period + 1) * period};
}

Living living_of(std::uint64_t seed, const ResidentId& resident, TownDay day) {
  return {.resident = resident,
          .body = body_of(seed, resident),
          .day = day,
          .stays = plan_day(seed, resident, day),
          .unwell = unwell(seed, resident, day)};
}

std::vector<Reading> measured(std::uint64_t seed, const HomeDevice& device, const Living& living, Instant from,
                              Instant to) {
  Pack pack(device, living);
  switch (device.gadget) {
    case Gadget::wearable:
      wear(seed, device, living, to, pack);
      break;
    case Gadget::motion_sensor:
      watch_motion(seed, device, living, from, to, pack);
      break;
    case Gadget::door_contact:
      watch_door(device, living, from, to, pack);
      break;
    case Gadget::bed_sensor:
      watch_bed(living, from, to, pack);
      break;
    case Gadget::climate_sensor:
      feel_room(seed, device, to, pack);
      break;
    case Gadget::pressure_cuff:
      if (daily(seed, device, living, from, to)) {
        const Body signs = signs_at(seed, device, living, to);
        pack.add("systolic", to, signs.systolic);
        pack.add("diastolic", to, signs.diastolic);
        pack.add("heart_rate", to, signs.heart_rate);
      }
      break;
    case Gadget::thermometer:
      if (daily(seed, device, living, from, to)) {
        pack.add("temperature", to, signs_at(seed, device, living, to).temperature);
      }
      break;
    case Gadget::pendant:
    case Gadget::base_unit:
    case Gadget::pull_cord:
    case Gadget::smoke_alarm:
    case Gadget::gas_alarm:
    case Gadget::water_sensor:
    case Gadget::pill_box:
    case Gadget::other:
      break;
  }
  return pack.take();
}

DeviceStatus heartbeat(std::uint64_t seed, const HomeDevice& device, Instant now, bool mains) {
  // A battery lasts about a year and is replaced in time; the day of the year it was new is its own.
  const auto day = town_day_of(now).time_since_epoch().count();
  Dice own(seed, {"battery", device.id.text()});
  const int age = static_cast<int>((day + own.whole(0, 364)) % 365);
  Dice dice(seed, {"status", device.id.text(), std::to_string(ms_of(now))});
  DeviceStatus status;
  status.device = device.id;
  status.at = now;
  status.battery_pct = 100 - age * 75 / 364;
  if (device.gadget == Gadget::base_unit) status.mains = mains;
  status.rssi_dbm = own.whole(-80, -52) + dice.whole(-4, 4);
  status.firmware = "1.4." + std::to_string(own.whole(0, 3));
  // With room for the ten minutes in which the simulator keeps off a home that somebody uses.
  status.next_within_s = static_cast<int>((heartbeat_interval(device.gadget) + k_promise_slack).count());
  return status;
}

}  // namespace lamplight::simulate

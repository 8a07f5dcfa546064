// One heap of heartbeats and packs, one list of the day's happenings, and the homes' own alarms.
#include "devices/simulate/living_town.h"

#include <algorithm>
#include <map>

namespace lamplight::simulate {
namespace {

constexpr Seconds k_homes_asked{1};  // repeats and follow-ups are a second late at most

const HomeDevice* device_in(const Household& home, const DeviceId& device) {
  for (const HomeDevice& own : home.devices) {
    if (own.id == device) return &own;
  }
  return nullptr;
}

}  // namespace

LivingTown::LivingTown(Plot plot, std::vector<Household> town, Instant now) : plot_(plot), advanced_to_(now) {
  for (Household& household : town) {
    const std::size_t home = homes_.size();
    by_resident_.emplace(household.resident, home);
    for (std::size_t i = 0; i < household.devices.size(); ++i) {
      const HomeDevice& device = household.devices[i];
      by_device_.emplace(device.id, home);
      slots_.push({next_slot(plot_.seed, device.id, heartbeat_interval(device.gadget), now), home, i, Duty::heartbeat});
      if (const auto interval = pack_interval(device.gadget)) {
        slots_.push({next_slot(plot_.seed, device.id, *interval, now), home, i, Duty::pack});
      }
    }
    living_.push_back(living_of(plot_.seed, household.resident, town_day_of(now)));
    homes_.emplace_back(plot_, std::move(household));
  }
  read_story(now);
}

void LivingTown::read_story(Instant now) {
  if (story_day_ == town_day_of(now)) return;
  story_day_ = town_day_of(now);
  std::vector<Household> town;
  for (const LivingHome& home : homes_) {
    if (!home.household().resident.empty()) town.push_back(home.household());
  }
  for (Happening& happening : story_of(plot_, town, story_day_)) {
    if (happening.at > advanced_to_) story_.push_back(std::move(happening));
  }
}

std::vector<Utterance> LivingTown::advance(Instant now, bool connected) {
  read_story(now);
  std::vector<Utterance> said;
  for (; !story_.empty() && story_.front().at <= now; story_.pop_front()) {
    if (LivingHome* home = home_of(story_.front().resident)) {
      home->begin(story_.front(), now);
      changed_.insert(story_.front().resident);
    }
  }
  while (!slots_.empty() && slots_.top().at <= now) {
    Slot slot = slots_.top();
    slots_.pop();
    if (connected) say_slot(slot, said);
    const HomeDevice& device = homes_[slot.home].household().devices[slot.device];
    const Seconds interval =
        slot.duty == Duty::heartbeat ? heartbeat_interval(device.gadget) : *pack_interval(device.gadget);
    // Whatever was missed while the machine slept is not made up for.
    slot.at = next_slot(plot_.seed, device.id, interval, now);
    slots_.push(slot);
  }
  for (LivingHome& home : homes_) {
    if (!connected) break;
    for (Signal& signal : home.due(now)) {
      changed_.insert(home.household().resident);
      said.push_back({signal.district, signal.device, std::move(signal)});
    }
    for (Utterance& held : spoken_by(home, home.held_pulse(now))) said.push_back(std::move(held));
  }
  advanced_to_ = now;
  return said;
}

Instant LivingTown::next_at() const {
  Instant next = advanced_to_ + k_homes_asked;
  if (!slots_.empty()) next = std::min(next, slots_.top().at);
  if (!story_.empty()) next = std::min(next, story_.front().at);
  return next;
}

void LivingTown::say_slot(const Slot& slot, std::vector<Utterance>& said) {
  const LivingHome& home = homes_[slot.home];
  const HomeDevice& device = home.household().devices[slot.device];
  if (!home.speaks(device.id, slot.at)) return;
  if (slot.duty == Duty::heartbeat) {
    said.push_back({device.district, device.id, heartbeat(plot_.seed, device, slot.at, home.mains())});
    return;
  }
  const Seconds interval = *pack_interval(device.gadget);
  std::vector<Reading> readings = measured(plot_.seed, device, living(slot.home, slot.at), slot.at - interval, slot.at);
  if (!readings.empty()) said.push_back({device.district, device.id, std::move(readings)});
}

std::vector<Utterance> LivingTown::spoken_by(const LivingHome& home, std::vector<Reading> readings) const {
  if (readings.empty()) return {};
  const HomeDevice* device = device_in(home.household(), readings.front().device);
  if (device == nullptr) return {};
  std::vector<Utterance> said;
  said.push_back({device->district, device->id, std::move(readings)});
  return said;
}

void LivingTown::hear(const Ack& ack, Instant now) {
  LivingHome* home = home_of(ack.device);
  if (home != nullptr && home->hear(ack, now)) changed_.insert(home->household().resident);
}

void LivingTown::reconnected(Instant now) {
  for (LivingHome& home : homes_) home.reconnected(now);
}

void LivingTown::used_by_other(const DeviceId& device, Instant now) {
  if (LivingHome* home = home_of(device)) {
    home->used_by_person(now);
    changed_.insert(home->household().resident);
  }
}

void LivingTown::overheard(const Signal& alarm, Instant now) {
  if (LivingHome* home = home_of(alarm.device)) {
    home->overheard(alarm, now);
    changed_.insert(home->household().resident);
  }
}

std::optional<AlarmId> LivingTown::press(const ResidentId& resident, const ScreenPress& wish, Instant now) {
  LivingHome* home = home_of(resident);
  if (home == nullptr) return std::nullopt;
  changed_.insert(resident);
  return home->press(wish, now);
}

bool LivingTown::test(const DeviceId& device, Instant now) {
  LivingHome* home = home_of(device);
  if (home == nullptr) return false;
  const HomeDevice* button = home->household().that_raises(AlarmKind::sos);
  if (button == nullptr || button->id != device) return false;
  changed_.insert(home->household().resident);
  return home->press({.kind = AlarmKind::sos, .test = true}, now).has_value();
}

std::vector<Utterance> LivingTown::set_door(const ResidentId& resident, bool open, Instant now) {
  LivingHome* home = home_of(resident);
  if (home == nullptr) return {};
  changed_.insert(resident);
  return spoken_by(*home, home->set_door(open, now));
}

std::vector<Utterance> LivingTown::set_pulse(const ResidentId& resident, std::optional<double> heart_rate,
                                             Instant now) {
  LivingHome* home = home_of(resident);
  if (home == nullptr) return {};
  changed_.insert(resident);
  return spoken_by(*home, home->set_pulse(heart_rate, now));
}

const Household* LivingTown::household(const ResidentId& resident) const {
  const auto found = by_resident_.find(resident);
  return found == by_resident_.end() ? nullptr : &homes_[found->second].household();
}

std::vector<const Household*> LivingTown::households() const {
  std::vector<const Household*> all;
  for (const LivingHome& home : homes_) all.push_back(&home.household());
  return all;
}

std::optional<HomeView> LivingTown::view(const ResidentId& resident, Instant now) {
  const auto found = by_resident_.find(resident);
  if (found == by_resident_.end()) return std::nullopt;
  return homes_[found->second].view(living(found->second, now), now);
}

bool LivingTown::kept_off(const ResidentId& resident, Instant now) const {
  const auto found = by_resident_.find(resident);
  return found != by_resident_.end() && homes_[found->second].kept_off(now);
}

bool LivingTown::is_of_story(const IncidentId& incident) const {
  bool of_story = false;
  for (const LivingHome& home : homes_) {
    const auto part = home.part_in(incident);
    if (part == LivingHome::Part::a_persons) return false;
    of_story = of_story || part == LivingHome::Part::the_storys;
  }
  return of_story;
}

std::vector<ResidentId> LivingTown::changed() {
  std::vector<ResidentId> residents(changed_.begin(), changed_.end());
  changed_.clear();
  return residents;
}

LivingHome* LivingTown::home_of(const ResidentId& resident) {
  const auto found = by_resident_.find(resident);
  return found == by_resident_.end() ? nullptr : &homes_[found->second];
}

LivingHome* LivingTown::home_of(const DeviceId& device) {
  const auto found = by_device_.find(device);
  return found == by_device_.end() ? nullptr : &homes_[found->second];
}

const Living& LivingTown::living(std::size_t home, Instant now) {
  if (living_[home].day != town_day_of(now)) {
    living_[home] = living_of(plot_.seed, homes_[home].household().resident, town_day_of(now));
  }
  return living_[home];
}

}  // namespace lamplight::simulate

// Residents and devices, each thrown with dice of its own name, so that a change to one moves no other.
#include "db/demo_homes.h"

#include <algorithm>

#include "db/demo_people.h"

namespace lamplight::db {
namespace {

using simulate::Dice;

// The first residents are those a newcomer presses for: anybody on duty may go to them, and their
// oxygen is judged on the usual scale.
constexpr std::size_t k_plain_residents = 16;

DemoContact make_contact(Dice& dice, const DemoResident& resident, std::size_t ordinal) {
  const Gender gender = dice.chance(0.5) ? Gender::female : Gender::male;
  DemoContact contact;
  contact.id = ContactId{"c" + resident.card.id.text().substr(1) + "-" + std::to_string(ordinal)};
  contact.name = throw_name(dice, gender).written;
  contact.relation = pick(dice, words::k_relations);
  contact.phone = throw_phone(dice);
  contact.language = resident.card.language;
  contact.has_key = dice.chance(0.5);
  return contact;
}

std::vector<std::string> pick_some(Dice& dice, std::span<const std::string_view> list, int least, int most) {
  std::vector<std::string> picked;
  for (int i = dice.whole(least, most); i > 0; --i) {
    std::string word{pick(dice, list)};
    if (std::find(picked.begin(), picked.end(), word) == picked.end()) picked.push_back(std::move(word));
  }
  return picked;
}

void throw_record(Dice& dice, DemoResident& resident) {
  resident.mobility = pick(dice, words::k_mobility);
  resident.access = pick(dice, words::k_ways_in);
  if (dice.chance(0.85)) resident.key_safe = numbered("", static_cast<std::size_t>(dice.whole(0, 9'999)), 4);
  resident.conditions = pick_some(dice, words::k_conditions, 1, 3);
  resident.medication = pick_some(dice, words::k_medication, 1, 3);
  resident.allergies = pick_some(dice, words::k_allergies, 0, 1);
  if (dice.chance(0.6)) resident.notes = pick(dice, words::k_notes);
}

WorkerId throw_worker(Dice& dice) {
  return WorkerId{numbered("w-", static_cast<std::size_t>(dice.whole(1, static_cast<int>(k_demo_workers))), 2)};
}

void throw_wishes(Dice& dice, DemoResident& resident, bool plain) {
  ResidentCard& card = resident.card;
  card.language = dice.chance(0.75) ? "yue" : "zh";
  if (dice.chance(0.5)) card.language_wish = !plain && dice.chance(0.15) ? Wish::must : Wish::rather;
  if (dice.chance(0.2)) {
    card.gender_wanted = resident.gender;
    card.gender_wish = !plain && dice.chance(0.4) ? Wish::must : Wish::rather;
  }
  if (dice.chance(0.15)) card.preferred.push_back(throw_worker(dice));
  if (plain) return;
  if (dice.chance(0.05)) card.excluded.push_back(throw_worker(dice));
  if (card.excluded == card.preferred) card.excluded.clear();
  if (resident.mobility == words::k_mobility[3] || resident.mobility == words::k_mobility[4]) {
    card.needs.push_back(SkillCode{"lifting"});
  }
  if (dice.chance(0.06)) card.needs.push_back(SkillCode{"dementia"});
  if (dice.chance(0.03)) card.needs.push_back(SkillCode{"catheter"});
  if (dice.chance(0.02)) card.needs.push_back(SkillCode{"sign_language"});
  std::sort(card.needs.begin(), card.needs.end());
}

DemoResident make_resident(std::uint64_t seed, std::size_t index) {
  DemoResident resident;
  resident.card.id = ResidentId{numbered("r-", index + 1, 3)};
  Dice dice{seed, {"resident", resident.card.id.text()}};
  const words::Village& village = words::k_villages[index % words::k_villages.size()];
  const bool plain = index < k_plain_residents;
  resident.gender = dice.chance(0.62) ? Gender::female : Gender::male;
  resident.card.name = throw_name(dice, resident.gender).written;
  resident.card.district = DistrictId{std::string(village.id)};
  const DemoHouse house = throw_house(dice, village);
  resident.card.home = house.place;
  resident.address = house.address;
  resident.born = numbered("", static_cast<std::size_t>(dice.whole(1929, 1957)), 4) + "-" +
                  numbered("", static_cast<std::size_t>(dice.whole(1, 12)), 2) + "-" +
                  numbered("", static_cast<std::size_t>(dice.whole(1, 28)), 2);
  resident.phone = throw_phone(dice);
  resident.card.high_risk = dice.chance(0.15);
  resident.spo2_scale = !plain && dice.chance(0.03) ? 2 : 1;
  throw_record(dice, resident);
  throw_wishes(dice, resident, plain);
  for (int i = 1, most = dice.whole(1, 3); i <= most; ++i) {
    resident.contacts.push_back(make_contact(dice, resident, static_cast<std::size_t>(i)));
  }
  resident.card.contacts = static_cast<int>(resident.contacts.size());
  return resident;
}

// What a home may have besides its pendant.
struct Fitting {
  std::string_view model;
  std::string_view room;
  double share;    // of the homes
  int interval_s;  // how often it is heard
};

constexpr std::array k_fittings{
    Fitting{"smoke_alarm", "kitchen", 0.5, 3'600},
    Fitting{"motion_sensor", "living_room", 0.4, 3'600},
    Fitting{"wearable", "", 0.3, 900},
    Fitting{"bed_sensor", "bedroom", 0.2, 900},
    Fitting{"base_unit", "living_room", 0.25, 900},
    Fitting{"door_contact", "hall", 0.1, 3'600},
    Fitting{"gas_alarm", "kitchen", 0.15, 3'600},
    Fitting{"water_sensor", "bathroom", 0.05, 3'600},
    Fitting{"pressure_cuff", "bedroom", 0.1, 86'400},
    Fitting{"climate_sensor", "bedroom", 0.1, 3'600},
};

DemoDevice make_device(const DemoResident& resident, std::string_view model, std::string_view room, int interval_s) {
  DemoDevice device;
  device.card.id = DeviceId{std::string(model) + "-" + resident.card.id.text().substr(2)};
  device.card.district = resident.card.district;
  device.card.resident = resident.card.id;
  device.card.model = model;
  device.card.room = room;
  device.card.interval = Seconds{interval_s};
  device.interval_s = interval_s;
  return device;
}

}  // namespace

std::vector<DemoResident> make_residents(std::uint64_t seed) {
  std::vector<DemoResident> residents;
  residents.reserve(k_demo_residents);
  for (std::size_t i = 0; i < k_demo_residents; ++i) residents.push_back(make_resident(seed, i));
  return residents;
}

std::vector<DemoDevice> make_devices(std::uint64_t seed, const std::vector<DemoResident>& residents) {
  std::vector<DemoDevice> devices;
  for (const DemoResident& resident : residents) devices.push_back(make_device(resident, "pendant", "", 900));
  for (const DemoResident& resident : residents) {
    Dice dice{seed, {"fittings", resident.card.id.text()}};
    for (const Fitting& fitting : k_fittings) {
      if (!dice.chance(fitting.share)) continue;
      devices.push_back(make_device(resident, fitting.model, fitting.room, fitting.interval_s));
    }
  }
  return devices;
}

}  // namespace lamplight::db

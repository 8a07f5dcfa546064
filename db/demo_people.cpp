// Throwing names, telephones and houses.
#include "db/demo_people.h"

#include <cmath>
#include <numbers>

namespace lamplight::db {
namespace {

constexpr double k_metres_a_degree = 111'195;  // of latitude, on the sphere of model/geo.h
constexpr double k_house_spacing_m = 9;

}  // namespace

DemoName throw_name(simulate::Dice& dice, Gender gender) {
  const words::Syllable& surname = pick(dice, words::k_surnames);
  const bool woman = gender == Gender::female;
  const words::Syllable& first = pick(dice, woman ? words::k_women_first : words::k_men_first);
  const words::Syllable& second = pick(dice, woman ? words::k_women_second : words::k_men_second);
  DemoName name;
  name.written = std::string(surname.written) + std::string(first.written) + std::string(second.written);
  name.spoken = std::string(surname.spoken) + "." + std::string(first.spoken) + std::string(second.spoken);
  return name;
}

std::string throw_phone(simulate::Dice& dice) {
  return numbered("+86 760 5550 ", static_cast<std::size_t>(dice.whole(0, 9'999)), 4);
}

DemoHouse throw_house(simulate::Dice& dice, const words::Village& village) {
  const int street = dice.whole(0, static_cast<int>(words::k_streets.size()) - 1);
  const int number = dice.whole(1, 60);
  // Streets leave the village's centre like the spokes of a wheel, turned a little in each village.
  const double angle =
      2 * std::numbers::pi * street / static_cast<double>(words::k_streets.size()) + village.lat * 1000;
  const double along_m = 40 + k_house_spacing_m * ((number + 1) / 2);
  const double across_m = number % 2 == 0 ? 8 : -8;
  const double north_m = along_m * std::cos(angle) - across_m * std::sin(angle);
  const double east_m = along_m * std::sin(angle) + across_m * std::cos(angle);
  DemoHouse house;
  house.place.lat = village.lat + north_m / k_metres_a_degree;
  house.place.lon = village.lon + east_m / (k_metres_a_degree * std::cos(village.lat * std::numbers::pi / 180));
  house.address = "中山市古镇镇" + std::string(village.name) + "村" +
                  std::string(words::k_streets[static_cast<std::size_t>(street)]) + std::to_string(number) + "号";
  if (dice.chance(0.4)) {
    house.address += std::to_string(dice.whole(2, 7)) + "0" + std::to_string(dice.whole(1, 4)) + "房";
  }
  return house;
}

}  // namespace lamplight::db

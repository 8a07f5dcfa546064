// Names, telephones and places for the demo town's people, thrown with dice. Pure.
//
// Used by db/demo_homes and db/demo_staff.
#pragma once

#include <array>
#include <cstdio>
#include <string>

#include "db/demo_words.h"
#include "devices/simulate/dice.h"
#include "model/geo.h"
#include "model/people.h"

namespace lamplight::db {

struct DemoName {
  std::string written;  // 陈秀英
  std::string spoken;   // chen.xiuying
};

[[nodiscard]] DemoName throw_name(simulate::Dice& dice, Gender gender);
// Of a range that is given to nobody.
[[nodiscard]] std::string throw_phone(simulate::Dice& dice);

// A house of a village: a street runs through it, numbers rise along the street.
struct DemoHouse {
  std::string address;
  Position place;
};

[[nodiscard]] DemoHouse throw_house(simulate::Dice& dice, const words::Village& village);

// One of a list of words.
template <class List>
[[nodiscard]] const auto& pick(simulate::Dice& dice, const List& list) {
  return list[static_cast<std::size_t>(dice.whole(0, static_cast<int>(list.size()) - 1))];
}

// "r-", 7, 3 → "r-007"
[[nodiscard]] inline std::string numbered(const std::string& prefix, std::size_t number, int digits) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%0*zu", digits, number);
  return prefix + text.data();
}

}  // namespace lamplight::db

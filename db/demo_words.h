// The words the demo town is made of: villages, streets, names, skills. Facts and lists, no logic.
//
// The twelve villages of Guzhen exist and stand about where they are; streets, people and telephone
// numbers are invented.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace lamplight::db::words {

struct Village {
  std::string_view id;
  std::string_view name;
  std::string_view name_en;
  double lat;
  double lon;
};

struct Syllable {
  std::string_view written;
  std::string_view spoken;  // pinyin without tones, for user names
};

struct Word {
  std::string_view code;
  std::string_view name;
  std::string_view name_en;
};

extern const std::array<Village, 12> k_villages;
extern const std::array<std::string_view, 8> k_streets;
extern const std::array<Syllable, 32> k_surnames;
extern const std::array<Syllable, 24> k_women_first;
extern const std::array<Syllable, 24> k_women_second;
extern const std::array<Syllable, 24> k_men_first;
extern const std::array<Syllable, 24> k_men_second;
extern const std::array<Word, 10> k_skills;
extern const std::array<std::string_view, 6> k_ways_in;

// What the demo's residents have agreed to, in the version k_consent_version.
inline constexpr std::string_view k_consent_version = "2026-11";
extern const std::string_view k_consent_zh;
extern const std::string_view k_consent_en;
extern const std::array<std::string_view, 5> k_mobility;
extern const std::array<std::string_view, 8> k_conditions;
extern const std::array<std::string_view, 8> k_medication;
extern const std::array<std::string_view, 4> k_allergies;
extern const std::array<std::string_view, 6> k_notes;
extern const std::array<std::string_view, 6> k_relations;

}  // namespace lamplight::db::words

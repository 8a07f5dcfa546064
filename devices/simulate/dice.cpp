// SplitMix64 (Steele, Lea, Flood 2014) started from a hash of the names.
#include "devices/simulate/dice.h"

#include <cmath>

namespace lamplight::simulate {
namespace {

std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31U);
}

}  // namespace

Dice::Dice(std::uint64_t seed, std::initializer_list<std::string_view> parts) : state_(mixed(seed + 1)) {
  for (const std::string_view part : parts) {
    for (const char c : part) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    state_ = mixed(state_ + part.size());
  }
}

std::uint64_t Dice::bits() {
  state_ += 0x9E3779B97F4A7C15U;
  return mixed(state_);
}

double Dice::fraction() {
  return static_cast<double>(bits() >> 11U) * 0x1.0p-53;
}

int Dice::whole(int least, int most) {
  const auto span = static_cast<double>(most) - static_cast<double>(least) + 1;
  return least + static_cast<int>(fraction() * span);
}

double Dice::between(double least, double most) {
  return least + fraction() * (most - least);
}

bool Dice::chance(double probability) {
  return fraction() < probability;
}

double Dice::around(double mean, double deviation) {
  // Four throws: variance 4/12, so the sum is stretched by the square root of three.
  const double sum = fraction() + fraction() + fraction() + fraction() - 2;
  return mean + deviation * sum * std::sqrt(3.0);
}

double Dice::waiting(double mean) {
  return -mean * std::log(1 - fraction());
}

}  // namespace lamplight::simulate

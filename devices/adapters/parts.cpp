// Parts of paths, members of messages.
#include "devices/adapters/parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "model/reading.h"

namespace lamplight::adapters {
namespace {

std::string lower(std::string_view text) {
  std::string copy(text);
  for (char& c : copy) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return copy;
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return parts;
}

void add_value(ThingSays& says, std::string_view name, double value) {
  const ReadingFacts* facts = facts_of_reading(name);
  if (facts == nullptr || !(value >= facts->least && value <= facts->most)) return;
  says.values.push_back({std::string(name), std::round(value * 10'000) / 10'000});
}

void add_number(ThingSays& says, const Json& message, std::string_view member, std::string_view name, double factor,
                double offset) {
  const Json* found = message.member(member);
  if (found != nullptr && found->number()) add_value(says, name, *found->number() * factor + offset);
}

void add_truth(ThingSays& says, const Json& message, std::string_view member, std::string_view name, bool inverted) {
  const Json* found = message.member(member);
  if (found != nullptr && found->truth()) add_value(says, name, *found->truth() != inverted ? 1 : 0);
}

void add_state(ThingSays& says, const Json& message, std::string_view member, AlarmKind kind) {
  const Json* found = message.member(member);
  if (found != nullptr && found->truth())
    says.alarms.push_back({kind, *found->truth() ? ThingCry::begins : ThingCry::ends});
}

void add_battery(ThingSays& says, const Json& message, std::string_view member) {
  const Json* found = message.member(member);
  if (found == nullptr || !found->number()) return;
  const double pct = *found->number();
  if (pct >= 0 && pct <= 100) says.battery_pct = static_cast<int>(std::lround(pct));
}

std::optional<bool> truth_in(std::string_view word) {
  static constexpr std::array<std::string_view, 7> k_yes{"on", "open", "true", "1", "detected", "yes", "home"};
  static constexpr std::array<std::string_view, 7> k_no{"off", "close", "closed", "false", "0", "clear", "no"};
  const std::string small = lower(word);
  if (std::find(k_yes.begin(), k_yes.end(), small) != k_yes.end()) return true;
  if (std::find(k_no.begin(), k_no.end(), small) != k_no.end()) return false;
  return std::nullopt;
}

std::optional<double> number_in(std::string_view word) {
  double value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (fault != std::errc{} || end != word.data() + word.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool has_word(std::string_view text, std::string_view word) {
  return lower(text).find(lower(word)) != std::string::npos;
}

Result<ThingSays, std::string> thing_named(std::string_view name) {
  if (name.empty() || name.size() > k_thing_name_bytes_max) return Failure{std::string("no name of a thing")};
  ThingSays says;
  says.thing = std::string(name);
  return says;
}

}  // namespace lamplight::adapters

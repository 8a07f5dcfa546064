// Open addressing with linear steps, at most half full.
#include "devices/name_numbers.h"

#include <functional>

namespace lamplight {
namespace {

constexpr std::size_t k_slots_min = 64;

}  // namespace

std::uint32_t NameNumbers::number_of(std::string_view name) {
  if (slots_.size() < 2 * (ends_.size() + 1)) grow();
  const std::size_t slot = slot_of(name);
  if (slots_[slot] == 0) {
    letters_ += name;
    ends_.push_back(letters_.size());
    slots_[slot] = static_cast<std::uint32_t>(ends_.size());
  }
  return slots_[slot] - 1;
}

std::optional<std::uint32_t> NameNumbers::find(std::string_view name) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t held = slots_[slot_of(name)];
  if (held == 0) return std::nullopt;
  return held - 1;
}

std::string_view NameNumbers::name_of(std::uint32_t number) const {
  const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(letters_).substr(begin, ends_[number] - begin);
}

std::size_t NameNumbers::slot_of(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(name)&mask;
  while (slots_[slot] != 0 && name_of(slots_[slot] - 1) != name) slot = (slot + 1) & mask;
  return slot;
}

void NameNumbers::grow() {
  slots_.assign(slots_.empty() ? k_slots_min : 2 * slots_.size(), 0);
  for (std::uint32_t number = 0; number < ends_.size(); ++number) slots_[slot_of(name_of(number))] = number + 1;
}

}  // namespace lamplight

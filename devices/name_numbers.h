// A number for each name, 0, 1, 2, … in the order of their coming: for tables of a million devices.
//
// An open hash over one string of all names: 60 MB and no allocation a name, where a map of strings takes
// 240 MB (limits.md). Pure; one thread at a time. Used by devices/supervision.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lamplight {

class NameNumbers {
 public:
  // Adds the name where it is new.
  std::uint32_t number_of(std::string_view name);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  [[nodiscard]] std::string_view name_of(std::uint32_t number) const;
  [[nodiscard]] std::size_t size() const { return ends_.size(); }

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view name) const;  // its own, or the empty one for it
  void grow();

  std::string letters_;               // all names, one after the other
  std::vector<std::uint64_t> ends_;   // where each ends
  std::vector<std::uint32_t> slots_;  // numbers plus one; 0 is empty; a power of two of them
};

}  // namespace lamplight

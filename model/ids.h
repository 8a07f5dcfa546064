// Identifiers that can't be mixed up. Every id is a short ASCII string, as the outside sees it.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace lamplight {

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;
  bool operator==(const Id&) const = default;

 private:
  std::string text_;
};

using ResidentId = Id<struct ResidentTag>;
using ContactId = Id<struct ContactTag>;
using DeviceId = Id<struct DeviceTag>;      // also the device's user name at the broker
using AlarmId = Id<struct AlarmTag>;        // given by the device, unique per device
using IncidentId = Id<struct IncidentTag>;  // follows from device and alarm id (model/digest.h)
using WorkerId = Id<struct WorkerTag>;
using DistrictId = Id<struct DistrictTag>;
using SkillCode = Id<struct SkillTag>;
using UserId = Id<struct UserTag>;
using PlanId = Id<struct PlanTag>;          // of an escalation plan
using MessageId = Id<struct MessageTag>;    // also its idempotency key (model/message.h)

// `[A-Za-z0-9_-]{1,64}`: devices and districts (contracts §2).
[[nodiscard]] constexpr bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (const char c : text) {
    const bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!ok) return false;
  }
  return true;
}

// `[A-Za-z0-9_.:-]{1,64}`: alarm and command ids (contracts §2).
[[nodiscard]] constexpr bool is_alarm_id(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (const char c : text) {
    const bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                    c == '-' || c == '.' || c == ':';
    if (!ok) return false;
  }
  return true;
}

}  // namespace lamplight

template <class Tag>
struct std::hash<lamplight::Id<Tag>> {
  std::size_t operator()(const lamplight::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};

// Seeing, and not.
#include "devices/sight.h"

#include <algorithm>

namespace lamplight {
namespace {

constexpr Millis k_unseen_max{5'000};  // shorter than any grace: nobody is found silent by a blind monitor
constexpr int k_broker_beats = 3;      // a broker that misses these many of its own words is frozen

}  // namespace

void Sight::note_broker(const std::optional<Instant>& spoke) {
  if (!spoke || spoke == broker_spoke_) return;
  if (broker_spoke_) broker_pace_ = *spoke - *broker_spoke_;
  broker_spoke_ = spoke;
}

std::string Sight::hindrance(Instant now, const Outlook& outlook) const {
  if (looked_ && now - *looked_ > k_unseen_max) return "not running";
  if (!outlook.connected) return "broker away";
  if (now - outlook.read_to > k_unseen_max) return "messages wait unread";
  // Known only once its pace is: some brokers say nothing about themselves.
  const bool paced = broker_spoke_ && broker_pace_;
  if (paced && now - *broker_spoke_ > std::max(k_unseen_max, k_broker_beats * *broker_pace_)) return "broker frozen";
  return {};
}

std::optional<Blind> Sight::look(Instant now, const Outlook& outlook) {
  note_broker(outlook.broker_spoke);
  const std::string hindered = hindrance(now, outlook);
  const bool paused = hindered == "not running";
  looked_ = now;
  if (!hindered.empty() && sees_) {
    sees_ = false;
    why_ = hindered;
    // A pause is over when it is noticed; whether all else is well the next look says.
    if (paused) return std::nullopt;
  }
  if (!hindered.empty()) return std::nullopt;
  std::optional<Blind> blind;
  if (!sees_ && saw_) blind = Blind{*saw_, now, why_};
  sees_ = true;
  saw_ = now;
  return blind;
}

}  // namespace lamplight

// The retry of a home: after 2, 4, 8, 15, 15 … s, each ±25 %, until any state is heard.
#include "devices/simulate/sent_alarm.h"

#include <algorithm>
#include <array>

namespace lamplight::simulate {
namespace {

constexpr std::array k_waits_s{2, 4, 8, 15};
constexpr double k_spread = 0.25;

}  // namespace

SentAlarm::SentAlarm(Signal signal, Instant now, Dice dice)
    : signal_(std::move(signal)), dice_(dice), first_at_(now), heard_at_(now), next_at_(now) {}

void SentAlarm::sent(Instant now) {
  const std::size_t step = std::min(static_cast<std::size_t>(unanswered_), k_waits_s.size() - 1);
  const double wait_ms = k_waits_s[step] * 1000.0 * dice_.between(1 - k_spread, 1 + k_spread);
  next_at_ = now + Millis{static_cast<std::int64_t>(wait_ms)};
  ++sendings_;
  ++unanswered_;
}

void SentAlarm::reconnected(Instant now) {
  if (ended()) return;
  unanswered_ = 0;
  next_at_ = now;
}

bool SentAlarm::hear(const Ack& ack, Instant now) {
  if (ack.alarm != signal_.id) return false;
  next_at_.reset();
  unanswered_ = 0;
  if (shown_ && ack.seq <= shown_->seq) return false;
  shown_ = ack;
  heard_at_ = now;
  return true;
}

bool SentAlarm::ended() const {
  if (!shown_) return false;
  return shown_->state == AckState::closed || shown_->state == AckState::cancelled ||
         shown_->state == AckState::rejected;
}

}  // namespace lamplight::simulate

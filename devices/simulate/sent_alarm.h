// One alarm from the home's side: sent, repeated until it is answered, followed until it has ended.
//
// Used by `lamplight-simulator press`, by the homes of the living town and by the home on the screen,
// so that there is one device retry, exactly as contracts §2 has it. A value; one thread at a time.
#pragma once

#include <optional>

#include "devices/simulate/dice.h"
#include "model/ack.h"
#include "model/signal.h"

namespace lamplight::simulate {

class SentAlarm {
 public:
  // Due at once. The dice decide the ±25 % of every wait.
  SentAlarm(Signal signal, Instant now, Dice dice);

  [[nodiscard]] const Signal& signal() const { return signal_; }
  // When it has to go out (again); nothing while nothing is to be sent.
  [[nodiscard]] std::optional<Instant> next_at() const { return next_at_; }
  [[nodiscard]] bool due(Instant now) const { return next_at_ && *next_at_ <= now; }
  // It went out: the wait grows, 2, 4, 8, 15, 15 … s.
  void sent(Instant now);
  // The line is back: asks for the present state of whatever has not been heard to end.
  void reconnected(Instant now);
  // Somebody answered this id. True when it is newer than what is shown.
  bool hear(const Ack& ack, Instant now);

  // The answer with the highest seq.
  [[nodiscard]] const std::optional<Ack>& shown() const { return shown_; }
  [[nodiscard]] bool ended() const;
  [[nodiscard]] int sendings() const { return sendings_; }
  [[nodiscard]] Instant first_at() const { return first_at_; }
  // When the shown answer came; eta_s counts from its own `at`.
  [[nodiscard]] Instant heard_at() const { return heard_at_; }

 private:
  Signal signal_;
  Dice dice_;
  Instant first_at_;
  Instant heard_at_;
  std::optional<Instant> next_at_;
  std::optional<Ack> shown_;
  int sendings_ = 0;
  int unanswered_ = 0;  // sendings since the last answer or reconnection
};

}  // namespace lamplight::simulate

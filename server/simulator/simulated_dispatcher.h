// The simulated dispatcher at her desk: her sign-in, her stream, what she closes.
//
// Used by the thread "field-staff" alone.
#pragma once

#include "server/simulator/desk_screen.h"
#include "server/simulator/simulated_worker.h"

namespace lamplight::simulator {

class SimulatedDispatcher {
 public:
  SimulatedDispatcher(StaffRoom& room, SignIn sign_in);

  // Also reads the registers for the simulator.
  [[nodiscard]] SignIn& sign_in() { return sign_in_; }
  void show(const LiveStreams::News& news);
  // Does at most one thing whose time has come. True when a call was made.
  [[nodiscard]] bool act();

 private:
  [[nodiscard]] bool keep_stream();

  StaffRoom& room_;
  SignIn sign_in_;
  DeskScreen screen_;
  simulate::DutyDesk desk_;
  Instant stream_at_{};
  Instant looked_at_{};
  Instant here_at_{};
};

}  // namespace lamplight::simulator

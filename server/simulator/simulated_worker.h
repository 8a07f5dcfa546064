// One simulated care worker at her phone: her sign-in, her stream, and what she does about it.
//
// Used by the thread "field-staff" alone.
#pragma once

#include <optional>

#include "devices/simulate/care_worker.h"
#include "server/simulator/api_client.h"
#include "server/simulator/homes.h"
#include "server/simulator/live_streams.h"
#include "server/simulator/phone.h"

namespace lamplight::simulator {

// What all of them share.
struct StaffRoom {
  ApiClient& api;
  LiveStreams& streams;
  Homes& homes;
  const server::Clock& clock;
  simulate::Plot plot;
  simulate::Pace pace;
};

class SimulatedWorker {
 public:
  // `key`: of her stream. `beat`: the places she passes.
  SimulatedWorker(StaffRoom& room, std::size_t key, Account account, std::vector<Position> beat);

  [[nodiscard]] bool on_duty() const { return worker_ && worker_->on_duty(); }
  // Off duty leaves the town with one fewer.
  void may_leave(bool may) { may_leave_ = may; }

  void show(const LiveStreams::News& news);
  // Does at most one thing whose time has come. True when a call was made.
  [[nodiscard]] bool act();

 private:
  [[nodiscard]] bool look_at_roster();
  void take_card(const std::string& card);
  [[nodiscard]] bool keep_stream();
  [[nodiscard]] bool in_a_persons_hands();
  [[nodiscard]] bool carry_out(const simulate::Deed& deed);

  StaffRoom& room_;
  std::size_t key_;
  SignIn sign_in_;
  Phone phone_;
  std::vector<Position> beat_;
  std::optional<simulate::CareWorker> worker_;  // nothing until her card has been read
  Instant roster_at_{};                         // when to look at it next
  Instant stream_at_{};                         // not before this is the stream opened again
  bool on_shift_ = false;
  bool may_leave_ = false;
};

}  // namespace lamplight::simulator

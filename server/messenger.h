// Sends what has been decided to people outside: claims due messages, finds words and address, hands them to a
// notifier, writes down what became of it.
//
// Runs on the thread "messenger" with a session pool of its own: a gateway that hangs delays messages and
// nothing else. Any number of servers may run one; who dies with a message loses it to the next after
// k_message_hold, and the message's id lets the gateway know it again.
#pragma once

#include <functional>
#include <memory>
#include <random>
#include <vector>

#include "db/messages.h"
#include "server/figures.h"
#include "server/notify/notifier.h"
#include "server/resident_cards.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

// How long until the next attempt after `attempts` have failed: 2, 4, 8, 15, 30, 60, 60 … s, each ±25 %.
// `dice` in [0, 1). Nothing: it is given up.
[[nodiscard]] std::optional<Millis> message_retry_after(int attempts, double dice);

class Messenger {
 public:
  using Changed = std::function<void(const IncidentId& incident)>;  // its story has a new line
  Messenger(db::Pool& pool, const ResidentCards& cards, const NotifySettings& settings,
            std::vector<std::unique_ptr<Notifier>> ways, const Clock& clock, MessageFigures& figures, Changed changed);

 private:
  // Where one message goes.
  struct Way {
    Notifier* notifier = nullptr;  // null: nobody reaches this person
    std::string address;
  };

  void run(const std::stop_token& stop);
  [[nodiscard]] bool send_due();
  void send(const db::ClaimedMessage& claimed);
  [[nodiscard]] std::vector<Way> ways_to(const db::ClaimedMessage& claimed, const db::Reach& reach);
  [[nodiscard]] Letter letter_of(const Message& message, const db::MessageFacts& facts, const db::Reach& reach);
  void give_up_undelivered(db::Settled settled);
  void attempt(const db::ClaimedMessage& claimed, const std::vector<Way>& ways, Letter letter, db::Settled settled);
  void settle(const db::Settled& settled);
  [[nodiscard]] Notifier* notifier(Channel channel) const;

  db::Messages messages_;
  const ResidentCards& cards_;
  const std::string language_;
  const std::vector<std::unique_ptr<Notifier>> ways_;
  const Clock& clock_;
  MessageFigures& figures_;
  const Changed changed_;
  std::mt19937_64 dice_{std::random_device{}()};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server

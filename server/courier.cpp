// Publishing acks and clearing the outbox.
#include "server/courier.h"

#include "devices/encode.h"
#include "devices/topic.h"
#include "model/limits.h"
#include "model/planted_bug.h"
#include "server/clock.h"
#include "server/crash_point.h"

namespace lamplight::server {
namespace {

// Told rows are forgotten a batch at a time: one statement instead of one an ack.
constexpr Millis k_forget_wait{20};
// Who dies with claimed rows loses them to the next claimer after this.
constexpr Millis k_claim_hold{3'000};

}  // namespace

Courier::Courier(Outbox& outbox, MqttLink& link, const Clock& clock, CourierFigures& figures)
    : outbox_(outbox),
      link_(link),
      clock_(clock),
      figures_(figures),
      thread_("courier", [this](const std::stop_token& stop) { run(stop); }) {}

void Courier::send(const std::vector<Ack>& stored, const std::vector<Ack>& answers) {
  for (const Ack& ack : stored) publish(ack, true);
  for (const Ack& ack : answers) publish(ack, false);
}

void Courier::publish(const Ack& ack, bool stored) {
  const std::string topic = write_topic({ack.district, ack.device, Leaf::ack});
  if (planted("ack_eaten", 4)) {
    const std::lock_guard lock(mutex_);
    if (stored) told_.push_back(ack);
    return;
  }
  const bool handed_over = link_.publish(topic, encode_ack(ack), [this, ack, stored](bool taken) {
    if (!taken) return;
    ++figures_.told;
    if (!stored) return;
    const std::lock_guard lock(mutex_);
    told_.push_back(ack);
    if (told_.size() == 1) some_told_.notify_one();
  });
  if (!handed_over) ++figures_.failed;
}

void Courier::run(const std::stop_token& stop) {
  Instant next_sweep = clock_.now();
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      some_told_.wait_for(lock, stop, limits::outbox_poll, [this] { return !told_.empty(); });
    }
    forget_told();
    if (clock_.now() >= next_sweep) {
      sweep();
      next_sweep = clock_.now() + limits::outbox_poll;
    }
    // Let a batch gather; a stop ends the wait.
    std::unique_lock lock(mutex_);
    some_told_.wait_for(lock, stop, k_forget_wait, [] { return false; });
  }
  forget_told();
}

void Courier::forget_told() {
  std::vector<Ack> told;
  {
    const std::lock_guard lock(mutex_);
    told.swap(told_);
  }
  if (told.empty()) return;
  crash_point("courier.told");
  // A failure leaves the rows: they are told once more, with the same seq.
  [[maybe_unused]] const auto forgotten = outbox_.sent(told);
}

void Courier::sweep() {
  if (!link_.connected()) return;
  const auto left = outbox_.claim(clock_.now(), limits::outbox_batch_max, k_claim_hold);
  if (!left) return;
  figures_.swept += static_cast<std::int64_t>(left.value().size());
  for (const Ack& ack : left.value()) publish(ack, true);
}

}  // namespace lamplight::server

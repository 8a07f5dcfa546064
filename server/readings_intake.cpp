// Gather for a tenth of a second, write, count.
#include "server/readings_intake.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "model/limits.h"
#include "server/clock.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_messages_a_look = 50;  // a message may hold 500 rows
constexpr Millis k_idle_wait{1'000};
constexpr Millis k_away_wait_min{200};  // between attempts while the database is away
constexpr Millis k_away_wait_max{2'000};
constexpr Seconds k_figures_every{60};
constexpr int k_attempts_before_apart = 3;  // of a batch that the database refuses though it is there

void pause(Millis time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

ReadingsIntake::ReadingsIntake(Arrivals& arrivals, Readings& readings, Directory& directory, const TownWatch& town,
                               const Clock& clock, Listeners listeners, ReadingsFigures& figures)
    : arrivals_(arrivals),
      readings_(readings),
      directory_(directory),
      town_(town),
      clock_(clock),
      listeners_(std::move(listeners)),
      figures_(figures),
      thread_("readings", [this](const std::stop_token& stop) { run(stop); }) {}

void ReadingsIntake::run(const std::stop_token& stop) {
  while (true) {
    const bool ending = stop.stop_requested();
    ReadingsBatch batch;
    fill(batch, k_idle_wait, stop);
    if (batch.empty() && ending) return say_figures();
    if (batch.empty()) continue;
    // The first of a batch waits for company; nobody is woken by the others meanwhile.
    if (batch.rows() < limits::readings_batch_max) {
      pause(limits::readings_batch_wait, stop);
      fill(batch, Millis{0}, stop);
    }
    if (!write(batch, stop)) return;
    if (clock_.now() >= said_at_ + k_figures_every) say_figures();
  }
}

void ReadingsIntake::fill(ReadingsBatch& batch, Millis wait, const std::stop_token& stop) {
  const Town town = town_.town();
  while (batch.rows() < limits::readings_batch_max) {
    const auto messages = arrivals_.take_batch(k_messages_a_look, wait, stop);
    const Instant now = clock_.now();
    for (const Arrived& message : messages) add_to(batch, message, town, now);
    // Devices are heard before their words are stored; a long queue says nothing about who is silent.
    const bool all_read = messages.empty() || arrivals_.figures().depth < limits::readings_queue_max / 4;
    if (all_read) read_to_ = now;
    listeners_.words(std::move(batch.words), read_to_);
    batch.words.clear();
    if (messages.empty()) return;
    wait = Millis{0};
  }
}

bool ReadingsIntake::write(ReadingsBatch& batch, const std::stop_token& stop) {
  figures_.items += batch.tally.items;
  figures_.clock_wrong += batch.tally.clock_wrong;
  const std::int64_t statuses = batch.tally.statuses;
  Millis wait = k_away_wait_min;
  int refusals = 0;
  int attempts = 0;
  for (; !store(batch); ++attempts) {
    ++figures_.unavailable;
    if (attempts == 0) spdlog::warn("readings.waiting the database takes no readings");
    if (stop.stop_requested()) {
      spdlog::error("readings.lost rows={} the database did not come back before the end", batch.rows());
      return false;
    }
    // There, and yet refusing: something of the batch must be at fault.
    if (directory_.registers_mark().ok() && ++refusals == k_attempts_before_apart) {
      store_apart(batch);
      break;
    }
    pause(wait, stop);
    wait = std::min(wait * 2, k_away_wait_max);
  }
  if (attempts > 0) spdlog::info("readings.flowing the database takes readings again");
  figures_.stored += statuses;
  figures_.refused += batch.tally.refused;
  figures_.dead_lettered += batch.tally.dead_lettered;
  ++figures_.writes;
  return true;
}

bool ReadingsIntake::store(ReadingsBatch& batch) {
  if (!batch.readings.empty()) {
    const auto stored = readings_.store(batch.readings);
    if (!stored) return false;
    // After a commit whose answer was lost the same rows count as repeated; the sum is right.
    figures_.stored += static_cast<std::int64_t>(stored.value());
    figures_.repeated += static_cast<std::int64_t>(batch.readings.size() - stored.value());
    listeners_.stored(batch.readings);
    batch.readings.clear();
  }
  if (!batch.statuses.empty()) {
    if (!readings_.store_status(batch.statuses)) return false;
    batch.statuses.clear();
  }
  if (!batch.answers.empty()) {
    if (!readings_.store_answers(batch.answers)) return false;
    batch.answers.clear();
  }
  if (!batch.letters.empty()) {
    if (!readings_.store_dead_letters(batch.letters)) return false;
    figures_.letters += static_cast<std::int64_t>(batch.letters.size());
    batch.letters.clear();
  }
  return true;
}

void ReadingsIntake::say_figures() {
  said_at_ = clock_.now();
  const QueueFigures queue = arrivals_.figures();
  spdlog::info(
      "readings.figures messages={} dropped={} waiting={} items={} stored={} repeated={} refused={} dead_lettered={} "
      "clock_wrong={} writes={} unavailable={}",
      queue.received, queue.dropped + queue.refused, queue.depth, figures_.items.load(), figures_.stored.load(),
      figures_.repeated.load(), figures_.refused.load(), figures_.dead_lettered.load(), figures_.clock_wrong.load(),
      figures_.writes.load(), figures_.unavailable.load());
}

// Row by row, so that one that can't be stored does not hold up the others for ever.
void ReadingsIntake::store_apart(ReadingsBatch& batch) {
  const std::size_t rows = batch.rows();
  std::size_t lost = 0;
  for (const Reading& reading : batch.readings) {
    ReadingsBatch one;
    one.readings.push_back(reading);
    if (store(one)) continue;
    ++lost;
    ++figures_.refused;
  }
  for (const DeviceStatus& status : batch.statuses) {
    if (!readings_.store_status({status})) ++lost;
  }
  for (const DeviceAnswer& answer : batch.answers) {
    if (!readings_.store_answers({answer})) ++lost;
  }
  for (const DeadLetter& letter : batch.letters) {
    ReadingsBatch one;
    one.letters.push_back(letter);
    if (!store(one)) ++lost;
  }
  spdlog::error("readings.refused rows={} of={} the database can't store them", lost, rows);
}

}  // namespace lamplight::server

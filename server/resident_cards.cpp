// Page by page through the list; a record is read where its version is another than the card's.
#include "server/resident_cards.h"

#include <condition_variable>

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{10'000};
// A record that does not open is tried no more than this in ten minutes: whole towns of them would keep a core busy.
constexpr int k_tries = 3;
constexpr int k_rounds_forgiven = 60;
constexpr std::size_t k_page = 500;

}  // namespace

ResidentCards::ResidentCards(db::Pool& pool, const db::MasterKeys& key)
    : records_(pool, key), thread_("cards", [this](const std::stop_token& stop) { run(stop); }) {}

std::optional<db::ResidentRecord> ResidentCards::card(const ResidentId& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = cards_.find(id);
  return found == cards_.end() ? std::nullopt : std::optional(found->second);
}

void ResidentCards::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  for (int round = 0; !stop.stop_requested(); ++round) {
    if (round % k_rounds_forgiven == 0) failures_.clear();
    read_changed(stop);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void ResidentCards::read_changed(const std::stop_token& stop) {
  ResidentId after;
  for (;;) {
    const auto page = records_.list({}, after, k_page);
    if (!page || page.value().empty()) return;
    for (const db::ResidentLine& line : page.value()) {
      after = line.id;
      const auto known = card(line.id);
      if (known && known->version == line.version) continue;
      if (stop.stop_requested()) return;
      if (const auto failed = failures_.find(line.id); failed != failures_.end() && failed->second >= k_tries) continue;
      const auto record = records_.one(line.id);
      // One that can't be read costs only itself; while the database is away the next page ends the round.
      if (!record || !record.value()) {
        ++failures_[line.id];
        continue;
      }
      const std::lock_guard lock(mutex_);
      cards_.insert_or_assign(line.id, *record.value());
    }
  }
}

}  // namespace lamplight::server

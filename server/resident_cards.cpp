// Page by page through the list; a record is read where its version is another than the card's.
#include "server/resident_cards.h"

#include <condition_variable>

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{10'000};
constexpr std::size_t k_page = 500;

}  // namespace

ResidentCards::ResidentCards(db::Pool& pool, const db::SealKey& key)
    : records_(pool, key), thread_("cards", [this](const std::stop_token& stop) { run(stop); }) {}

std::optional<db::ResidentRecord> ResidentCards::card(const ResidentId& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = cards_.find(id);
  return found == cards_.end() ? std::nullopt : std::optional(found->second);
}

void ResidentCards::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
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
      const auto record = records_.one(line.id);
      // One that can't be read costs only itself; while the database is away the next page ends the round.
      if (!record || !record.value()) continue;
      const std::lock_guard lock(mutex_);
      cards_.insert_or_assign(line.id, *record.value());
    }
  }
}

}  // namespace lamplight::server

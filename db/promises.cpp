// Rows in and out.
#include "db/promises.h"

#include "db/columns.h"
#include "db/statements_findings.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_why_chars = 100;

}  // namespace

Result<Done, StoreError> Promises::keep(const std::vector<DevicePromise>& promises) {
  std::vector<Params> rows;
  rows.reserve(promises.size());
  for (const DevicePromise& p : promises) rows.push_back({p.device, p.heard_at, p.promise.count()});
  return pool_.run<Done>([&](Session& session) {
    session.insert(k_put_device_promises, rows);
    return Done{};
  });
}

Result<std::vector<DevicePromise>, StoreError> Promises::all() {
  return pool_.run<std::vector<DevicePromise>>([](Session& session) {
    std::vector<DevicePromise> promises;
    session.query(k_list_device_promises, {}, [&](const Row& row) {
      promises.push_back({row.id<DeviceId>(0), row.instant(1), Seconds{row.integer(2)}});
    });
    return promises;
  });
}

Result<std::optional<Instant>, StoreError> Promises::seen(const std::string& instance) {
  return pool_.run<std::optional<Instant>>([&](Session& session) {
    std::optional<Instant> seen;
    session.query(k_find_monitor_sight, {instance}, [&](const Row& row) { seen = row.instant(0); });
    return seen;
  });
}

Result<Done, StoreError> Promises::see(const std::string& instance, Instant now) {
  return pool_.run<Done>([&](Session& session) {
    session.insert(k_put_monitor_sight, {{instance, now}});
    return Done{};
  });
}

Result<Done, StoreError> Promises::note_blindness(const std::string& instance, const Blindness& blindness) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_note_blindness, {blindness.from, blindness.to, fitting(blindness.why, k_why_chars), instance});
    return Done{};
  });
}

}  // namespace lamplight::db

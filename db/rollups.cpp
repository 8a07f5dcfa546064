// An hour in one statement, its day in another; together in one transaction with the note that is taken away.
#include "db/rollups.h"

#include <algorithm>
#include <chrono>

#include "db/statements_rollups.h"

namespace lamplight::db {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

struct Due {
  Instant hour{};
  std::int64_t noted = 0;
};

std::vector<Due> due_hours(Session& session, Instant now, std::size_t max) {
  std::vector<Due> due;
  const Instant latest = now - hours{1} - k_rollup_wait;
  session.query(k_list_rollups_due, {latest, static_cast<std::int64_t>(max)}, [&](const Row& row) {
    due.push_back({row.instant(0), row.integer(1)});
  });
  return due;
}

void roll_up_hour(Session& session, const Due& due) {
  const Instant day = floor<days>(due.hour);
  session.transaction([&] {
    session.change(k_roll_up_hour, {due.hour, due.hour, due.hour + hours{1}});
    session.change(k_roll_up_day, {day, day, day + days{1}});
    session.change(k_forget_rollup_due, {due.hour, due.noted});
  });
}

}  // namespace

std::vector<Instant> HoursTouched::of(const std::vector<Reading>& readings) {
  std::set<Instant> touched;
  for (const Reading& reading : readings) touched.insert(floor<hours>(reading.at));
  if (touched.empty()) return {};
  Instant received = readings.front().received_at;
  for (const Reading& reading : readings) received = std::max(received, reading.received_at);
  const Instant open_from = received - hours{1} - k_rollup_wait / 2;  // clocks may differ a little
  const std::lock_guard lock(mutex_);
  std::erase_if(noted_, [&](Instant hour) { return hour <= open_from; });
  std::vector<Instant> due;
  for (const Instant hour : touched) {
    if (hour <= open_from || noted_.insert(hour).second) due.push_back(hour);
  }
  return due;
}

void HoursTouched::forget() {
  const std::lock_guard lock(mutex_);
  noted_.clear();
}

Result<std::size_t, StoreError> RollUps::roll_up(Instant now, std::size_t max) {
  return pool_.run<std::size_t>([&](Session& session) {
    const auto due = due_hours(session, now, max);
    for (const Due& one : due) roll_up_hour(session, one);
    return due.size();
  });
}

Result<std::int64_t, StoreError> RollUps::forget(Instant hours_before, Instant days_before) {
  return pool_.run<std::int64_t>([&](Session& session) {
    return session.change(k_delete_old_hours, {hours_before}) + session.change(k_delete_old_days, {days_before});
  });
}

}  // namespace lamplight::db

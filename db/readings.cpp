// Many rows a statement: a row of its own costs forty times as much (limits.md).
#include "db/readings.h"

#include "db/advisory_lock.h"
#include "db/columns.h"
#include "db/partitions.h"
#include "db/statements_device_commands.h"
#include "db/statements_readings.h"
#include "db/statements_rollups.h"
#include "db/statements_session.h"
#include "model/limits.h"

namespace lamplight::db {
namespace {

constexpr int k_attempts_max = 3;  // two monitors may meet at the same device
constexpr int k_partition_lock_wait_s = 10;

// A port's answer: the last error of a few attempts, repeated while it is a conflict.
template <class T>
Result<T, ReadingsError> attempted(Pool& pool, const std::function<T(Session&)>& body) {
  for (int attempt = 0; attempt < k_attempts_max; ++attempt) {
    auto done = pool.run<T>(body);
    if (done) return std::move(done).value();
    if (done.error() != StoreError::conflict) break;
  }
  // Unknown is no harm: readings, statuses and keys may be written twice. A dead letter may be there twice.
  return Failure{ReadingsError::unavailable};
}

std::int64_t insert_whole(Session& session, std::string_view statement, const std::vector<Params>& rows) {
  // One statement is a transaction by itself.
  if (rows.size() <= limits::readings_batch_max) return session.insert(statement, rows);
  std::int64_t inserted = 0;
  session.transaction([&] { inserted = session.insert(statement, rows); });
  return inserted;
}

std::set<Instant> partition_ends(Session& session) {
  std::set<Instant> ends;
  session.query(k_select_reading_partitions, {}, [&](const Row& row) {
    const std::string name = row.text(0);
    if (name != "p_before" && name != "p_later") ends.insert(instant_of_ms(std::stoll(row.text(1))));
  });
  return ends;
}

std::string replaced(std::string_view statement, std::string_view mark, const std::string& by) {
  std::string text{statement};
  return text.replace(text.find(mark), mark.size(), by);
}

void make_partitions(Session& session, const std::vector<Instant>& ends) {
  if (ends.empty()) return;
  std::string parts;
  for (const Instant end : ends) {
    parts += "PARTITION " + partition_name(end) + " VALUES LESS THAN (" + std::to_string(ms_of(end)) + "), ";
  }
  parts += "PARTITION p_later VALUES LESS THAN MAXVALUE";
  session.run_text(replaced(k_split_last_reading_partition, "{partitions}", parts));
}

void drop_partitions(Session& session, const std::vector<Instant>& ends) {
  if (ends.empty()) return;
  std::string names;
  for (const Instant end : ends) names += (names.empty() ? "" : ", ") + partition_name(end);
  session.run_text(replaced(k_drop_reading_partitions, "{names}", names));
}

}  // namespace

Result<std::size_t, ReadingsError> MySqlReadings::store(const std::vector<Reading>& readings) {
  std::vector<Params> rows;
  rows.reserve(readings.size());
  for (const Reading& r : readings) rows.push_back({r.device, r.name, r.at, r.value, r.received_at, r.resident});
  std::vector<Params> hours;
  for (const Instant hour : hours_.of(readings)) hours.push_back({hour, 1});
  auto stored = attempted<std::size_t>(readings_, [&](Session& session) {
    // Before the readings: an hour noted in vain is rolled up once more, one that is not noted never.
    session.insert(k_note_rollups_due, hours);
    return static_cast<std::size_t>(insert_whole(session, k_insert_readings, rows));
  });
  if (!stored) hours_.forget();
  return stored;
}

Result<Done, ReadingsError> MySqlReadings::store_status(const std::vector<DeviceStatus>& statuses) {
  std::vector<Params> rows;
  for (const DeviceStatus& s : statuses) {
    rows.push_back({s.device, s.at, s.received_at, s.online, s.battery_pct, s.mains, s.rssi_dbm,
                    fitting(s.firmware, k_firmware_chars), s.next_within_s});
  }
  return attempted<Done>(readings_, [&](Session& session) {
    insert_whole(session, k_put_device_status, rows);
    return Done{};
  });
}

Result<Done, ReadingsError> MySqlReadings::store_dead_letters(const std::vector<DeadLetter>& letters) {
  std::vector<Params> rows;
  for (const DeadLetter& letter : letters) {
    rows.push_back(
        {fitting(letter.topic, k_topic_chars), fitting(letter.reason, k_reason_chars), letter.raw, letter.received_at});
  }
  return attempted<Done>(readings_, [&](Session& session) {
    insert_whole(session, k_insert_dead_letters, rows);
    return Done{};
  });
}

Result<Done, ReadingsError> MySqlReadings::store_answers(const std::vector<DeviceAnswer>& answers) {
  return attempted<Done>(readings_, [&](Session& session) {
    // Rare and few; each is an update by primary key, and harmless when repeated.
    for (const DeviceAnswer& answer : answers) {
      session.change(k_answer_device_command,
                     {answer.at, answer.ok, fitting(answer.text, k_answer_chars), answer.command, answer.device});
    }
    return Done{};
  });
}

Result<Done, ReadingsError> MySqlReadings::arrange_partitions(Instant keep_from, Instant until) {
  return attempted<Done>(administration_, [&](Session& session) {
    // ALTER TABLE that waits for a long report holds up every INSERT behind it: better to try another day.
    session.run_text(k_set_lock_waits);
    const AdvisoryLock lock{session, "partitions", k_partition_lock_wait_s};
    if (!lock.taken()) throw DbFault(FaultKind::conflict, 0, "another monitor arranges the partitions");
    const PartitionPlan plan = plan_partitions(partition_ends(session), keep_from, until);
    make_partitions(session, plan.make);
    drop_partitions(session, plan.drop);
    return Done{};
  });
}

}  // namespace lamplight::db

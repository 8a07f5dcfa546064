// What could not be read, for an administrator to see, to have read once more, or to throw away.
//
// The API lists, marks and removes on request threads, with an audit row in the same transaction; the
// monitor takes up what was marked. They are written by db/readings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct DeadLetter {
  std::int64_t id = 0;
  Instant received_at{};
  std::string topic;
  std::string reason;
  std::string raw;  // the bytes as they came
  std::optional<Instant> retried_at;
};

class DeadLetters {
 public:
  explicit DeadLetters(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Latest first, below the id `before`.
  [[nodiscard]] Answer<std::vector<DeadLetter>> list(std::int64_t before, std::size_t max);
  [[nodiscard]] Answer<std::optional<DeadLetter>> one(std::int64_t id);
  // False when there is none.
  [[nodiscard]] Answer<bool> retry(std::int64_t id, Instant now, const AuditEntry& audit);
  [[nodiscard]] Answer<bool> remove(std::int64_t id, const AuditEntry& audit);

  // Of the monitor.
  [[nodiscard]] Answer<std::vector<DeadLetter>> to_retry(std::size_t max);
  [[nodiscard]] Answer<Done> taken_up(std::int64_t id);
  // Those received before are deleted, some thousand at a time.
  [[nodiscard]] Answer<Done> forget(Instant before);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db

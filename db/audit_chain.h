// The audit trail as a chain: each sealed row carries a hash over itself and the row before it, so that no row can be
// changed, taken out, exchanged or put in between unseen. A head kept elsewhere also shows a trail that was cut off,
// or written anew from some row on.
//
// `chain_link` and ChainCheck are pure. AuditChain is used by server/audit_sealer on its thread, by the handlers, and
// by `lamplight-server audit verify`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

// The last sealed row; seq 0: none yet. `hash` is of 64 hexadecimal digits.
struct ChainHead {
  std::int64_t seq = 0;
  std::string hash;
  bool operator==(const ChainHead&) const = default;
};

struct SealedRow {
  std::int64_t id = 0;
  AuditEntry entry;
  std::int64_t seq = 0;
  std::string chain;  // 32 bytes
};

// SHA-256 over the link before (32 bytes; empty for the first row), the place, the id and every word of the row, each
// with its length.
[[nodiscard]] std::string chain_link(const std::string& before, std::int64_t seq, std::int64_t id,
                                     const AuditEntry& entry);

struct ChainFault {
  std::int64_t seq = 0;
  std::string what;  // a sentence
};

// Reads the chain row by row, in its order, and holds it to itself and to heads that were kept elsewhere.
class ChainCheck {
 public:
  explicit ChainCheck(std::vector<ChainHead> kept);

  void next(const SealedRow& row);
  // After the last row: what was found. At most a hundred sentences.
  [[nodiscard]] std::vector<ChainFault> finish();
  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  void found(std::int64_t seq, std::string what);

  std::vector<ChainHead> kept_;  // by seq
  std::size_t next_kept_ = 0;
  std::string before_;
  std::int64_t seq_ = 0;
  std::int64_t rows_ = 0;
  std::vector<ChainFault> faults_;
};

class AuditChain {
 public:
  explicit AuditChain(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Seals rows that are not yet, oldest first, at most `max`; says how many. Of several instances one seals at a time,
  // the others seal nothing.
  [[nodiscard]] Answer<std::size_t> seal(std::size_t max);
  [[nodiscard]] Answer<ChainHead> head();
  // In the chain's order, behind `after`.
  [[nodiscard]] Answer<std::vector<SealedRow>> sealed(std::int64_t after, std::size_t max);

  struct Unsealed {
    std::int64_t count = 0;
    std::optional<Instant> oldest;
  };
  [[nodiscard]] Answer<Unsealed> unsealed();
  // What is written about `subject` in that time.
  [[nodiscard]] Answer<std::vector<AuditEntry>> about(const std::string& subject, Instant from, Instant to,
                                                      std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db

// Seals the audit trail and publishes its head: a line a minute in a file that an administrator keeps elsewhere.
//
// Runs on the thread "audit-sealer". Of several instances one seals at a time. While the database is away nothing is
// sealed; what was written meanwhile is, when it is back.
#pragma once

#include <atomic>
#include <string>

#include "db/audit_chain.h"
#include "db/seal.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

// "2026-11-28T08:15:30.123Z 1234 HASH SIGNATURE"; the signature is over what stands before it.
[[nodiscard]] std::string head_line(const db::SealKey& master, const db::ChainHead& head, Instant at);

class AuditSealer {
 public:
  // `heads_file` empty: heads stand in the log only.
  AuditSealer(db::Pool& pool, const db::MasterKeys& master, std::string heads_file, const Clock& clock);

  struct Figures {
    std::int64_t sealed_total = 0;
    std::int64_t seq = 0;  // of the head as this instance last saw it
  };
  [[nodiscard]] Figures figures() const { return {sealed_total_, seq_}; }

 private:
  void run(const std::stop_token& stop);
  void seal_all();
  void publish();

  db::AuditChain chain_;
  const db::MasterKeys& master_;
  const std::string heads_file_;
  const Clock& clock_;
  std::int64_t published_ = 0;  // the place of the head that was published last
  std::atomic<std::int64_t> sealed_total_{0};
  std::atomic<std::int64_t> seq_{0};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server

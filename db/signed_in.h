// The sessions of a user: listed, locked, ended. Used by server/http on request threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/ids.h"

namespace lamplight::db {

struct SessionLine {
  std::string token_hash;
  std::string client;
  Instant created_at{};
  Instant used_at{};
  Instant expires_at{};
  bool locked = false;
};

class SignedInPlaces {
 public:
  explicit SignedInPlaces(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Those that hold, the one used last first; at most 200.
  [[nodiscard]] Answer<std::vector<SessionLine>> of(const UserId& user, Instant now);
  // Ends these sessions of this user, with one audit row; says how many there were.
  [[nodiscard]] Answer<std::size_t> end(const UserId& user, const std::vector<std::string>& token_hashes,
                                        const AuditEntry& audit);
  [[nodiscard]] Answer<Done> lock(const std::string& token_hash, bool locked, const AuditEntry& audit);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db

// Breaking the glass: who looked at a resident beyond her part, why, until when, and who looked into that.
//
// Used by server/http on request threads. Every break and review carries its audit row in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/ids.h"

namespace lamplight::db {

inline constexpr std::chrono::minutes k_glass_broken{15};  // long enough to find out what is going on, no longer
inline constexpr std::chrono::hours k_glass_review{24};    // while whoever looked still knows why

struct GlassBreak {
  std::string id;
  UserId user;
  std::string user_name;
  ResidentId resident;
  std::string resident_name;
  std::string reason;
  Instant broken_at{};
  Instant until{};
  std::optional<Instant> reviewed_at;
  UserId reviewed_by;
  std::string review_note;
};

class Glass {
 public:
  explicit Glass(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<Done> break_it(const GlassBreak& made, const AuditEntry& audit);
  // Until when this user may look at this resident; nothing: she may not.
  [[nodiscard]] Answer<std::optional<Instant>> until(const UserId& user, const ResidentId& resident, Instant now);
  // Latest first, behind the one broken at `before` with the id `before_id`.
  [[nodiscard]] Answer<std::vector<GlassBreak>> list(bool to_review_only, Instant before, const std::string& before_id,
                                                     std::size_t max);
  [[nodiscard]] Answer<std::optional<GlassBreak>> one(const std::string& id);
  // False: it has been reviewed already.
  [[nodiscard]] Answer<bool> review(const std::string& id, const std::string& note, const AuditEntry& audit);
  // Those broken before `before` that nobody has reviewed.
  [[nodiscard]] Answer<std::int64_t> overdue(Instant before);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db

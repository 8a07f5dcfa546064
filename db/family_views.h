// Which residents a relative may look after, how far, and how they are.
//
// Used by server/http on request threads and by the live feed's reader. Reads only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "model/ids.h"
#include "model/incident.h"

namespace lamplight::db {

// What a resident has agreed that this relative may see; withdrawn links are not returned.
struct FamilyLink {
  UserId user;
  ResidentId resident;
  std::string relation;
  bool sees_status = false;
  bool sees_incidents = false;
  bool sees_vitals = false;
  bool sees_location = false;
  Instant agreed_at{};
  std::string resident_name;
  bool operator==(const FamilyLink&) const = default;
};

class FamilyViews {
 public:
  struct Ended {
    Instant at{};
    std::optional<Outcome> outcome;
  };

  explicit FamilyViews(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<std::vector<FamilyLink>> links_of(const UserId& user);
  [[nodiscard]] Answer<std::optional<FamilyLink>> link(const UserId& user, const ResidentId& resident);
  // Of several at once; each that was asked about is there, if only with nothing.
  [[nodiscard]] Answer<std::map<UserId, std::vector<FamilyLink>>> links_of_each(const std::vector<UserId>& users);
  [[nodiscard]] Answer<std::vector<FamilyLink>> links_to(const std::vector<ResidentId>& residents);

  // The most urgent open incident of each that concerns a family: no tests, nothing technical.
  [[nodiscard]] Answer<std::map<ResidentId, IncidentId>> open_incidents(const std::vector<ResidentId>& residents);
  // When the last such incident ended, and with what; nothing if there was none.
  [[nodiscard]] Answer<std::optional<Ended>> last_ended(const ResidentId& resident);
  // Those of whose devices none has kept its promise since that time, and when the last of them was heard.
  [[nodiscard]] Answer<std::map<ResidentId, Instant>> unheard(const std::vector<ResidentId>& residents, Instant since);
  // Newest first, open ones included.
  [[nodiscard]] Answer<std::vector<IncidentId>> recent(const ResidentId& resident, std::size_t max);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db

// Webhooks, and what is on its way to them: the database is the queue, so any server may deliver anything, at least
// once.
//
// The list is used by server/http on request threads, the rest by server/webhook_sender on its thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct Webhook {
  std::string id;
  std::string name;
  std::string url;
  std::vector<std::string> events;  // "incident.opened", …; "*": all
  UserId created_by;
  Instant created_at{};
  std::int64_t waiting = 0;  // of the deliveries of the last day
  std::int64_t taken = 0;
  std::int64_t given_up = 0;
};

// One event for one webhook: no names, no addresses, only ids that the API explains to whoever may ask.
struct Delivery {
  std::string webhook;
  std::int64_t history = 0;
  int attempts = 0;  // this one included
  std::string url;
  std::string secret;
  Instant at{};
  std::string what;
  IncidentId incident;
  std::string kind;
  int priority = 5;
  std::string state;
  DistrictId district;
  std::optional<ResidentId> resident;
};

// What became of one so far, as an administrator sees it.
struct DeliveryLine {
  std::int64_t history = 0;
  Instant at{};  // of the event
  std::string what;
  IncidentId incident;
  int attempts = 0;
  int answer = 0;                // the status of the last attempt that is over; 0: nobody answered
  std::optional<Instant> tried;  // when that one was over
  std::optional<Instant> next;   // nothing: taken, or given up
};

class Webhooks {
 public:
  Webhooks(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<std::vector<Webhook>> list();
  [[nodiscard]] Answer<Done> add(const Webhook& webhook, const std::string& secret, const AuditEntry& audit);
  // False: there is none of that id.
  [[nodiscard]] Answer<bool> remove(const std::string& id, const AuditEntry& audit);
  // Newest first, those of history below `before`.
  [[nodiscard]] Answer<std::vector<DeliveryLine>> deliveries(const std::string& id, std::int64_t before,
                                                             std::size_t max);

  // Queues what has happened, and forgets what was settled a day ago.
  [[nodiscard]] Answer<Done> queue(Instant now);
  // Up to `max` that are due; nobody else takes them before `lease` is over.
  [[nodiscard]] Answer<std::vector<Delivery>> claim(Instant now, Millis lease, std::size_t max);
  // The status that was answered, 0 for none, and when to try again; nothing: taken, or given up.
  [[nodiscard]] Answer<Done> settle(const Delivery& delivery, int status, std::optional<Instant> again, Instant now);

 private:
  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db

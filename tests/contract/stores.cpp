// Opening, emptying and reopening stores.
#include "tests/contract/stores.h"

#include "tests/support/private_database.h"

namespace lamplight::tests {

db::Address empty_schema() {
  static const db::Address address = shared_database().create_migrated("contract");
  db::Session session{address, db::Purpose::administration};
  for (const std::string table :
       {"incidents",     "alarms",       "evidence",        "history",          "offers",
        "timers",        "outbox",       "audit",           "dead_letters",     "readings",
        "device_status", "residents",    "resident_needs",  "resident_workers", "contacts",
        "devices",       "workers",      "worker_skills",   "worker_districts", "shifts", "skills",
        "districts",     "policy_steps", "kind_needs",      "findings",         "device_promises",
        "monitor_sight", "rollups_due",  "readings_hourly", "readings_daily",   "care_plans",
        "scores",        "mornings",     "found_things",    "weights",          "device_commands",
        "broker_sign_ins", "device_certificates", "vehicles", "evidence_rules"}) {
    session.run_text("DELETE FROM " + table);
  }
  return address;
}

MySqlStores::MySqlStores() : address_(empty_schema()) {
  open();
}

void MySqlStores::open() {
  pool_ = std::make_unique<db::Pool>(address_, db::Purpose::alarms, 4);
  other_pool_ = std::make_unique<db::Pool>(address_, db::Purpose::alarms, 4);
  ledger_ = std::make_unique<db::MySqlLedger>(*pool_);
  another_ = std::make_unique<db::MySqlLedger>(*other_pool_);
  outbox_ = std::make_unique<db::MySqlOutbox>(*pool_);
}

void MySqlStores::reopen() {
  open();
}

void MemoryStores::reopen() {
  ledger_ = std::make_unique<db::MemoryLedger>(tables_);
  another_ = std::make_unique<db::MemoryLedger>(tables_);
  outbox_ = std::make_unique<db::MemoryOutbox>(tables_);
}

}  // namespace lamplight::tests

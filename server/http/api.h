// What handlers work with: the parts they were given and the stores on the database.
//
// One for the whole server; every member may be used by many request threads at once.
#pragma once

#include "db/accounts.h"
#include "db/audit_trail.h"
#include "db/care_plans.h"
#include "db/dead_letters.h"
#include "db/device_commands.h"
#include "db/family_views.h"
#include "db/found_things.h"
#include "db/policy_records.h"
#include "db/register_records.h"
#include "db/resident_records.h"
#include "db/resident_story.h"
#include "db/whereabouts.h"
#include "server/http/exchange.h"
#include "server/http/http_server.h"
#include "server/http/session_cache.h"
#include "server/http/sign_in_guard.h"

namespace lamplight::server::http {

struct Api {
  explicit Api(HttpParts given)
      : parts(std::move(given)),
        accounts(parts.pool),
        incidents(parts.incidents),
        residents(parts.pool, parts.seal_key),
        families(parts.pool),
        registers(parts.pool),
        policies(parts.pool),
        stories(parts.pool),
        trail(parts.pool),
        dead_letters(parts.pool),
        whereabouts(parts.pool),
        care_plans(parts.pool),
        found_things(parts.pool),
        device_commands(parts.pool),
        sessions(accounts, [this] { return incidents.database_away(); }) {}
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  HttpParts parts;
  db::Accounts accounts;
  IncidentReader& incidents;
  db::ResidentRecords residents;
  db::FamilyViews families;
  db::RegisterRecords registers;
  db::PolicyRecords policies;
  db::ResidentStory stories;
  db::AuditTrail trail;
  db::DeadLetters dead_letters;
  db::Whereabouts whereabouts;
  db::CarePlans care_plans;
  db::FoundThings found_things;
  db::DeviceCommands device_commands;
  SessionCache sessions;
  SignInGuard guard;
};

}  // namespace lamplight::server::http

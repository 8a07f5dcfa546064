// What handlers work with: the parts they were given and the stores on the database.
//
// One for the whole server; every member may be used by many request threads at once.
#pragma once

#include "db/accounts.h"
#include "db/audit_chain.h"
#include "db/audit_trail.h"
#include "db/care_plans.h"
#include "db/consents.h"
#include "db/dead_letters.h"
#include "db/device_commands.h"
#include "db/drills.h"
#include "db/family_views.h"
#include "db/found_things.h"
#include "db/instances.h"
#include "db/photos.h"
#include "db/glass.h"
#include "db/invitations.h"
#include "db/person_file.h"
#include "db/messages.h"
#include "db/plan_records.h"
#include "db/policy_records.h"
#include "db/register_records.h"
#include "db/resident_endings.h"
#include "db/resident_files.h"
#include "db/resident_records.h"
#include "db/resident_story.h"
#include "db/roster.h"
#include "db/sign_in_codes.h"
#include "db/sign_ins.h"
#include "db/second_factors.h"
#include "db/signed_in.h"
#include "db/whereabouts.h"
#include "server/http/exchange.h"
#include "server/http/first_looks.h"
#include "server/http/http_server.h"
#include "server/http/request_rates.h"
#include "server/http/session_cache.h"
#include "server/http/sign_in_guard.h"

namespace lamplight::server::http {

struct Api {
  explicit Api(HttpParts given)
      : parts(std::move(given)),
        accounts(parts.pool),
        incidents(parts.incidents),
        residents(parts.pool, parts.seal_key),
        resident_files(parts.pool, parts.seal_key),
        resident_endings(parts.pool, parts.seal_key),
        person_file(parts.pool),
        families(parts.pool),
        registers(parts.pool),
        policies(parts.pool),
        rosters(parts.pool),
        plans(parts.pool),
        stories(parts.pool),
        trail(parts.pool),
        audit_chain(parts.pool),
        dead_letters(parts.pool),
        whereabouts(parts.pool),
        care_plans(parts.pool),
        found_things(parts.pool),
        device_commands(parts.pool),
        photos(parts.pool, parts.seal_key),
        instances(parts.pool),
        sign_ins(parts.pool),
        drills(parts.pool),
        consents(parts.pool),
        glass(parts.pool),
        second_factors(parts.pool),
        places(parts.pool),
        invitations(parts.pool),
        messages(parts.pool),
        sessions(accounts, [this] { return incidents.database_away(); }),
        rates(parts.settings.requests_per_s),
        codes(parts.pool, parts.seal_key) {}
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  HttpParts parts;
  db::Accounts accounts;
  IncidentReader& incidents;
  db::ResidentRecords residents;
  db::ResidentFiles resident_files;
  db::ResidentEndings resident_endings;
  db::PersonFile person_file;
  db::FamilyViews families;
  db::RegisterRecords registers;
  db::PolicyRecords policies;
  db::Rosters rosters;
  db::PlanRecords plans;
  db::ResidentStory stories;
  db::AuditTrail trail;
  db::AuditChain audit_chain;
  db::DeadLetters dead_letters;
  db::Whereabouts whereabouts;
  db::CarePlans care_plans;
  db::FoundThings found_things;
  db::DeviceCommands device_commands;
  db::Photos photos;
  db::Instances instances;
  db::SignIns sign_ins;
  db::Drills drills;
  db::Consents consents;
  db::Glass glass;
  db::SecondFactors second_factors;
  db::SignedInPlaces places;
  db::Invitations invitations;
  db::Messages messages;
  SessionCache sessions;
  RequestRates rates;
  SignInGuard guard;
  db::SignInCodes codes;
  SignInGuard code_asks;  // whoever asks for codes too often waits, whether there is such an account or not
  FirstLooks listings;
};

}  // namespace lamplight::server::http

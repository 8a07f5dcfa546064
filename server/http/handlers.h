// The handlers of all routes, by subject matter. What a route may be asked for is in routes.cpp;
// permission has been given before a handler runs.
#pragma once

#include "server/http/api.h"

namespace lamplight::server::http {

// session.cpp
Handled sign_in(Api& api, const Call& call);
Handled read_session(Api& api, const Call& call);
Handled sign_out(Api& api, const Call& call);
Handled follow_live(Api& api, const Call& call);

// incidents.cpp
Handled list_incidents(Api& api, const Call& call);
Handled read_incident(Api& api, const Call& call);
Handled read_candidates(Api& api, const Call& call);
Handled reveal_field(Api& api, const Call& call);
Handled list_alarms(Api& api, const Call& call);

// commands.cpp
Handled command_incident(Api& api, const Call& call);
Handled make_incident(Api& api, const Call& call);

// field.cpp
Handled read_own_offers(Api& api, const Call& call);
Handled read_own_duty(Api& api, const Call& call);
Handled report_position(Api& api, const Call& call);
Handled report_duty(Api& api, const Call& call);

// residents.cpp
Handled list_residents(Api& api, const Call& call);
Handled read_resident(Api& api, const Call& call);
Handled make_resident(Api& api, const Call& call);
Handled change_resident(Api& api, const Call& call);

// vitals.cpp
Handled list_readings(Api& api, const Call& call);
Handled read_score(Api& api, const Call& call);
Handled read_timeline(Api& api, const Call& call);

// watching.cpp
Handled read_care_plan(Api& api, const Call& call);
Handled change_care_plan(Api& api, const Call& call);
Handled read_dead_letter(Api& api, const Call& call);
Handled retry_dead_letter(Api& api, const Call& call);
Handled remove_dead_letter(Api& api, const Call& call);
Handled send_device_command(Api& api, const Call& call);
Handled list_device_commands(Api& api, const Call& call);
Handled list_found_things(Api& api, const Call& call);

// family.cpp
Handled list_family(Api& api, const Call& call);
Handled read_family(Api& api, const Call& call);

// policies.cpp
Handled list_policies(Api& api, const Call& call);
Handled read_policy(Api& api, const Call& call);
Handled change_policy(Api& api, const Call& call);

// reports.cpp
Handled read_response_report(Api& api, const Call& call);
Handled list_audit(Api& api, const Call& call);
Handled list_dead_letters(Api& api, const Call& call);

// tokens.cpp
Handled list_tokens(Api& api, const Call& call);
Handled make_token(Api& api, const Call& call);
Handled read_token(Api& api, const Call& call);
Handled remove_token(Api& api, const Call& call);

}  // namespace lamplight::server::http

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

// previews.cpp
Handled preview_call_of(Api& api, const Call& call);

// commands.cpp
Handled command_incident(Api& api, const Call& call);
Handled make_incident(Api& api, const Call& call);

// photos.cpp
Handled add_photo(Api& api, const Call& call);
Handled list_photos(Api& api, const Call& call);

// gateway.cpp
Handled take_receipt(Api& api, const Call& call);
Handled take_answer(Api& api, const Call& call);

// field.cpp
Handled read_own_offers(Api& api, const Call& call);
Handled read_own_duty(Api& api, const Call& call);
Handled report_position(Api& api, const Call& call);
Handled report_duty(Api& api, const Call& call);
Handled call_for_help(Api& api, const Call& call);

// residents.cpp
Handled list_residents(Api& api, const Call& call);
Handled read_resident(Api& api, const Call& call);
Handled make_resident(Api& api, const Call& call);
Handled change_resident(Api& api, const Call& call);

// sheet_imports.cpp
Handled import_residents(Api& api, const Call& call);

// resident_history.cpp
Handled list_resident_versions(Api& api, const Call& call);

// resident_files.cpp
Handled list_resident_files(Api& api, const Call& call);
Handled add_resident_file(Api& api, const Call& call);
Handled read_resident_file(Api& api, const Call& call);
Handled remove_resident_file(Api& api, const Call& call);

// privacy.cpp
Handled merge_resident(Api& api, const Call& call);
Handled export_resident(Api& api, const Call& call);
Handled erase_resident(Api& api, const Call& call);

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

// provisioning.cpp
Handled provision_device(Api& api, const Call& call);
Handled renew_sign_in(Api& api, const Call& call);
Handled replace_device(Api& api, const Call& call);
Handled retire_device(Api& api, const Call& call);

// drills.cpp
Handled list_drills(Api& api, const Call& call);
Handled read_drill(Api& api, const Call& call);
Handled plan_drill(Api& api, const Call& call);
Handled command_drill(Api& api, const Call& call);

// family.cpp
Handled list_family(Api& api, const Call& call);
Handled read_family(Api& api, const Call& call);

// consents.cpp
Handled list_consent_texts(Api& api, const Call& call);
Handled add_consent_text(Api& api, const Call& call);
Handled list_consents(Api& api, const Call& call);
Handled give_consent(Api& api, const Call& call);
Handled withdraw_consent(Api& api, const Call& call);

// glass.cpp
Handled break_glass(Api& api, const Call& call);
Handled list_glass(Api& api, const Call& call);
Handled review_glass(Api& api, const Call& call);
Handled reveal_key_safe(Api& api, const Call& call);

// own_account.cpp
Handled read_second_factor(Api& api, const Call& call);
Handled begin_second_factor(Api& api, const Call& call);
Handled confirm_second_factor(Api& api, const Call& call);
Handled renew_recovery_codes(Api& api, const Call& call);
Handled remove_second_factor(Api& api, const Call& call);

// signed_in.cpp
Handled list_sessions(Api& api, const Call& call);
Handled revoke_session(Api& api, const Call& call);
Handled revoke_other_sessions(Api& api, const Call& call);
Handled list_sessions_of_user(Api& api, const Call& call);
Handled revoke_sessions_of_user(Api& api, const Call& call);
Handled remove_second_factor_of_user(Api& api, const Call& call);
Handled lock_session(Api& api, const Call& call);
Handled unlock_session(Api& api, const Call& call);

// invitations.cpp
Handled invite_user(Api& api, const Call& call);
Handled accept_invitation(Api& api, const Call& call);
Handled look_at_invitation(Api& api, const Call& call);
Handled read_phone_of_user(Api& api, const Call& call);

// sign_in_codes.cpp
Handled read_ways(Api& api, const Call& call);
Handled ask_for_code(Api& api, const Call& call);
Handled sign_in_by_code(Api& api, const Call& call);

// policies.cpp
Handled list_policies(Api& api, const Call& call);
Handled read_policy(Api& api, const Call& call);
Handled change_policy(Api& api, const Call& call);

// policy_sheets.cpp
Handled import_policies(Api& api, const Call& call);

// coverage.cpp
Handled read_coverage_report(Api& api, const Call& call);

// plans.cpp
Handled list_plans(Api& api, const Call& call);
Handled read_plan(Api& api, const Call& call);
Handled make_plan(Api& api, const Call& call);
Handled change_plan(Api& api, const Call& call);
Handled remove_plan(Api& api, const Call& call);
Handled read_business_hours(Api& api, const Call& call);
Handled change_business_hours(Api& api, const Call& call);

// reports.cpp
Handled read_response_report(Api& api, const Call& call);
Handled list_audit(Api& api, const Call& call);
Handled list_dead_letters(Api& api, const Call& call);

// health.cpp
Handled read_health(Api& api, const Call& call);
// audit.cpp
Handled read_audit_head(Api& api, const Call& call);
Handled read_dossier(Api& api, const Call& call);

// tokens.cpp
Handled list_tokens(Api& api, const Call& call);
Handled make_token(Api& api, const Call& call);
Handled read_token(Api& api, const Call& call);
Handled remove_token(Api& api, const Call& call);

}  // namespace lamplight::server::http

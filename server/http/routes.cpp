// Every route under /api/v1: its action, what it is about, who answers it.
#include "server/http/routes.h"

#include <array>

#include "server/http/handlers.h"
#include "server/http/registers.h"

namespace lamplight::server::http {
namespace {

constexpr auto k_routes = std::to_array<Route>({
    {Method::post, "/session", Action::sign_in, About::nothing, sign_in},
    {Method::get, "/session", Action::read_session, About::nothing, read_session},
    {Method::del, "/session", Action::end_session, About::nothing, sign_out},
    {Method::get, "/live", Action::follow_live, About::nothing, follow_live},

    {Method::get, "/incidents", Action::list_incidents, About::nothing, list_incidents},
    {Method::post, "/incidents", Action::make_incident, About::nothing, make_incident},
    {Method::get, "/incidents/{id}", Action::read_incident, About::incident, read_incident},
    {Method::get, "/incidents/{id}/candidates", Action::read_candidates, About::incident, read_candidates},
    {Method::post, "/incidents/{id}/commands", Action::command_incident, About::incident, command_incident},
    {Method::post, "/incidents/{id}/reveal", Action::reveal_field, About::incident, reveal_field},
    {Method::get, "/alarms", Action::list_alarms, About::nothing, list_alarms},

    {Method::get, "/worker/offers", Action::read_own_offers, About::nothing, read_own_offers},
    {Method::get, "/worker/duty", Action::read_own_offers, About::nothing, read_own_duty},
    {Method::post, "/worker/duty", Action::report_whereabouts, About::nothing, report_duty},
    {Method::post, "/worker/position", Action::report_whereabouts, About::nothing, report_position},

    {Method::get, "/residents", Action::list_residents, About::nothing, list_residents},
    {Method::post, "/residents", Action::change_residents, About::nothing, make_resident},
    {Method::get, "/residents/{id}", Action::read_resident, About::resident, read_resident},
    {Method::patch, "/residents/{id}", Action::change_residents, About::resident, change_resident},
    {Method::get, "/residents/{id}/readings", Action::read_vitals, About::resident, list_readings},
    {Method::get, "/residents/{id}/score", Action::read_vitals, About::resident, read_score},
    {Method::get, "/residents/{id}/timeline", Action::read_timeline, About::resident, read_timeline},
    {Method::get, "/residents/{id}/care-plan", Action::read_resident, About::resident, read_care_plan},
    {Method::patch, "/residents/{id}/care-plan", Action::change_residents, About::resident, change_care_plan},
    {Method::get, "/family/residents", Action::list_family, About::nothing, list_family},
    {Method::get, "/family/residents/{id}", Action::read_family, About::resident, read_family},

    {Method::get, "/policies", Action::read_registers, About::nothing, list_policies},
    {Method::get, "/policies/{id}", Action::read_registers, About::nothing, read_policy},
    {Method::patch, "/policies/{id}", Action::change_registers, About::nothing, change_policy},
    {Method::get, "/districts", Action::read_registers, About::nothing, of<list_rows, db::Register::districts>},
    {Method::post, "/districts", Action::change_registers, About::nothing, of<add_row, db::Register::districts>},
    {Method::get, "/districts/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::districts>},
    {Method::patch, "/districts/{id}", Action::change_registers, About::nothing,
     of<change_row, db::Register::districts>},
    {Method::del, "/districts/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::districts>},
    {Method::get, "/skills", Action::read_registers, About::nothing, of<list_rows, db::Register::skills>},
    {Method::post, "/skills", Action::change_registers, About::nothing, of<add_row, db::Register::skills>},
    {Method::get, "/skills/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::skills>},
    {Method::patch, "/skills/{id}", Action::change_registers, About::nothing, of<change_row, db::Register::skills>},
    {Method::del, "/skills/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::skills>},
    {Method::get, "/workers", Action::read_registers, About::nothing, of<list_rows, db::Register::workers>},
    {Method::post, "/workers", Action::change_registers, About::nothing, of<add_row, db::Register::workers>},
    {Method::get, "/workers/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::workers>},
    {Method::patch, "/workers/{id}", Action::change_registers, About::nothing, of<change_row, db::Register::workers>},
    {Method::del, "/workers/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::workers>},
    {Method::get, "/devices", Action::read_registers, About::nothing, of<list_rows, db::Register::devices>},
    {Method::post, "/devices", Action::change_registers, About::nothing, of<add_row, db::Register::devices>},
    {Method::get, "/devices/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::devices>},
    {Method::patch, "/devices/{id}", Action::change_registers, About::nothing, of<change_row, db::Register::devices>},
    {Method::del, "/devices/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::devices>},
    {Method::get, "/devices/{id}/commands", Action::read_registers, About::nothing, list_device_commands},
    {Method::post, "/devices/{id}/commands", Action::change_registers, About::nothing, send_device_command},
    {Method::get, "/shifts", Action::read_registers, About::nothing, of<list_rows, db::Register::shifts>},
    {Method::post, "/shifts", Action::change_registers, About::nothing, of<add_row, db::Register::shifts>},
    {Method::get, "/shifts/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::shifts>},
    {Method::patch, "/shifts/{id}", Action::change_registers, About::nothing, of<change_row, db::Register::shifts>},
    {Method::del, "/shifts/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::shifts>},
    {Method::get, "/users", Action::read_registers, About::nothing, of<list_rows, db::Register::users>},
    {Method::post, "/users", Action::change_registers, About::nothing, of<add_row, db::Register::users>},
    {Method::get, "/users/{id}", Action::read_registers, About::nothing, of<read_row, db::Register::users>},
    {Method::patch, "/users/{id}", Action::change_registers, About::nothing, of<change_row, db::Register::users>},
    {Method::del, "/users/{id}", Action::change_registers, About::nothing, of<remove_row, db::Register::users>},

    {Method::get, "/reports/response", Action::read_report, About::nothing, read_response_report},
    {Method::get, "/audit", Action::read_audit, About::nothing, list_audit},

    {Method::get, "/found-things", Action::read_registers, About::nothing, list_found_things},
    {Method::get, "/dead-letters", Action::read_audit, About::nothing, list_dead_letters},
    {Method::get, "/dead-letters/{id}", Action::read_audit, About::nothing, read_dead_letter},
    {Method::post, "/dead-letters/{id}/retry", Action::change_registers, About::nothing, retry_dead_letter},
    {Method::del, "/dead-letters/{id}", Action::change_registers, About::nothing, remove_dead_letter},

    {Method::get, "/tokens", Action::manage_tokens, About::nothing, list_tokens},
    {Method::post, "/tokens", Action::manage_tokens, About::nothing, make_token},
    {Method::get, "/tokens/{id}", Action::manage_tokens, About::nothing, read_token},
    {Method::del, "/tokens/{id}", Action::manage_tokens, About::nothing, remove_token},
});

}  // namespace

std::span<const Route> routes() {
  return k_routes;
}

}  // namespace lamplight::server::http

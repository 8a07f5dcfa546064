// Every route under /api/v1: its action, what it is about, who answers it.
#include "server/http/routes.h"

#include <array>

#include "server/http/handlers.h"

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

    {Method::get, "/tokens", Action::manage_tokens, About::nothing, list_tokens},
    {Method::post, "/tokens", Action::manage_tokens, About::nothing, make_token},
    {Method::del, "/tokens/{id}", Action::manage_tokens, About::nothing, remove_token},
});

}  // namespace

std::span<const Route> routes() {
  return k_routes;
}

}  // namespace lamplight::server::http

// Writing a care worker's whereabouts.
#include "server/http/worker_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {

std::string own_whereabouts_view(const WorkerCard& card) {
  return written({{"id", card.id.text()},
                  {"name", card.name},
                  {"on", card.on_duty},
                  {"position", card.position ? view(*card.position) : Json(nullptr)},
                  {"accuracy_m", card.accuracy_m},
                  {"position_at", card.position ? Json(to_rfc3339(card.position_at)) : Json(nullptr)},
                  {"shift_ends", view(card.shift_ends)}});
}

std::string help_view(const IncidentId& incident) { return written({{"incident", incident.text()}}); }

}  // namespace lamplight::server::http

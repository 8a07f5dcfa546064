// One drill with its times, and how long it took from the word to the home to the answer of the phone.
#include "server/http/drill_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json drill_json(const db::Drill& drill, const Town& town) {
  const WorkerCard* worker = town.worker(drill.worker);
  Json took = nullptr;
  if (drill.asked_at && drill.phone_at) took = (*drill.phone_at - *drill.asked_at).count();
  return {{"id", drill.id},
          {"device", drill.device.text()},
          {"worker", {{"id", drill.worker.text()}, {"name", worker == nullptr ? std::string() : worker->name}}},
          {"at", to_rfc3339(drill.due)},
          {"who", drill.who},
          {"state", db::name_of(drill.state)},
          {"failed_at", drill.failed_at.empty() ? Json(nullptr) : Json(drill.failed_at)},
          {"incident", view(drill.incident)},
          {"asked_at", view(drill.asked_at)},
          {"received_at", view(drill.received_at)},
          {"desk_at", view(drill.desk_at)},
          {"offered_at", view(drill.offered_at)},
          {"phone_at", view(drill.phone_at)},
          {"ended_at", view(drill.ended_at)},
          {"took_ms", std::move(took)}};
}

}  // namespace

std::string drill_view(const db::Drill& drill, const Town& town) {
  return written(drill_json(drill, town));
}

std::string drill_page_view(const std::vector<db::Drill>& drills, const Town& town,
                            const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::Drill& drill : drills) items.push_back(drill_json(drill, town));
  return written(page_view(std::move(items), next));
}

}  // namespace lamplight::server::http

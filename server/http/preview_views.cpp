// Writing who may go, and what would happen.
#include "server/http/preview_views.h"

#include <sstream>

#include "server/http/candidate_views.h"

namespace lamplight::server::http {
namespace {

Json named_worker(const WorkerId& id, const Town& town) {
  const WorkerCard* worker = town.worker(id);
  return {{"id", id.text()}, {"name", worker == nullptr ? id.text() : worker->name}};
}

Json line_json(const PreviewLine& line, const Town& town, Instant at) {
  Json json{{"after_s", std::chrono::duration_cast<Seconds>(line.told.at - at).count()}, {"what", line.told.what}};
  if (line.told.worker) json["worker"] = named_worker(*line.told.worker, town);
  if (!line.told.detail.empty()) json["detail"] = line.told.detail;
  if (line.offer) {
    json["offer"] = {{"eta_s", line.offer->eta_s},
                     {"cost_s", line.offer->cost_s},
                     {"distance_m", line.offer->distance_m},
                     {"waits_s", std::chrono::duration_cast<Seconds>(line.offer->expires_at - line.offer->at).count()},
                     {"reasons", reasons_json(line.offer->reasons)}};
  }
  return json;
}

}  // namespace

Json reasons_json(const std::string& text) {
  Json lines = Json::array();
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

Json candidate_json(const Candidate& candidate) {
  Json costs = Json::array();
  for (const Cost& cost : candidate.costs) costs.push_back({{"term", name_of(cost.term)}, {"seconds", cost.seconds}});
  Json why_not = Json::array();
  for (const WhyNot& why : candidate.why_not) why_not.push_back(words_of(why));
  return {{"worker", {{"id", candidate.worker.text()}, {"name", candidate.name}}},
          {"cost_s", candidate.cost_s},
          {"eta_s", candidate.eta_s},
          {"distance_m", candidate.distance_m},
          {"costs", std::move(costs)},
          {"reasons", view(candidate.reasons)},
          {"why_not", std::move(why_not)}};
}

std::string candidates_view(const std::vector<Candidate>& candidates) {
  Json items = Json::array();
  for (const Candidate& candidate : candidates) items.push_back(candidate_json(candidate));
  return written(page_view(std::move(items), std::nullopt));
}

std::string preview_view(const Preview& preview, const std::optional<DeviceId>& device, const Town& town) {
  const Incident& incident = preview.incident;
  Json lines = Json::array();
  for (const PreviewLine& line : preview.lines) lines.push_back(line_json(line, town, preview.at));
  Json candidates = Json::array();
  for (const Candidate& candidate : preview.candidates) candidates.push_back(candidate_json(candidate));
  return written({{"at", to_rfc3339(preview.at)},
                  {"device", view(device)},
                  {"kind", incident.kind_text},
                  {"queue", name_of(incident.queue)},
                  {"priority", incident.priority},
                  {"needs", view(incident.needs)},
                  {"joins", preview.joins ? Json(incident.id.text()) : Json(nullptr)},
                  {"lines", std::move(lines)},
                  {"repeats", preview.repeats},
                  {"candidates", std::move(candidates)}});
}

}  // namespace lamplight::server::http

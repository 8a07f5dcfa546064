// Putting the course of an incident together.
#include "server/http/dossier_views.h"

#include <algorithm>

#include "server/http/incident_views.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

struct Moment {
  Instant at{};
  Json line;
};

void add(std::vector<Moment>& course, Instant at, std::string_view source, Json more) {
  Json line{{"at", to_rfc3339(at)}, {"source", source}};
  line.update(more);
  course.push_back({at, std::move(line)});
}

void add_alarms(std::vector<Moment>& course, const db::IncidentWhole& whole) {
  for (const AlarmRow& alarm : whole.alarms) {
    add(course, alarm.received_at, "alarm",
        {{"what", alarm.kind_text},
         {"who", alarm.device.text()},
         {"detail", "alarm " + alarm.id.text() + ", repeats " + std::to_string(alarm.repeats)}});
  }
  for (const Evidence& one : whole.evidence) {
    add(course, one.at, "evidence", {{"what", one.kind_text}, {"who", one.source}, {"detail", one.text}});
  }
}

void add_people(std::vector<Moment>& course, const db::IncidentWhole& whole) {
  for (const db::HistoryLine& line : whole.history) {
    Json more{{"what", line.entry.what}, {"who", line.entry.who}, {"detail", line.entry.detail}};
    if (!line.who_name.empty()) more["name"] = line.who_name;
    if (line.entry.worker) more["worker"] = {{"id", line.entry.worker->text()}, {"name", line.worker_name}};
    add(course, line.entry.at, "history", std::move(more));
  }
  for (const db::OfferLine& line : whole.offers) {
    add(course, line.offer.at, "offer",
        {{"what", name_of(line.offer.state)},
         {"who", line.offer.worker.text()},
         {"name", line.worker_name},
         {"detail", "round " + std::to_string(line.offer.round) + ", until " + to_rfc3339(line.offer.expires_at) +
                        ", " + std::to_string(line.offer.eta_s) + " s away: " + line.offer.reasons}});
  }
}

}  // namespace

std::string dossier_view(const DossierParts& parts) {
  std::vector<Moment> course;
  add_alarms(course, parts.whole);
  add_people(course, parts.whole);
  for (const AuditEntry& entry : parts.seen) {
    add(course, entry.at, "audit",
        {{"what", entry.what}, {"who", entry.who}, {"subject", entry.subject}, {"detail", entry.detail}});
  }
  std::stable_sort(course.begin(), course.end(), [](const Moment& a, const Moment& b) { return a.at < b.at; });
  Json lines = Json::array();
  for (Moment& moment : course) lines.push_back(std::move(moment.line));
  return written({{"dossier", "lamplight incident 1"},
                  {"made_at", to_rfc3339(parts.made_at)},
                  {"made_by", parts.made_by},
                  {"audit_head", {{"seq", parts.head.seq}, {"hash", parts.head.hash}}},
                  {"incident", Json::parse(desk_incident_view(parts.whole))},
                  {"course", std::move(lines)}});
}

std::string signed_view(const Signed& made) {
  return written({{"dossier", made.dossier},
                  {"algorithm", "Ed25519"},
                  {"signature", made.signature},
                  {"public_key", made.public_key}});
}

std::optional<Signed> signed_parts(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Signed parts;
  for (const auto& [name, target] : {std::pair{"dossier", &parts.dossier},
                                     {"signature", &parts.signature},
                                     {"public_key", &parts.public_key}}) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    *target = found->get<std::string>();
  }
  return parts;
}

std::string head_view(const db::ChainHead& head, Instant at, const std::string& line, const std::string& public_key) {
  return written({{"seq", head.seq},
                  {"hash", head.hash},
                  {"at", to_rfc3339(at)},
                  {"line", line},
                  {"public_key", public_key}});
}

}  // namespace lamplight::server::http

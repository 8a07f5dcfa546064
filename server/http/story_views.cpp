// Writing what was measured and what happened.
#include "server/http/story_views.h"

#include "server/http/base64.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

// The units of the contract's names; a place after a colon has none of its own.
Json unit_json(const std::string& name) {
  const ReadingFacts* facts = facts_of_reading(name);
  return facts == nullptr || facts->unit.empty() ? Json(nullptr) : Json(facts->unit);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

bool is_technical(const std::string& kind) {
  const auto known = kind_named(kind);
  return known && facts_of(*known).queue == IncidentClass::technical;
}

// alarm, incident, visit, note, device: what kind of thing happened.
std::string_view type_of(const db::StoryLine& line) {
  if (line.alarm) return is_technical(line.what) ? "device" : "alarm";
  if (line.what == "note") return "note";
  for (const std::string_view visit :
       {"accepted", "assigned", "departed", "arrived", "resolved", "released", "displaced"}) {
    if (line.what == visit) return "visit";
  }
  return "incident";
}

}  // namespace

std::string reading_page_view(const std::vector<Reading>& readings, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const Reading& reading : readings) {
    items.push_back({{"at", to_rfc3339(reading.at)},
                     {"name", reading.name},
                     {"value", reading.value},
                     {"unit", unit_json(reading.name)},
                     {"device", reading.device.text()}});
  }
  return written(page_view(std::move(items), next));
}

std::string bucket_page_view(const std::vector<db::ReadingBucket>& buckets, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::ReadingBucket& bucket : buckets) {
    items.push_back({{"at", to_rfc3339(bucket.at)},
                     {"name", bucket.name},
                     {"unit", unit_json(bucket.name)},
                     {"count", bucket.count},
                     {"min", bucket.min},
                     {"mean", bucket.mean},
                     {"max", bucket.max}});
  }
  return written(page_view(std::move(items), next));
}

std::string timeline_view(const std::vector<db::StoryLine>& lines, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::StoryLine& line : lines) {
    Json json{{"at", to_rfc3339(line.at)},
              {"type", type_of(line)},
              {"what", line.what},
              {"incident", text_or_null(line.incident.text())},
              {"text", line.text}};
    json[line.alarm ? "device" : "who"] = line.who;
    if (line.worker) json["worker"] = {{"id", line.worker->text()}, {"name", line.worker_name}};
    items.push_back(std::move(json));
  }
  return written(page_view(std::move(items), next));
}

std::string audit_page_view(const std::vector<db::AuditRow>& rows, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::AuditRow& row : rows) {
    items.push_back({{"id", std::to_string(row.id)},
                     {"at", to_rfc3339(row.entry.at)},
                     {"who", row.entry.who},
                     {"what", row.entry.what},
                     {"subject", row.entry.subject},
                     {"detail", row.entry.detail}});
  }
  return written(page_view(std::move(items), next));
}

namespace {

Json dead_letter_json(const db::DeadLetter& letter) {
  return {{"id", std::to_string(letter.id)},
          {"at", to_rfc3339(letter.received_at)},
          {"topic", letter.topic},
          {"reason", letter.reason},
          {"raw", base64(letter.raw)},
          {"retried_at", letter.retried_at ? Json(to_rfc3339(*letter.retried_at)) : Json(nullptr)}};
}

}  // namespace

std::string dead_letter_view(const db::DeadLetter& letter) {
  return written(dead_letter_json(letter));
}

std::string dead_letter_page_view(const std::vector<db::DeadLetter>& letters, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::DeadLetter& letter : letters) items.push_back(dead_letter_json(letter));
  return written(page_view(std::move(items), next));
}

std::string score_view(const News2& score, const std::optional<std::vector<News2Moment>>& course) {
  Json from = Json::array();
  for (const Scored& scored : score.from) {
    from.push_back({{"name", scored.name},
                    {"value", scored.value},
                    {"at", to_rfc3339(scored.at)},
                    {"points", scored.points},
                    {"points_most", scored.points_most}});
  }
  Json json{{"news2",
             {{"least", score.least},
              {"most", score.most},
              {"response", name_of(score.response)},
              {"missing", view(score.missing)},
              {"decides", score.decides ? Json(*score.decides) : Json(nullptr)},
              {"from", std::move(from)}}}};
  if (course) {
    json["over_time"] = Json::array();
    for (const News2Moment& moment : *course) {
      json["over_time"].push_back({{"at", to_rfc3339(moment.at)},
                                   {"least", moment.least},
                                   {"most", moment.most},
                                   {"response", name_of(moment.response)}});
    }
  }
  return written(json);
}

}  // namespace lamplight::server::http

// Writing what was measured, what happened, and how fast.
#include "server/http/story_views.h"

#include <array>
#include <sstream>

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

Json whole_seconds(const std::optional<int>& seconds) {
  return seconds ? Json(*seconds) : Json(nullptr);
}

// One decimal is what people compare with the target.
Json percent(const std::optional<double>& share) {
  return share ? Json(static_cast<double>(static_cast<int>(*share * 10 + 0.5)) / 10) : Json(nullptr);
}

struct NamedMeasure {
  std::string_view name;
  const Measure ResponseFigures::*measure;
  std::string_view within_short;
  std::string_view within_long;
};

constexpr std::array<NamedMeasure, 5> k_measures{{
    {"acknowledge", &ResponseFigures::acknowledge, "within_60_s_pct", "within_180_s_pct"},
    {"accept", &ResponseFigures::accept, "within_60_s_pct", "within_180_s_pct"},
    {"answer", &ResponseFigures::answer, "within_60_s_pct", "within_180_s_pct"},
    {"arrive", &ResponseFigures::arrive, "within_45_min_pct", "within_60_min_pct"},
    {"attend", &ResponseFigures::attend, "within_45_min_pct", "within_60_min_pct"},
}};

Json figures_json(const ResponseFigures& figures) {
  Json json{{"incidents", figures.incidents}, {"open", figures.open}};
  for (const NamedMeasure& named : k_measures) {
    const Measure& measure = figures.*named.measure;
    json[std::string(named.name)] = {{"count", measure.count},
                                     {"median_s", whole_seconds(measure.median_s)},
                                     {"p90_s", whole_seconds(measure.p90_s)},
                                     {"longest_s", whole_seconds(measure.longest_s)},
                                     {std::string(named.within_short), percent(measure.within_short_pct)},
                                     {std::string(named.within_long), percent(measure.within_long_pct)}};
  }
  return json;
}

struct NamedSide {
  std::string_view name;
  std::vector<ReportPart> ReportParts::*parts;
};

constexpr std::array<NamedSide, 5> k_sides{{
    {"kind", &ReportParts::kinds},
    {"district", &ReportParts::districts},
    {"worker", &ReportParts::workers},
    {"hour", &ReportParts::hours},
    {"resident", &ReportParts::residents},
}};

Json side_json(const std::vector<ReportPart>& parts) {
  Json items = Json::array();
  for (const ReportPart& part : parts) {
    Json item{{"name", part.name}, {"false_alarms", part.false_alarms}};
    item.update(figures_json(part.figures));
    items.push_back(std::move(item));
  }
  return items;
}

void write_csv(std::ostringstream& csv, std::string_view queue, const ResponseFigures& figures) {
  const auto number = [](const Json& value) { return value.is_null() ? std::string() : value.dump(); };
  for (const NamedMeasure& named : k_measures) {
    const Measure& measure = figures.*named.measure;
    csv << queue << ',' << named.name << ',' << figures.incidents << ',' << measure.count << ','
        << number(whole_seconds(measure.median_s)) << ',' << number(whole_seconds(measure.p90_s)) << ','
        << number(whole_seconds(measure.longest_s)) << ',' << named.within_short << ','
        << number(percent(measure.within_short_pct)) << ',' << named.within_long << ','
        << number(percent(measure.within_long_pct)) << "\r\n";
  }
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

std::string report_view(const ResponseReport& report, const ReportParts& parts, const Period& period) {
  Json json{{"from", to_rfc3339(period.from)}, {"to", to_rfc3339(period.to)}};
  json.update(figures_json(report.all));
  json["queues"] = {{"emergency", figures_json(report.emergency)},
                    {"service", figures_json(report.service)},
                    {"technical", figures_json(report.technical)}};
  json["parts"] = Json::object();
  for (const NamedSide& side : k_sides) json["parts"][std::string(side.name)] = side_json(parts.*side.parts);
  return written(json);
}

std::string report_csv(const ResponseReport& report, const ReportParts& parts) {
  std::ostringstream csv;
  csv << "queue,measure,incidents,count,median_s,p90_s,longest_s,short_bound,short_pct,long_bound,long_pct\r\n";
  write_csv(csv, "all", report.all);
  write_csv(csv, "emergency", report.emergency);
  write_csv(csv, "service", report.service);
  write_csv(csv, "technical", report.technical);
  for (const NamedSide& side : k_sides) {
    for (const ReportPart& part : parts.*side.parts) {
      write_csv(csv, std::string(side.name) + ":" + part.name, part.figures);
    }
  }
  return csv.str();
}

}  // namespace lamplight::server::http

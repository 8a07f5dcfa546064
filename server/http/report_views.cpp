// Writing how fast help was, from every side, and how busy those were who sent it.
#include "server/http/report_views.h"

#include <array>
#include <sstream>
#include <string_view>

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

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

constexpr std::array<NamedSide, 6> k_sides{{
    {"kind", &ReportParts::kinds},
    {"district", &ReportParts::districts},
    {"worker", &ReportParts::workers},
    {"hour", &ReportParts::hours},
    {"device", &ReportParts::devices},
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

std::string cell(const Json& value) {
  return value.is_null() ? std::string() : value.dump();
}

void write_csv(std::ostringstream& csv, std::string_view queue, const ResponseFigures& figures,
               std::string_view false_alarms) {
  for (const NamedMeasure& named : k_measures) {
    const Measure& measure = figures.*named.measure;
    csv << queue << ',' << named.name << ',' << figures.incidents << ',' << measure.count << ','
        << cell(whole_seconds(measure.median_s)) << ',' << cell(whole_seconds(measure.p90_s)) << ','
        << cell(whole_seconds(measure.longest_s)) << ',' << named.within_short << ','
        << cell(percent(measure.within_short_pct)) << ',' << named.within_long << ','
        << cell(percent(measure.within_long_pct)) << ',' << false_alarms << ",,,\r\n";
  }
}

Json load_json(const Load& load) {
  return {{"alarms", load.alarms},
          {"busiest", load.busiest},
          {"busiest_at", view(load.busiest_at)},
          {"overloaded_s", load.overloaded.count()}};
}

Json workload_json(const Workload& workload) {
  Json operators = Json::array();
  for (const OperatorLoad& one : workload.operators) {
    Json row{{"who", one.who}};
    row.update(load_json(one.load));
    operators.push_back(std::move(row));
  }
  return {{"window_s", k_load_window.count()},
          {"bound", k_load_bound},
          {"desk", load_json(workload.desk)},
          {"operators", std::move(operators)}};
}

void write_csv(std::ostringstream& csv, const std::string& who, const Load& load) {
  csv << who << ",load," << load.alarms << ",,,,,,,,,," << load.busiest << ','
      << (load.busiest_at ? to_rfc3339(*load.busiest_at) : std::string()) << ',' << load.overloaded.count() << "\r\n";
}

}  // namespace

std::string report_view(const ReportShown& report, const Period& period) {
  const ResponseReport& response = report.response;
  Json json{{"from", to_rfc3339(period.from)}, {"to", to_rfc3339(period.to)}};
  json.update(figures_json(response.all));
  json["queues"] = {{"emergency", figures_json(response.emergency)},
                    {"service", figures_json(response.service)},
                    {"technical", figures_json(response.technical)}};
  json["parts"] = Json::object();
  for (const NamedSide& side : k_sides) json["parts"][std::string(side.name)] = side_json(report.parts.*side.parts);
  json["workload"] = workload_json(report.workload);
  return written(json);
}

std::string report_csv(const ReportShown& report) {
  std::ostringstream csv;
  csv << "queue,measure,incidents,count,median_s,p90_s,longest_s,short_bound,short_pct,long_bound,long_pct,"
         "false_alarms,busiest_10_min,busiest_at,overloaded_s\r\n";
  write_csv(csv, "all", report.response.all, "");
  write_csv(csv, "emergency", report.response.emergency, "");
  write_csv(csv, "service", report.response.service, "");
  write_csv(csv, "technical", report.response.technical, "");
  for (const NamedSide& side : k_sides) {
    for (const ReportPart& part : report.parts.*side.parts) {
      write_csv(csv, std::string(side.name) + ":" + part.name, part.figures, std::to_string(part.false_alarms));
    }
  }
  write_csv(csv, "desk", report.workload.desk);
  for (const OperatorLoad& one : report.workload.operators) write_csv(csv, "operator:" + one.who, one.load);
  return csv.str();
}

}  // namespace lamplight::server::http

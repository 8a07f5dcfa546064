// Writing, and merging plans.
#include "server/http/watching_views.h"

#include "devices/care_plan.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_plan_bytes_max = std::size_t{16} * 1024;

}  // namespace

std::string care_plan_view(const db::CarePlanRow& row) {
  // Stored plans have been checked; one that does not parse shows as empty rather than not at all.
  Json plan = Json::parse(row.plan, nullptr, false);
  if (!plan.is_object()) plan = Json::object();
  return written({{"plan", std::move(plan)}, {"version", row.version}});
}

Result<std::string, std::string> merged_plan(std::string_view plan, std::string_view body) {
  Json merged = Json::parse(plan, nullptr, false);
  const Json change = Json::parse(body, nullptr, false);
  if (!merged.is_object()) merged = Json::object();
  if (!change.is_object() || !change.contains("plan") || !change["plan"].is_object()) {
    return Failure{std::string("plan is required, an object.")};
  }
  for (const auto& [name, value] : change["plan"].items()) {
    if (value.is_null()) {
      merged.erase(name);
    } else {
      merged[name] = value;
    }
  }
  std::string text = written(merged);
  if (text.size() > k_plan_bytes_max) return Failure{std::string("plan is too long.")};
  if (const auto read = decode_care_plan(text); !read) return Failure{"plan: " + read.error() + " is wrong."};
  return text;
}

std::string found_page_view(const std::vector<db::FoundThing>& things, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::FoundThing& thing : things) {
    items.push_back({{"device", thing.device.text()},
                     {"bridge", thing.bridge.text()},
                     {"resident", thing.resident ? Json(thing.resident->text()) : Json(nullptr)},
                     {"district", thing.district.text()},
                     {"language", thing.language},
                     {"thing", thing.thing},
                     {"about", thing.about},
                     {"says", thing.says},
                     {"first_at", to_rfc3339(thing.first_at)},
                     {"last_at", to_rfc3339(thing.last_at)}});
  }
  return written(page_view(std::move(items), next));
}

}  // namespace lamplight::server::http

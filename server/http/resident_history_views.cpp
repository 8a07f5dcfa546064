// The history of a record: of every version what it changed, field by field.
#include "server/http/json_views.h"
#include "server/http/resident_views.h"

namespace lamplight::server::http {
namespace {

// Of every version there is a number and a time; they are not what somebody changed.
bool is_bookkeeping(const std::string& field) {
  return field == "version" || field == "changed_at" || field == "has_key_safe" || field == "devices";
}

// A key-safe code is written, never read back: that it was set is all that is told.
Json change_json(const std::string& field, const Json& before, const Json& after) {
  if (field == "key_safe") return {{"field", field}, {"before", nullptr}, {"after", nullptr}};
  return {{"field", field}, {"before", before}, {"after", after}};
}

Json changes_json(const Json& before, const Json& after) {
  Json changes = Json::array();
  for (const auto& [field, value] : after.items()) {
    if (is_bookkeeping(field)) continue;
    const Json earlier = before.contains(field) ? before[field] : Json(nullptr);
    if (earlier != value) changes.push_back(change_json(field, earlier, value));
  }
  return changes;
}

}  // namespace

std::string resident_history_view(const std::vector<db::ResidentVersion>& versions, std::size_t shown,
                                  const std::optional<std::string>& next) {
  Json items = Json::array();
  for (std::size_t i = 0; i < shown; ++i) {
    const db::ResidentVersion& version = versions[i];
    const Json record = Json::parse(version.record, nullptr, false);
    Json changes = Json::array();
    if (i + 1 < versions.size()) {
      changes = changes_json(Json::parse(versions[i + 1].record, nullptr, false), record);
    }
    items.push_back({{"version", version.version},
                     {"at", to_rfc3339(version.at)},
                     {"who", version.who.empty() ? Json(nullptr) : Json(version.who)},
                     {"changes", std::move(changes)}});
  }
  return written(page_view(std::move(items), next));
}

}  // namespace lamplight::server::http

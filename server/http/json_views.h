// What all views share: the JSON type, times and places. Included by the views' own files only.
#pragma once

#include <nlohmann/json.hpp>

#include "model/geo.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight::server::http {

// Members stay in the order in which they were written: people read this.
using Json = nlohmann::ordered_json;

// Text of the database may hold anything; a broken character becomes U+FFFD instead of an exception.
[[nodiscard]] inline std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[nodiscard]] inline Json view(Instant at) {
  return to_rfc3339(at);
}

[[nodiscard]] inline Json view(const Position& place) {
  return {{"lat", place.lat}, {"lon", place.lon}};
}

template <class Tag>
[[nodiscard]] Json view(const Id<Tag>& id) {
  return id.text();
}

template <class T>
[[nodiscard]] Json view(const std::optional<T>& value) {
  return value ? view(*value) : Json(nullptr);
}

[[nodiscard]] inline Json view(const std::optional<int>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class T>
[[nodiscard]] Json view(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(view(value));
  return list;
}

[[nodiscard]] inline Json view(const std::vector<std::string>& values) {
  Json list = Json::array();
  for (const std::string& value : values) list.push_back(value);
  return list;
}

// One page of a list; `next` is nothing at the end.
[[nodiscard]] inline Json page_view(Json items, const std::optional<std::string>& next) {
  return {{"items", std::move(items)}, {"next", next ? Json(*next) : Json(nullptr)}};
}

}  // namespace lamplight::server::http

// Writing photographs.
#include "server/http/photo_views.h"

#include "server/http/base64.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json facts_of(const db::Photo& photo) {
  return {{"id", photo.id},
          {"incident", photo.incident.text()},
          {"at", to_rfc3339(photo.taken_at)},
          {"who", photo.who},
          {"bytes", photo.jpeg.size()}};
}

}  // namespace

std::string photo_view(const db::Photo& photo) {
  return written(facts_of(photo));
}

std::string photo_page_view(const std::vector<db::Photo>& photos) {
  Json items = Json::array();
  for (const db::Photo& photo : photos) {
    Json one = facts_of(photo);
    one["name"] = photo.who_name;
    one["jpeg"] = base64(photo.jpeg);
    items.push_back(std::move(one));
  }
  return written(page_view(std::move(items), std::nullopt));
}

}  // namespace lamplight::server::http

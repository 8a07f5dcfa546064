// Photographs of a visit: taken by whoever holds the incident, looked at by her and by dispatchers.
#include <algorithm>

#include "model/limits_photos.h"
#include "server/http/base64.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/photo_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

// Four characters for three bytes.
constexpr std::size_t k_text_bytes_max = (limits::photo_bytes_max + 2) / 3 * 4;

// A JPEG begins and ends with its marks (ITU-T T.81, B.1.1.3); nothing else is kept for a browser to guess at.
bool is_jpeg(const std::string& bytes) {
  return bytes.size() >= 4 && bytes.starts_with("\xff\xd8\xff") && bytes.ends_with("\xff\xd9");
}

Outcome<db::Photo> photo_in(const Call& call, const IncidentId& incident) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::Photo photo;
  photo.id = body.value().code("id");
  photo.incident = incident;
  photo.who = call.caller.user.text();
  photo.taken_at = std::min(body.value().maybe_instant("at").value_or(call.now), call.now);
  photo.added_at = call.now;
  const std::string text = body.value().text("jpeg", k_text_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  auto bytes = bytes_of_base64(text);
  if (!bytes || bytes->size() > limits::photo_bytes_max || !is_jpeg(*bytes)) {
    return Failure{not_acceptable("jpeg must be a JPEG of at most 45000 bytes, in base64.")};
  }
  photo.jpeg = std::move(*bytes);
  return photo;
}

}  // namespace

Handled add_photo(Api& api, const Call& call) {
  const IncidentId id{std::string(call.param(0))};
  const auto photo = photo_in(call, id);
  if (!photo) return Failure{photo.error()};
  const auto whole = api.incidents.whole(id);
  if (!whole) return Failure{problem_of(whole.error())};
  if (!whole.value()) return Failure{not_found()};
  const AuditEntry audit{call.now, call.caller.user.text(), "incident.photo_added", "incident:" + id.text(),
                         photo.value().id};
  const auto kept = api.photos.add(photo.value(), whole.value()->incident.resident, audit);
  if (!kept) return Failure{problem_of(kept.error())};
  switch (kept.value()) {
    case db::PhotoKept::too_many:
      return Failure{not_acceptable("An incident has at most 20 photographs.")};
    case db::PhotoKept::taken:
      return Failure{not_acceptable("id is another photograph's.")};
    case db::PhotoKept::yes:
      break;
  }
  Answer answer;
  answer.status = 201;
  answer.body = photo_view(photo.value());
  return answer;
}

Handled list_photos(Api& api, const Call& call) {
  const IncidentId id{std::string(call.param(0))};
  const AuditEntry audit{call.now, call.caller.user.text(), "incident.photos_seen", "incident:" + id.text(), ""};
  const auto photos = api.photos.list(id, audit);
  if (!photos) return Failure{problem_of(photos.error())};
  Answer answer;
  answer.body = photo_page_view(photos.value());
  return answer;
}

}  // namespace lamplight::server::http

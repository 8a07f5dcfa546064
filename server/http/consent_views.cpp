// Writing consents and breaks.
#include "server/http/consent_views.h"

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

Json text_json(const db::ConsentText& text) {
  return {{"version", text.version},
          {"zh", text.zh},
          {"en", text.en},
          {"added_at", to_rfc3339(text.added_at)},
          {"added_by", text.added_by.empty() ? Json(nullptr) : Json(text.added_by)}};
}

Json version_json(const db::Consent& consent) {
  return {{"version", consent.version},
          {"relation", consent.relation},
          {"agreed",
           {{"status", consent.sees_status},
            {"incidents", consent.sees_incidents},
            {"vitals", consent.sees_vitals},
            {"location", consent.sees_location}}},
          {"given_by", consent.given_by},
          {"proxy", consent.proxy.empty() ? Json(nullptr) : Json(consent.proxy)},
          {"text_version", consent.text_version.empty() ? Json(nullptr) : Json(consent.text_version)},
          {"text", consent.text_zh.empty() ? Json(nullptr) : Json{{"zh", consent.text_zh}, {"en", consent.text_en}}},
          {"agreed_at", to_rfc3339(consent.agreed_at)},
          {"withdrawn_at", view(consent.withdrawn_at)},
          {"recorded_by", consent.recorded_by.empty() ? Json(nullptr) : Json(consent.recorded_by)}};
}

Json consent_json(const db::ConsentBook& book, const db::Consent& standing) {
  Json json{{"user", standing.user.text()}, {"name", standing.user_name}};
  json.update(version_json(standing));
  json["past"] = Json::array();
  for (const db::Consent& past : book.past) {
    if (past.user == standing.user) json["past"].push_back(version_json(past));
  }
  return json;
}

Json glass_json(const db::GlassBreak& made, Instant now) {
  const bool overdue = !made.reviewed_at && now - made.broken_at > db::k_glass_review;
  return {{"id", made.id},
          {"user", made.user.text()},
          {"name", made.user_name},
          {"resident", {{"id", made.resident.text()}, {"name", made.resident_name}}},
          {"reason", made.reason},
          {"broken_at", to_rfc3339(made.broken_at)},
          {"until", to_rfc3339(made.until)},
          {"review_until", to_rfc3339(made.broken_at + db::k_glass_review)},
          {"overdue", overdue},
          {"reviewed_at", view(made.reviewed_at)},
          {"reviewed_by", made.reviewed_at ? Json(made.reviewed_by.text()) : Json(nullptr)},
          {"review_note", made.reviewed_at ? Json(made.review_note) : Json(nullptr)}};
}

}  // namespace

std::string consents_view(const db::ConsentBook& book) {
  Json items = Json::array();
  for (const db::Consent& standing : book.standing) items.push_back(consent_json(book, standing));
  return written(page_view(std::move(items), std::nullopt));
}

std::string consent_view(const db::ConsentBook& book, const UserId& user) {
  for (const db::Consent& standing : book.standing) {
    if (standing.user == user) return written(consent_json(book, standing));
  }
  return written(Json::object());
}

std::string consent_texts_view(const std::vector<db::ConsentText>& texts) {
  Json items = Json::array();
  for (const db::ConsentText& text : texts) items.push_back(text_json(text));
  return written(page_view(std::move(items), std::nullopt));
}

std::string consent_text_view(const db::ConsentText& text) {
  return written(text_json(text));
}

std::string glass_view(const db::GlassBreak& made, Instant now) {
  return written(glass_json(made, now));
}

std::string glass_page_view(const std::vector<db::GlassBreak>& breaks, const std::optional<std::string>& next,
                            Instant now) {
  Json items = Json::array();
  for (const db::GlassBreak& one : breaks) items.push_back(glass_json(one, now));
  return written(page_view(std::move(items), next));
}

}  // namespace lamplight::server::http

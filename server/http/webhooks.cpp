// The handlers of webhooks.
#include "server/http/webhooks.h"

#include <algorithm>
#include <array>
#include <limits>

#include "db/password.h"
#include "db/webhooks.h"
#include "server/http/body_views.h"
#include "server/http/json_views.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/webhook_sender.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_webhooks_max = 50;
// The words of an incident's history that others may wait for.
constexpr std::array<std::string_view, 16> k_events{"opened",
                                                    "raised",
                                                    "acknowledged",
                                                    "offered",
                                                    "accepted",
                                                    "assigned",
                                                    "declined",
                                                    "departed",
                                                    "arrived",
                                                    "resolved",
                                                    "closed",
                                                    "cancelled",
                                                    "reopened",
                                                    "dispatchers_called",
                                                    "emergency_number_advised",
                                                    "expired"};

Json webhook_json(const db::Webhook& webhook) {
  return {{"id", webhook.id},
          {"name", webhook.name},
          {"url", webhook.url},
          {"events", view(webhook.events)},
          {"created_by", webhook.created_by.text()},
          {"created_at", to_rfc3339(webhook.created_at)},
          {"waiting", webhook.waiting},
          {"taken", webhook.taken},
          {"given_up", webhook.given_up}};
}

// Waiting, taken, or given up after the last attempt.
std::string_view state_of(const db::DeliveryLine& line) {
  if (line.next) return "waiting";
  return line.answer >= 200 && line.answer < 300 ? "taken" : "given_up";
}

Json delivery_json(const std::string& webhook, const db::DeliveryLine& line) {
  return {{"id", webhook + "-" + std::to_string(line.history)},
          {"event", "incident." + line.what},
          {"at", to_rfc3339(line.at)},
          {"incident", line.incident.text()},
          {"state", state_of(line)},
          {"attempts", line.attempts},
          {"tried_at", view(line.tried)},
          {"answer", line.answer == 0 ? Json(nullptr) : Json(line.answer)},
          {"next_at", view(line.next)}};
}

bool is_event(const std::string& word) {
  constexpr std::string_view k_of = "incident.";
  if (!word.starts_with(k_of)) return false;
  return std::find(k_events.begin(), k_events.end(), word.substr(k_of.size())) != k_events.end();
}

AuditEntry audit_of(const Call& call, const std::string& what, const db::Webhook& webhook) {
  return {call.now, call.caller.user.text(), "webhook." + what, "webhook:" + webhook.id, webhook.name};
}

}  // namespace

Handled list_webhooks(Api& api, const Call&) {
  const auto webhooks = db::Webhooks(api.parts.pool, api.parts.seal_key).list();
  if (!webhooks) return Failure{problem_of(webhooks.error())};
  Json items = Json::array();
  for (const db::Webhook& webhook : webhooks.value()) items.push_back(webhook_json(webhook));
  Answer answer;
  answer.body = written(page_view(std::move(items), std::nullopt));
  return answer;
}

Handled add_webhook(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::Webhook webhook;
  webhook.id = "h-" + db::random_hex(6);
  webhook.name = body.value().text("name");
  webhook.url = body.value().text("url", 1'000);
  webhook.events = body.value().maybe_texts("events", k_events.size()).value_or(std::vector<std::string>{});
  webhook.created_by = call.caller.user;
  webhook.created_at = call.now;
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (!is_webhook_url(webhook.url)) return Failure{not_acceptable("url must be https, or http on this machine.")};
  if (!std::all_of(webhook.events.begin(), webhook.events.end(), is_event)) {
    return Failure{not_acceptable("events must be words such as incident.opened.")};
  }
  if (webhook.events.empty()) webhook.events = {"*"};
  db::Webhooks webhooks(api.parts.pool, api.parts.seal_key);
  const auto present = webhooks.list();
  if (!present) return Failure{problem_of(present.error())};
  if (present.value().size() >= k_webhooks_max) return Failure{conflict("too-many", "There are 50 webhooks already.")};
  const std::string secret = db::new_token();
  const auto added = webhooks.add(webhook, secret, audit_of(call, "added", webhook));
  if (!added) return Failure{problem_of(added.error())};
  Json json = webhook_json(webhook);
  json["secret"] = secret;
  Answer answer;
  answer.status = 201;
  answer.body = written(json);
  return answer;
}

Handled remove_webhook(Api& api, const Call& call) {
  db::Webhook webhook;
  webhook.id = call.param(0);
  const auto removed =
      db::Webhooks(api.parts.pool, api.parts.seal_key).remove(webhook.id, audit_of(call, "removed", webhook));
  if (!removed) return Failure{problem_of(removed.error())};
  if (!removed.value()) return Failure{not_found()};
  Answer answer;
  answer.status = 204;
  return answer;
}

Handled list_deliveries(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (!page.value().after.empty()) {
    const auto last = whole_number(page.value().after[0]);
    if (!last) return Failure{malformed("cursor is not one of ours.")};
    before = *last;
  }
  const std::string id(call.param(0));
  db::Webhooks webhooks(api.parts.pool, api.parts.seal_key);
  const auto present = webhooks.list();
  if (!present) return Failure{problem_of(present.error())};
  const auto is_it = [&](const db::Webhook& webhook) { return webhook.id == id; };
  if (std::none_of(present.value().begin(), present.value().end(), is_it)) return Failure{not_found()};
  auto lines = webhooks.deliveries(id, before, page.value().items_max + 1);
  if (!lines) return Failure{problem_of(lines.error())};
  const bool more = cut_to_page(lines.value(), page.value());
  Json items = Json::array();
  for (const db::DeliveryLine& line : lines.value()) items.push_back(delivery_json(id, line));
  std::optional<std::string> next;
  if (more) next = cursor_of({std::to_string(lines.value().back().history)});
  Answer answer;
  answer.body = written(page_view(std::move(items), next));
  return answer;
}

}  // namespace lamplight::server::http

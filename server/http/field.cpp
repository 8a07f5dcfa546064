// The field app's own calls: what she is asked, where she is, whether she works.
#include "model/limits.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/incident_sight.h"
#include "server/http/incident_views.h"
#include "server/http/problem.h"
#include "server/http/worker_views.h"

namespace lamplight::server::http {
namespace {

constexpr double k_accuracy_m_max = 100'000;

// Her card in the town; a sign-in of a care worker without one can do nothing here.
Outcome<WorkerCard> own_card(const Api& api, const Call& call) {
  const Town town = api.parts.town.town();
  const WorkerCard* card = town.worker(WorkerId{call.caller.person});
  if (card == nullptr) return Failure{not_found()};
  return *card;
}

Handled shown(const WorkerCard& card) {
  Answer answer;
  answer.body = own_whereabouts_view(card);
  return answer;
}

}  // namespace

Handled read_own_offers(Api& api, const Call& call) {
  const auto offers = api.incidents.pending_offers(WorkerId{call.caller.person});
  if (!offers) return Failure{problem_of(offers.error())};
  std::vector<IncidentId> ids;
  for (const Offer& offer : offers.value()) ids.push_back(offer.incident);
  const auto wholes = api.incidents.wholes(ids);
  if (!wholes) return Failure{problem_of(wholes.error())};
  Answer answer;
  answer.body = offer_page_view(paired(offers.value(), wholes.value()), api.parts.town.town());
  return answer;
}

Handled read_own_duty(Api& api, const Call& call) {
  const auto card = own_card(api, call);
  if (!card) return Failure{card.error()};
  return shown(card.value());
}

Handled report_position(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const Fix fix{{body.value().number("lat", -90, 90), body.value().number("lon", -180, 180)},
                body.value().maybe_number("accuracy_m", 0, k_accuracy_m_max).value_or(0)};
  if (const auto fault = body.value().fault()) return Failure{*fault};
  auto card = own_card(api, call);
  if (!card) return Failure{card.error()};
  // While the database is away offers go by what is in memory, which is then all there is.
  if (!api.incidents.database_away()) {
    const auto moved = api.whereabouts.moved(card.value().id, fix, call.now);
    if (!moved) return Failure{problem_of(moved.error())};
    if (!moved.value()) return Failure{not_found()};
  }
  card.value().position = fix.position;
  card.value().accuracy_m = fix.accuracy_m;
  card.value().position_at = call.now;
  api.parts.town.worker_changed(card.value());
  return shown(card.value());
}

// She needs help herself: an incident of her own, where she is. Pressing again raises it.
Handled call_for_help(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto place = body.value().maybe_place("place");
  std::string text = body.value().maybe_text("text", limits::alarm_text_bytes_max).value_or("");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto card = own_card(api, call);
  if (!card) return Failure{card.error()};
  ByHand wish{.who = call.caller.user.text(), .kind = AlarmKind::sos, .kind_text = "sos"};
  wish.worker = card.value().id;
  wish.place = place ? place : card.value().position;
  wish.text = card.value().name + (text.empty() ? std::string() : ": " + text);
  if (!card.value().districts.empty()) wish.district = card.value().districts.front();
  const auto opened = api.parts.desk.open_by_hand(wish);
  if (!opened) return Failure{problem_of(opened.error())};
  Answer answer;
  answer.status = 201;
  answer.body = help_view(opened.value());
  return answer;
}

Handled report_duty(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const bool on = body.value().truth("on");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  auto card = own_card(api, call);
  if (!card) return Failure{card.error()};
  const AuditEntry audit{call.now, call.caller.user.text(), "worker.duty", "worker:" + card.value().id.text(),
                         on ? "on" : "off"};
  const auto changed = api.whereabouts.duty(card.value().id, on, audit);
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{not_found()};
  card.value().on_duty = on;
  api.parts.town.worker_changed(card.value());
  return shown(card.value());
}

}  // namespace lamplight::server::http

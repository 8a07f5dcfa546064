// Reading incidents and alarms, and the protected field of a resident.
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/incident_sight.h"
#include "server/http/incident_views.h"
#include "server/http/paging.h"
#include "server/http/preview_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

// One page of incidents: open ones in their order, then ended ones in theirs.
struct Listing {
  std::vector<IncidentId> ids;
  std::optional<std::string> next;
};

constexpr std::string_view k_open_part = "o";
constexpr std::string_view k_ended_part = "e";

std::string cursor_after(const db::OpenPlace& place) {
  return cursor_of({std::string(k_open_part), std::to_string(place.priority), std::to_string(ms_of(place.opened_at)),
                    place.id.text()});
}

std::string cursor_after(const db::EndedPlace& place) {
  return cursor_of({std::string(k_ended_part), "0", std::to_string(ms_of(place.changed_at)), place.id.text()});
}

// Which of the two lists the filter wants, and where each begins.
struct Wanted {
  bool open = true;
  bool ended = true;
  db::OpenPlace open_after;
  std::optional<db::EndedPlace> ended_after;
};

Outcome<Wanted> wanted_by(const Call& call, const Page& page, db::IncidentFilter& filter) {
  Wanted wanted;
  const std::string state = call.asked("state");
  if (state == "open") {
    wanted.ended = false;
  } else if (state == "closed") {
    wanted.open = false;
  } else if (!state.empty()) {
    const auto named = incident_state_named(state);
    if (!named) return Failure{malformed("state must be open, closed or a state of an incident.")};
    filter.state = state;
    wanted.open = !is_ended(*named);
    wanted.ended = !wanted.open;
  }
  if (page.after.empty()) return wanted;
  const auto number = whole_number(page.after[1]);
  const auto at = whole_number(page.after[2]);
  if (!number || !at) return Failure{malformed("cursor is not one that this list has given.")};
  if (page.after[0] == k_open_part) {
    wanted.open_after = {static_cast<int>(*number), instant_of_ms(*at), IncidentId{page.after[3]}};
  } else {
    wanted.open = false;
    wanted.ended_after = db::EndedPlace{instant_of_ms(*at), IncidentId{page.after[3]}};
  }
  return wanted;
}

Outcome<Listing> list_page(Api& api, const Wanted& wanted, const db::IncidentFilter& filter, const Page& page) {
  Listing listing;
  const std::size_t one_more = page.items_max + 1;
  std::optional<std::string> last;
  if (wanted.open) {
    auto open = api.incidents.list_open(filter, wanted.open_after, one_more);
    if (!open) return Failure{problem_of(open.error())};
    const bool more = cut_to_page(open.value(), page);
    for (const db::OpenPlace& place : open.value()) listing.ids.push_back(place.id);
    if (!open.value().empty()) last = cursor_after(open.value().back());
    if (more) {
      listing.next = last;
      return listing;
    }
  }
  if (!wanted.ended) return listing;
  const std::size_t left = page.items_max - listing.ids.size();
  auto ended = api.incidents.list_ended(filter, wanted.ended_after, left + 1);
  if (!ended) return Failure{problem_of(ended.error())};
  const bool more = ended.value().size() > left;
  if (more) ended.value().pop_back();
  for (const db::EndedPlace& place : ended.value()) listing.ids.push_back(place.id);
  if (!ended.value().empty()) last = cursor_after(ended.value().back());
  if (more) listing.next = last;
  return listing;
}

}  // namespace

Handled list_incidents(Api& api, const Call& call) {
  const auto page = page_of(call, 4);
  if (!page) return Failure{page.error()};
  const auto since = time_asked(call, "since");
  if (!since) return Failure{since.error()};
  db::IncidentFilter filter{call.asked_code("district"), call.asked_code("resident"), "",
                            since.value().value_or(Instant{})};
  const auto wanted = wanted_by(call, page.value(), filter);
  if (!wanted) return Failure{wanted.error()};
  const auto listing = list_page(api, wanted.value(), filter, page.value());
  if (!listing) return Failure{listing.error()};
  const auto incidents = api.incidents.summaries(listing.value().ids);
  if (!incidents) return Failure{problem_of(incidents.error())};
  Answer answer;
  answer.body = incident_page_view(incidents.value(), listing.value().next);
  return answer;
}

Handled read_incident(Api& api, const Call& call) {
  return incident_answer(api, call, IncidentId{std::string(call.param(0))}, 200);
}

Handled read_candidates(Api& api, const Call& call) {
  const auto candidates = api.parts.desk.candidates(IncidentId{std::string(call.param(0))});
  if (!candidates) return Failure{problem_of(candidates.error())};
  Answer answer;
  answer.body = candidates_view(candidates.value());
  return answer;
}

Handled reveal_field(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string field = body.value().text("field");
  const auto reason = body.value().maybe_text("reason");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (field != "key_safe") return Failure{not_acceptable("field must be key_safe.")};

  const IncidentId id{std::string(call.param(0))};
  const auto whole = api.incidents.whole(id);
  if (!whole) return Failure{problem_of(whole.error())};
  if (!whole.value() || !whole.value()->incident.resident) return Failure{not_found()};
  const ResidentId& resident = *whole.value()->incident.resident;
  const AuditEntry audit{call.now, call.caller.user.text(), "resident.reveal", "resident:" + resident.text(),
                         field + " for incident:" + id.text() + (reason ? ", " + *reason : "")};
  const auto code = api.residents.reveal_key_safe(resident, audit);
  if (!code) return Failure{problem_of(code.error())};
  if (!code.value()) return Failure{not_found()};
  Answer answer;
  answer.body = revealed_view(field, *code.value());
  return answer;
}

Handled list_alarms(Api& api, const Call& call) {
  const auto page = page_of(call, 4);
  if (!page) return Failure{page.error()};
  const auto since = time_asked(call, "since");
  if (!since) return Failure{since.error()};
  std::optional<db::AlarmPlace> after;
  if (const auto& parts = page.value().after; !parts.empty()) {
    const auto at = whole_number(parts[0]);
    const auto generation = whole_number(parts[3]);
    if (!at || !generation) return Failure{malformed("cursor is not one that this list has given.")};
    after = db::AlarmPlace{instant_of_ms(*at), DeviceId{parts[1]}, AlarmId{parts[2]}, static_cast<int>(*generation)};
  }
  auto alarms = api.incidents.alarms(since.value().value_or(Instant{}), call.asked_code("device"), after,
                                     page.value().items_max + 1);
  if (!alarms) return Failure{problem_of(alarms.error())};
  std::optional<std::string> next;
  if (cut_to_page(alarms.value(), page.value())) {
    const AlarmRow& last = alarms.value().back();
    next = cursor_of(
        {std::to_string(ms_of(last.received_at)), last.device.text(), last.id.text(), std::to_string(last.generation)});
  }
  Answer answer;
  answer.body = alarm_page_view(alarms.value(), next);
  return answer;
}

}  // namespace lamplight::server::http

// Reading one incident for one caller.
#include "server/http/incident_sight.h"

#include <algorithm>

#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_faults_max = 20;  // open incidents of one home that are looked at

// The record is an addition: without it the incident is still worth showing.
std::optional<db::ResidentRecord> record_for(Api& api, const db::IncidentWhole& whole, const Reader& reader) {
  if (!whole.incident.resident || !reader.fields.has(Field::resident_home)) return std::nullopt;
  if (api.incidents.database_away()) return api.parts.cards.card(*whole.incident.resident);
  auto record = api.residents.one(*whole.incident.resident);
  return record ? std::move(record).value() : std::nullopt;
}

// What is broken in that home and not yet mended, whether or not somebody has closed its incident: whoever goes there
// should know, and may mend it.
std::optional<std::vector<db::IncidentWhole>> faults_for(Api& api, const db::IncidentWhole& whole,
                                                         const Reader& reader) {
  if (!whole.incident.resident || !reader.fields.has(Field::resident_care)) return std::nullopt;
  const auto places = api.incidents.list_open({.resident = whole.incident.resident->text()}, {}, k_faults_max);
  if (!places) return std::nullopt;
  std::vector<IncidentId> ids;
  for (const db::OpenPlace& place : places.value()) {
    if (place.id != whole.incident.id) ids.push_back(place.id);
  }
  // While the database is away those that are open are all that is known.
  const auto unmended = api.incidents.database_away()
                            ? Result<std::vector<IncidentId>, StoreError>(std::vector<IncidentId>{})
                            : api.stories.unmended(*whole.incident.resident, k_faults_max);
  for (const IncidentId& id : unmended ? unmended.value() : std::vector<IncidentId>{}) {
    if (id != whole.incident.id && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  if (ids.empty()) return std::vector<db::IncidentWhole>{};
  auto open = api.incidents.wholes(ids);
  if (!open) return std::nullopt;
  std::erase_if(open.value(),
                [](const db::IncidentWhole& one) { return one.incident.queue != IncidentClass::technical; });
  return std::move(open).value();
}

// As the incident stands now: the command that is being answered may have changed it. Whoever got as far as this
// has been asked at some time.
Relation relation_now(const WorkerId& worker, const db::IncidentWhole& whole) {
  if (worker.empty()) return Relation::none;
  if (whole.incident.worker == worker && !is_ended(whole.incident.state)) return Relation::holds;
  const bool asked = std::any_of(whole.offers.begin(), whole.offers.end(), [&](const db::OfferLine& line) {
    return line.offer.worker == worker && line.offer.state == OfferState::pending;
  });
  return asked ? Relation::offered : Relation::former;
}

std::string present_incident(Api& api, const Call& call, const IncidentId& id) {
  const auto whole = api.incidents.whole(id);
  if (!whole || !whole.value()) return {};
  return incident_view(*whole.value(), reader_of(call, *whole.value()));
}

}  // namespace

Reader reader_of(const Call& call, const db::IncidentWhole& whole) {
  const WorkerId worker{call.caller.role == Role::care_worker ? call.caller.person : std::string()};
  Subject subject = call.subject;
  subject.relation = relation_now(worker, whole);
  return {fields_of(call.caller, subject), worker};
}

Handled incident_answer(Api& api, const Call& call, const IncidentId& id, int status) {
  const auto whole = api.incidents.whole(id);
  if (!whole) return Failure{problem_of(whole.error())};
  if (!whole.value()) return Failure{not_found()};
  const Reader reader = reader_of(call, *whole.value());
  const auto record = record_for(api, *whole.value(), reader);
  Answer answer;
  answer.status = status;
  const auto faults = faults_for(api, *whole.value(), reader);
  answer.body = incident_view(*whole.value(), reader, record ? &*record : nullptr, faults ? &*faults : nullptr);
  answer.headers.emplace_back("ETag", "\"" + std::to_string(whole.value()->incident.version) + "\"");
  return answer;
}

Problem problem_of(const DeskRefusal& refusal) {
  if (const auto* forbidden = std::get_if<Forbidden>(&refusal.why)) return conflict(forbidden->code, forbidden->detail);
  return std::get<DeskError>(refusal.why) == DeskError::no_such_incident ? not_found() : unavailable();
}

Problem problem_of(Api& api, const Call& call, const IncidentId& id, const DeskRefusal& refusal) {
  Problem problem = problem_of(refusal);
  if (problem.status == 409) problem.incident = present_incident(api, call, id);
  return problem;
}

}  // namespace lamplight::server::http

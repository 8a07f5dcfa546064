// A relative's page: the residents who have named her, and no more of each than was agreed.
#include "server/http/family_status.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_recent_max = 20;
constexpr std::chrono::hours k_vitals_age_max{24 * 7};

Outcome<std::vector<db::IncidentWhole>> recent_of(Api& api, const db::FamilyLink& link) {
  if (!fields_of_relative(link).has(Field::incident_outline)) return std::vector<db::IncidentWhole>{};
  const auto ids = api.families.recent(link.resident, k_recent_max);
  if (!ids) return Failure{problem_of(ids.error())};
  auto wholes = api.incidents.wholes(ids.value());
  if (!wholes) return Failure{problem_of(wholes.error())};
  return std::move(wholes).value();
}

Outcome<std::vector<VitalShown>> vitals_of(Api& api, const db::FamilyLink& link, Instant now) {
  std::vector<VitalShown> shown;
  if (!fields_of_relative(link).has(Field::resident_vitals)) return shown;
  static const std::vector<std::string> names{"heart_rate", "spo2",    "respiratory_rate", "systolic",
                                              "diastolic",  "glucose", "temperature",      "weight"};
  const auto latest = api.stories.latest(link.resident, names, now - k_vitals_age_max);
  if (!latest) return Failure{problem_of(latest.error())};
  for (const Reading& reading : latest.value()) shown.push_back({reading.name, reading.value, reading.at});
  return shown;
}

}  // namespace

Handled list_family(Api& api, const Call& call) {
  const auto links = api.families.links_of(call.caller.user);
  if (!links) return Failure{problem_of(links.error())};
  const auto shown = family_status(api.families, api.incidents, links.value(), call.now);
  if (!shown) return Failure{problem_of(shown.error())};
  Answer answer;
  answer.body = family_page_view(shown.value());
  return answer;
}

Handled read_family(Api& api, const Call& call) {
  const auto link = api.families.link(call.caller.user, ResidentId{std::string(call.param(0))});
  if (!link) return Failure{problem_of(link.error())};
  if (!link.value()) return Failure{not_found()};
  const auto shown = family_status(api.families, api.incidents, {*link.value()}, call.now);
  if (!shown) return Failure{problem_of(shown.error())};
  const auto recent = recent_of(api, *link.value());
  if (!recent) return Failure{recent.error()};
  const auto vitals = vitals_of(api, *link.value(), call.now);
  if (!vitals) return Failure{vitals.error()};
  const auto text = api.consents.text_agreed_to(call.caller.user, link.value()->resident);
  if (!text) return Failure{problem_of(text.error())};
  Answer answer;
  answer.body = family_resident_view(shown.value().front(), recent.value(), vitals.value(), text.value());
  return answer;
}

}  // namespace lamplight::server::http

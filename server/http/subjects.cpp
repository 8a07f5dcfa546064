// Looking up a care worker's tie to an incident or resident, and a relative's to a resident.
#include "server/http/subjects.h"

#include "server/http/family_status.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

Relation relation_of(const db::WorkerTie& tie) {
  if (tie.holds) return Relation::holds;
  if (tie.offered) return Relation::offered;
  return tie.former ? Relation::former : Relation::none;
}

Outcome<Relation> relation_of_worker(Api& api, const Call& call, About about) {
  const WorkerId worker{call.caller.person};
  if (worker.empty()) return Relation::none;
  const std::string thing(call.param(0));
  const auto tie = about == About::incident ? api.incidents.tie_to_incident(worker, IncidentId{thing})
                                            : api.incidents.tie_to_resident(worker, ResidentId{thing});
  if (!tie) return Failure{problem_of(tie.error())};
  return relation_of(tie.value());
}

}  // namespace

Outcome<Subject> subject_of(Api& api, const Call& call, About about) {
  Subject subject;
  subject.at = call.now;
  if (about == About::nothing || !call.caller.role) return subject;
  if (*call.caller.role == Role::care_worker) {
    const auto relation = relation_of_worker(api, call, about);
    if (!relation) return Failure{relation.error()};
    subject.relation = relation.value();
  }
  if (*call.caller.role != Role::family && about == About::resident) {
    const auto until = api.glass.until(call.caller.user, ResidentId{std::string(call.param(0))}, call.now);
    if (!until) return Failure{problem_of(until.error())};
    subject.glass_until = until.value();
  }
  if (*call.caller.role == Role::family && about == About::resident) {
    const auto link = api.families.link(call.caller.user, ResidentId{std::string(call.param(0))});
    if (!link) return Failure{problem_of(link.error())};
    if (link.value()) subject.tiers = tiers_of(*link.value());
  }
  return subject;
}

}  // namespace lamplight::server::http

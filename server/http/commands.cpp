// What people decide about an incident, and incidents made by hand.
#include <limits>

#include "model/limits.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/incident_sight.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

Action action_of(CommandKind kind) {
  switch (kind) {
    case CommandKind::acknowledge:
      return Action::do_acknowledge;
    case CommandKind::offer:
      return Action::do_offer;
    case CommandKind::assign:
      return Action::do_assign;
    case CommandKind::accept:
      return Action::do_accept;
    case CommandKind::decline:
      return Action::do_decline;
    case CommandKind::depart:
      return Action::do_depart;
    case CommandKind::arrive:
      return Action::do_arrive;
    case CommandKind::resolve:
      return Action::do_resolve;
    case CommandKind::close:
      return Action::do_close;
    case CommandKind::escalate:
      return Action::do_escalate;
    case CommandKind::note:
      return Action::do_note;
    case CommandKind::cancel:
      return Action::do_cancel;
    case CommandKind::reopen:
      return Action::do_reopen;
  }
  return Action::command_incident;
}

bool needs_worker(CommandKind kind) {
  return kind == CommandKind::offer || kind == CommandKind::assign;
}
bool needs_outcome(CommandKind kind) {
  return kind == CommandKind::resolve || kind == CommandKind::close;
}

// The words of a command under whatever name the contract gives them.
std::string words_in(Body& body, CommandKind kind) {
  switch (kind) {
    case CommandKind::note:
      return body.text("text", limits::note_bytes_max);
    case CommandKind::decline:
    case CommandKind::cancel:
      return body.maybe_text("reason", limits::note_bytes_max).value_or("");
    case CommandKind::acknowledge:
      if (auto reason = body.maybe_text("reason", limits::note_bytes_max)) return *reason;
      return body.maybe_text("note", limits::note_bytes_max).value_or("");
    case CommandKind::offer:
    case CommandKind::assign:
    case CommandKind::accept:
    case CommandKind::depart:
    case CommandKind::arrive:
    case CommandKind::resolve:
    case CommandKind::close:
    case CommandKind::escalate:
    case CommandKind::reopen:
      return body.maybe_text("note", limits::note_bytes_max).value_or("");
  }
  return {};
}

Outcome<Command> command_in(Api& api, const Call& call) {
  auto read = Body::read(call.body);
  if (!read) return Failure{read.error()};
  Body& body = read.value();
  const std::string word = body.text("do");
  if (const auto fault = body.fault()) return Failure{*fault};
  const auto kind = command_named(word);
  if (!kind) return Failure{malformed("There is no command " + word + ".")};

  Command command;
  command.kind = *kind;
  command.who = call.caller.user.text();
  if (call.caller.role == Role::care_worker) command.as_worker = WorkerId{call.caller.person};
  command.text = words_in(body, *kind);
  command.seen = body.maybe_integer("version", 1, std::numeric_limits<int>::max());
  if (needs_worker(*kind)) {
    command.worker = WorkerId{body.code("worker")};
    if (!body.fault() && api.parts.town.town().worker(*command.worker) == nullptr) {
      return Failure{not_acceptable("There is no such care worker.")};
    }
  }
  if (needs_outcome(*kind)) {
    command.outcome = outcome_named(body.text("outcome"));
    if (!command.outcome && !body.fault()) return Failure{not_acceptable("There is no such outcome.")};
  }
  if (const auto fault = body.fault()) return Failure{*fault};
  return command;
}

Outcome<ByHand> wish_in(Api& api, const Call& call) {
  auto read = Body::read(call.body);
  if (!read) return Failure{read.error()};
  Body& body = read.value();
  ByHand wish;
  wish.who = call.caller.user.text();
  wish.kind_text = body.maybe_text("kind").value_or("sos");
  if (const auto resident = body.maybe_code("resident")) wish.resident = ResidentId{*resident};
  wish.district = DistrictId{body.maybe_code("district").value_or("")};
  wish.text = body.maybe_text("text", limits::alarm_text_bytes_max).value_or("");
  wish.priority = body.maybe_integer("priority", 1, 5);
  wish.wished_for = body.maybe_instant("wished_for");
  if (const auto fault = body.fault()) return Failure{*fault};

  const auto kind = kind_named(wish.kind_text);
  if (!kind || *kind == AlarmKind::cancel || *kind == AlarmKind::restored) {
    return Failure{not_acceptable("kind must be a kind of alarm.")};
  }
  wish.kind = *kind;
  if (wish.wished_for) {
    if (facts_of(*kind).queue != IncidentClass::service) return Failure{not_acceptable("Only a service request can wait.")};
    if (*wish.wished_for > call.now + limits::service_wish_max) return Failure{not_acceptable("wished_for is too far ahead.")};
  }
  const Town town = api.parts.town.town();
  if (wish.resident && town.resident(*wish.resident) == nullptr) {
    return Failure{not_acceptable("There is no such resident.")};
  }
  if (!wish.resident && town.district(wish.district) == nullptr) {
    return Failure{not_acceptable("Name a resident, or a district of the town.")};
  }
  return wish;
}

}  // namespace

Handled command_incident(Api& api, const Call& call) {
  const auto command = command_in(api, call);
  if (!command) return Failure{command.error()};
  const Decision decision = permit(call.caller, action_of(command.value().kind), call.subject);
  if (decision != Decision::allowed) return Failure{problem_of(decision)};
  const IncidentId id{std::string(call.param(0))};
  const auto done = api.parts.desk.command(id, command.value());
  if (!done) return Failure{problem_of(api, call, id, done.error())};
  return incident_answer(api, call, id, 200);
}

Handled make_incident(Api& api, const Call& call) {
  const auto wish = wish_in(api, call);
  if (!wish) return Failure{wish.error()};
  const auto made = api.parts.desk.open_by_hand(wish.value());
  if (!made) return Failure{problem_of(made.error())};
  Handled answer = incident_answer(api, call, made.value(), 201);
  if (answer) answer.value().headers.emplace_back("Location", "/api/v1/incidents/" + made.value().text());
  return answer;
}

}  // namespace lamplight::server::http

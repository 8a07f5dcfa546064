// Reading `…/ack`, as a simulated home does.
#include "devices/encode.h"
#include "devices/strict_json.h"
#include "model/limits.h"

namespace lamplight {
namespace {

std::string text_or_empty(const Json& message, std::string_view name) {
  const Json* member = message.member(name);
  return member != nullptr && member->text() != nullptr ? *member->text() : std::string{};
}

std::optional<std::int64_t> integer_of(const Json& message, std::string_view name) {
  const Json* member = message.member(name);
  return member == nullptr ? std::nullopt : member->integer();
}

}  // namespace

Result<Ack, std::string> decode_ack(std::string_view payload) {
  const auto read = read_json(payload, limits::alarm_bytes_max);
  if (!read) return Failure{read.error()};
  const Json& message = read.value();
  const std::string id = text_or_empty(message, "id");
  const auto state = ack_state_named(text_or_empty(message, "state"));
  const auto at = from_rfc3339(text_or_empty(message, "at"));
  const auto seq = integer_of(message, "seq");
  if (!is_alarm_id(id)) return Failure{std::string("no id")};
  if (!state) return Failure{std::string("no state that is known")};
  if (!at) return Failure{std::string("no time")};
  if (!seq) return Failure{std::string("no seq")};

  Ack ack;
  ack.alarm = AlarmId{id};
  ack.state = *state;
  ack.at = *at;
  ack.seq = *seq;
  if (const std::string incident = text_or_empty(message, "incident"); !incident.empty())
    ack.incident = IncidentId{incident};
  ack.worker = text_or_empty(message, "worker");
  if (const auto eta_s = integer_of(message, "eta_s")) ack.eta_s = static_cast<int>(*eta_s);
  ack.reason = text_or_empty(message, "reason");
  return ack;
}

}  // namespace lamplight

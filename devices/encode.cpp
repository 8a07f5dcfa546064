// Writing what goes over the topics. Keys stand in the order of contracts §2; absent ones are left out.
#include "devices/encode.h"

#include <nlohmann/json.hpp>

namespace lamplight {
namespace {

using Out = nlohmann::ordered_json;

std::string compact(const Out& out) {
  // Text from outside may hold anything; a bad byte becomes U+FFFD rather than an exception.
  return out.dump(-1, ' ', false, Out::error_handler_t::replace);
}

void put_text(Out& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}

}  // namespace

std::string encode_ack(const Ack& ack) {
  Out out;
  out["id"] = ack.alarm.text();
  out["state"] = name_of(ack.state);
  out["at"] = to_rfc3339(ack.at);
  if (ack.incident) out["incident"] = ack.incident->text();
  put_text(out, "worker", ack.worker);
  if (ack.eta_s) out["eta_s"] = *ack.eta_s;
  out["seq"] = ack.seq;
  put_text(out, "reason", ack.reason);
  return compact(out);
}

std::string encode_alarm(const Signal& signal, std::string_view seal) {
  Out out;
  out["id"] = signal.id.text();
  out["kind"] = signal.kind_text;
  if (signal.at) out["at"] = to_rfc3339(*signal.at);
  put_text(out, "trigger", signal.trigger);
  put_text(out, "room", signal.room);
  if (signal.fix) {
    Out position{{"lat", signal.fix->position.lat}, {"lon", signal.fix->position.lon}};
    if (signal.fix->accuracy_m > 0) position["accuracy_m"] = signal.fix->accuracy_m;
    out["position"] = std::move(position);
  }
  put_text(out, "text", signal.text);
  if (signal.test) out["test"] = true;
  if (signal.about && signal.kind == AlarmKind::cancel) out["cancels"] = signal.about->text();
  if (signal.about && signal.kind == AlarmKind::restored) out["restores"] = signal.about->text();
  if (!seal.empty()) out["seal"] = seal;
  return compact(out);
}

}  // namespace lamplight

// Writing what goes over the topics. Keys stand in the order of contracts §2; absent ones are left out.
#include "devices/encode.h"

#include <nlohmann/json.hpp>

#include "model/check.h"

namespace lamplight {
namespace {

using Out = nlohmann::ordered_json;

constexpr std::string_view k_levels = "ACVPU";  // as Reading::value counts them

std::string compact(const Out& out) {
  // Text from outside may hold anything; a bad byte becomes U+FFFD rather than an exception.
  return out.dump(-1, ' ', false, Out::error_handler_t::replace);
}

void put_text(Out& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}

double seconds_of(Millis span) {
  return static_cast<double>(span.count()) / 1000;
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

std::string encode_question(const std::string& id, const std::string& text) {
  Out out;
  out["id"] = id;
  out["do"] = "ask";
  out["text"] = text;
  return compact(out);
}

std::string encode_readings(const std::vector<Reading>& readings) {
  Out pack = Out::array();
  for (const Reading& reading : readings) {
    const ReadingFacts* facts = facts_of_reading(reading.name);
    LAMPLIGHT_CHECK(facts != nullptr);
    Out record;
    // One base time, and small offsets after it: half the bytes of absolute times.
    if (pack.empty()) record["bt"] = seconds_of(reading.at.time_since_epoch());
    record["n"] = reading.name;
    if (!facts->unit.empty()) record["u"] = facts->unit;
    if (facts->type == 'n') record["v"] = reading.value;
    if (facts->type == 'b') record["vb"] = reading.value != 0;
    if (facts->type == 's') record["vs"] = std::string(1, k_levels.at(static_cast<std::size_t>(reading.value)));
    if (reading.at != readings.front().at) record["t"] = seconds_of(reading.at - readings.front().at);
    pack.push_back(std::move(record));
  }
  return compact(pack);
}

std::string encode_status(const DeviceStatus& status) {
  Out out;
  if (status.at) out["at"] = to_rfc3339(*status.at);
  out["online"] = status.online;
  if (status.battery_pct) out["battery_pct"] = *status.battery_pct;
  if (status.mains) out["mains"] = *status.mains;
  if (status.rssi_dbm) out["rssi_dbm"] = *status.rssi_dbm;
  put_text(out, "firmware", status.firmware);
  if (status.next_within_s) out["next_within_s"] = *status.next_within_s;
  return compact(out);
}

}  // namespace lamplight

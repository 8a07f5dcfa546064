// Reading `…/alarm`. Whatever arrives becomes a Signal: somebody may be asking for help.
#include "devices/decode.h"
#include "devices/finding_seal.h"
#include "devices/strict_json.h"
#include "devices/utf8.h"
#include "model/digest.h"
#include "model/limits.h"

namespace lamplight {
namespace {

// Reads the optional members of one alarm, passing over the wrong ones by name.
class OptionalMembers {
 public:
  OptionalMembers(const Json& message, Signal& signal) : message_(message), signal_(signal) {}

  void read_all() {
    read_at();
    read_text("trigger", signal_.trigger, limits::label_bytes_max);
    read_text("room", signal_.room, limits::label_bytes_max);
    read_text("text", signal_.text, limits::alarm_text_bytes_max);
    read_test();
    read_position();
    if (signal_.kind == AlarmKind::cancel) read_about("cancels");
    if (signal_.kind == AlarmKind::restored) read_about("restores");
  }

 private:
  void odd(std::string_view name) { signal_.odd.emplace_back(name); }

  void read_at() {
    const Json* member = message_.member("at");
    if (member == nullptr) return;
    // However wrong, the device's own time tells a repeat from a second press; so it is kept.
    if (member->text() != nullptr) signal_.at = from_rfc3339(*member->text());
    if (!signal_.at) odd("at");
    const bool sane = signal_.at && *signal_.at >= limits::device_time_min &&
                      *signal_.at <= signal_.received_at + limits::clock_ahead_max;
    if (!sane) signal_.flags.push_back(SignalFlag::clock_wrong);
  }

  void read_text(std::string_view name, std::string& into, std::size_t bytes_max) {
    const Json* member = message_.member(name);
    if (member == nullptr) return;
    if (member->text() == nullptr) return odd(name);
    into = cut_utf8(*member->text(), bytes_max);
    if (into.size() != member->text()->size()) odd(name);
  }

  void read_test() {
    const Json* member = message_.member("test");
    if (member == nullptr) return;
    // Only a clear `true` sends nobody.
    if (!member->truth()) return odd("test");
    signal_.test = *member->truth();
  }

  void read_position() {
    const Json* member = message_.member("position");
    if (member == nullptr) return;
    const Json* lat = member->member("lat");
    const Json* lon = member->member("lon");
    if (lat == nullptr || lon == nullptr || !lat->number() || !lon->number()) return odd("position");
    const Position position{*lat->number(), *lon->number()};
    if (!is_position(position)) return odd("position");
    Fix fix{position, 0};
    if (const Json* accuracy = member->member("accuracy_m")) {
      const auto metres = accuracy->number();
      if (metres && *metres >= 0 && *metres <= k_earth_radius_m) {
        fix.accuracy_m = *metres;
      } else {
        odd("position.accuracy_m");
      }
    }
    signal_.fix = fix;
  }

  void read_about(std::string_view name) {
    const Json* member = message_.member(name);
    const std::string* id = member == nullptr ? nullptr : member->text();
    if (id == nullptr || !is_alarm_id(*id)) return odd(name);
    signal_.about = AlarmId{*id};
  }

  const Json& message_;
  Signal& signal_;
};

Signal unreadable(Signal signal, std::string_view payload, std::string reason) {
  signal.kind = AlarmKind::unreadable;
  signal.kind_text = facts_of(AlarmKind::unreadable).name;
  signal.unreadable_reason = std::move(reason);
  signal.raw = payload.substr(0, limits::alarm_bytes_max);
  signal.flags.push_back(SignalFlag::unreadable);
  if (payload.size() > limits::alarm_bytes_max) signal.flags.push_back(SignalFlag::cut);
  if (signal.id.empty()) {
    signal.id = AlarmId{"raw:" + digest_of({payload})};
    signal.id_readable = false;
  }
  return signal;
}

const std::string* text_of(const Json& message, std::string_view name) {
  const Json* member = message.member(name);
  return member == nullptr ? nullptr : member->text();
}

bool is_reserved(const AlarmId& id) {
  return id.text().substr(0, k_finding_prefix.size()) == k_finding_prefix;
}

// The reason why id and kind of a well-formed message don't make an alarm; empty when they do.
std::string fault_of(const Json& message, const Signal& signal, std::string_view payload, const FindingSeal* seal) {
  if (payload.size() > limits::alarm_bytes_max)
    return "longer than " + std::to_string(limits::alarm_bytes_max) + " bytes";
  if (signal.id.empty()) return message.member("id") == nullptr ? "no id" : "id is no alarm id";
  const std::string* kind = text_of(message, "kind");
  if (kind == nullptr) return message.member("kind") == nullptr ? "no kind" : "kind is no text";
  if (kind->empty()) return "kind is empty";
  if (kind->size() > limits::kind_bytes_max) return "kind is too long";
  if (is_reserved(signal.id)) {
    const std::string* given = text_of(message, "seal");
    if (seal == nullptr || given == nullptr || !seal->fits(*given, signal.device, signal.id, *kind))
      return std::string(k_unsealed_reason);
  }
  return {};
}

}  // namespace

Signal decode_alarm(const Topic& topic, std::string_view payload, bool retained, Instant received_at,
                    const FindingSeal* seal) {
  Signal signal;
  signal.device = topic.device;
  signal.district = topic.district;
  signal.received_at = received_at;
  if (retained) signal.flags.push_back(SignalFlag::retained);

  // A message that is too long is still searched for its id, so that its home can be answered.
  const auto read = read_json(payload, limits::message_bytes_max);
  if (!read) return unreadable(std::move(signal), payload, read.error());
  const Json& message = read.value();
  if (message.object() == nullptr) return unreadable(std::move(signal), payload, "no object");
  if (const std::string* id = text_of(message, "id"); id != nullptr && is_alarm_id(*id)) signal.id = AlarmId{*id};
  const std::string fault = fault_of(message, signal, payload, seal);
  // Under the id that it claims it would stand where the monitor's own finding belongs.
  if (is_reserved(signal.id) && !fault.empty()) signal.id = {};
  if (!fault.empty()) return unreadable(std::move(signal), payload, fault);

  signal.kind_text = *text_of(message, "kind");
  const auto known = kind_named(signal.kind_text);
  signal.kind = known.value_or(AlarmKind::unknown);
  if (!known) signal.flags.push_back(SignalFlag::unknown_kind);
  OptionalMembers{message, signal}.read_all();
  return signal;
}

}  // namespace lamplight

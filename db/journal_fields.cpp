// Field by field, in one order for writing and reading.
#include "db/journal_fields.h"

#include "db/fields.h"
namespace lamplight::db {
namespace {

AlarmKind kind_called(std::string_view name) {
  if (const auto known = kind_named(name)) return *known;
  return name == facts_of(AlarmKind::unreadable).name ? AlarmKind::unreadable : AlarmKind::unknown;
}

std::optional<SignalFlag> flag_called(std::string_view name) {
  for (const SignalFlag flag :
       {SignalFlag::clock_wrong, SignalFlag::wrong_district, SignalFlag::retained, SignalFlag::unknown_device,
        SignalFlag::unknown_kind, SignalFlag::unreadable, SignalFlag::cut, SignalFlag::id_reused}) {
    if (name_of(flag) == name) return flag;
  }
  return std::nullopt;
}

}  // namespace

std::string fields_of(const Signal& signal) {
  FieldWriter to;
  const auto instant = [&to](Instant at) { to.number(ms_of(at)); };
  const auto text = [&to](const std::string& value) { to.text(value); };
  to.text(signal.device.text()).text(signal.district.text()).text(signal.id.text()).number(signal.id_readable ? 1 : 0);
  to.text(facts_of(signal.kind).name)
      .text(signal.kind_text)
      .maybe(signal.at, instant)
      .number(ms_of(signal.received_at));
  to.text(signal.trigger).text(signal.room);
  to.maybe(signal.fix,
           [&to](const Fix& fix) { to.real(fix.position.lat).real(fix.position.lon).real(fix.accuracy_m); });
  to.text(signal.text).number(signal.test ? 1 : 0).maybe(signal.about, [&to](const AlarmId& id) {
    to.text(id.text());
  });
  to.text(signal.unreadable_reason).text(signal.raw);
  to.each(signal.flags, [&to](SignalFlag flag) { to.text(name_of(flag)); }).each(signal.odd, text);
  return to.take();
}

std::optional<Signal> signal_in(std::string_view fields) {
  FieldReader from(fields);
  Signal signal;
  signal.device = from.id<DeviceId>();
  signal.district = from.id<DistrictId>();
  signal.id = from.id<AlarmId>();
  signal.id_readable = from.number() != 0;
  signal.kind = kind_called(from.text());
  signal.kind_text = from.text();
  signal.at = from.maybe([&from] { return instant_of_ms(from.number()); });
  signal.received_at = instant_of_ms(from.number());
  signal.trigger = from.text();
  signal.room = from.text();
  signal.fix = from.maybe([&from] {
    Fix fix;
    fix.position.lat = from.real();
    fix.position.lon = from.real();
    fix.accuracy_m = from.real();
    return fix;
  });
  signal.text = from.text();
  signal.test = from.number() != 0;
  signal.about = from.maybe([&from] { return from.id<AlarmId>(); });
  signal.unreadable_reason = from.text();
  signal.raw = from.text();
  from.each([&] {
    if (const auto flag = flag_called(from.text())) signal.flags.push_back(*flag);
  });
  from.each([&] { signal.odd.push_back(from.text()); });
  if (!from.whole()) return std::nullopt;
  return signal;
}

std::string fields_of(const AwayCommand& away) {
  FieldWriter to;
  const auto worker = [&to](const WorkerId& id) { to.text(id.text()); };
  const Command& command = away.command;
  to.text(away.incident.text()).text(name_of(command.kind)).text(command.who);
  to.maybe(command.as_worker, worker).maybe(command.worker, worker);
  to.maybe(command.outcome, [&to](Outcome outcome) { to.text(name_of(outcome)); }).text(command.text);
  return to.take();
}

std::optional<AwayCommand> command_in(std::string_view fields) {
  FieldReader from(fields);
  AwayCommand away;
  away.incident = from.id<IncidentId>();
  const auto kind = command_named(from.text());
  away.command.who = from.text();
  away.command.as_worker = from.maybe([&from] { return from.id<WorkerId>(); });
  away.command.worker = from.maybe([&from] { return from.id<WorkerId>(); });
  const auto outcome = from.maybe([&from] { return from.text(); });
  if (outcome) away.command.outcome = outcome_named(*outcome);
  away.command.text = from.text();
  if (!from.whole() || !kind) return std::nullopt;
  away.command.kind = *kind;
  return away;
}

std::string fields_of(const ByHand& wish) {
  FieldWriter to;
  to.text(wish.id.text()).text(wish.who).text(facts_of(wish.kind).name).text(wish.kind_text);
  to.maybe(wish.resident, [&to](const ResidentId& id) { to.text(id.text()); }).text(wish.district.text());
  to.text(wish.text).maybe(wish.priority, [&to](int priority) { to.number(priority); });
  to.maybe(wish.wished_for, [&to](Instant at) { to.number(ms_of(at)); });
  to.maybe(wish.worker, [&to](const WorkerId& id) { to.text(id.text()); });
  to.maybe(wish.place, [&to](const Position& place) { to.real(place.lat).real(place.lon); });
  return to.take();
}

std::optional<ByHand> by_hand_in(std::string_view fields) {
  FieldReader from(fields);
  ByHand wish;
  wish.id = from.id<IncidentId>();
  wish.who = from.text();
  wish.kind = kind_called(from.text());
  wish.kind_text = from.text();
  wish.resident = from.maybe([&from] { return from.id<ResidentId>(); });
  wish.district = from.id<DistrictId>();
  wish.text = from.text();
  wish.priority = from.maybe([&from] { return static_cast<int>(from.number()); });
  // What was journalled before there were these ends here.
  if (!from.whole()) {
    wish.wished_for = from.maybe([&from] { return instant_of_ms(from.number()); });
    wish.worker = from.maybe([&from] { return from.id<WorkerId>(); });
    wish.place = from.maybe([&from] {
      const double lat = from.real();
      return Position{lat, from.real()};
    });
  }
  if (!from.whole()) return std::nullopt;
  return wish;
}

}  // namespace lamplight::db

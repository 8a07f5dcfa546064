// Alarms go out, are followed and forgotten; people come before the story.
#include "devices/simulate/living_home.h"

#include <algorithm>

#include "model/digest.h"

namespace lamplight::simulate {
namespace {

constexpr std::size_t k_alarms_max = 30;  // a page shows no more, and nobody presses so often
constexpr std::chrono::minutes k_shown_after_end{10};
constexpr std::chrono::hours k_followed{6};  // an alarm nobody ends is forgotten by the home
constexpr std::chrono::minutes k_pulse_held{10};
constexpr Seconds k_pulse_interval{15};

bool somebody_is_coming(const SentAlarm& sent) {
  return sent.shown() && (sent.shown()->state == AckState::assigned || sent.shown()->state == AckState::on_the_way ||
                          sent.shown()->state == AckState::arrived);
}

Reading reading_of(const HomeDevice& device, const ResidentId& resident, std::string name, Instant at, double value) {
  Reading reading;
  reading.device = device.id;
  reading.resident = resident;
  reading.name = std::move(name);
  reading.at = at;
  reading.value = value;
  return reading;
}

void keep_earliest(std::optional<Instant>& earliest, const std::optional<Instant>& at) {
  if (at && (!earliest || *at < *earliest)) earliest = at;
}

}  // namespace

LivingHome::LivingHome(const Plot& plot, Household household) : plot_(plot), household_(std::move(household)) {}

void LivingHome::used_by_person(Instant now) {
  kept_off_until_ = now + k_keep_off;
  // What the story has out is repeated and followed up no more: the home is in a person's hands.
  std::erase_if(out_, [](const Out& out) { return out.origin == Origin::story; });
  mains_lost_ = false;
}

bool LivingHome::speaks(const DeviceId& device, Instant now) const {
  if (kept_off(now)) return false;
  const auto silent = silent_until_.find(device);
  return silent == silent_until_.end() || silent->second <= now;
}

void LivingHome::begin(const Happening& happening, Instant now) {
  if (kept_off(now)) return;
  if (const auto* silence = std::get_if<FallsSilent>(&happening.what)) {
    silent_until_[silence->device] = silence->until;
    return;
  }
  const Raised& raised = std::get<Raised>(happening.what);
  if (!speaks(raised.alarm.device, now)) return;
  Signal alarm = raised.alarm;
  alarm.at = now;
  if (alarm.kind == AlarmKind::mains_lost) mains_lost_ = true;
  put_out(std::move(alarm), Origin::story, now);
  Out& out = out_.back();
  if (raised.pressed_again) out.pressed_again_at = now + *raised.pressed_again;
  if (raised.taken_back) out.taken_back_at = now + *raised.taken_back;
  if (raised.over) out.over_at = now + *raised.over;
}

std::optional<AlarmId> LivingHome::press(const ScreenPress& wish, Instant now) {
  const HomeDevice* device = household_.that_raises(wish.kind);
  if (wish.about) {
    for (const Out& out : out_) {
      // A cancel comes from the device that raised the alarm, which is the one that hears of it.
      if (out.sent.signal().id != *wish.about) continue;
      for (const HomeDevice& own : household_.devices) {
        if (own.id == out.sent.signal().device) device = &own;
      }
    }
  }
  if (device == nullptr) return std::nullopt;
  used_by_person(now);
  Signal alarm;
  alarm.device = device->id;
  alarm.district = device->district;
  alarm.id = next_id(device->id, now);
  alarm.kind = wish.kind;
  alarm.kind_text = facts_of(wish.kind).name;
  alarm.at = now;
  alarm.trigger = wish.kind == AlarmKind::fall ? "fall_detector" : std::string(name_of(device->gadget));
  alarm.room = device->room;
  alarm.text = wish.text;
  alarm.test = wish.test;
  alarm.about = wish.about;
  const AlarmId id = alarm.id;
  put_out(std::move(alarm), Origin::screen, now);
  return id;
}

std::vector<Reading> LivingHome::set_door(bool open, Instant now) {
  const HomeDevice* contact = household_.with(Gadget::door_contact);
  if (contact == nullptr) return {};
  used_by_person(now);
  door_open_ = open;
  const std::string name = contact->room.empty() ? "door" : "door:" + contact->room;
  return {reading_of(*contact, household_.resident, name, now, open ? 1 : 0)};
}

std::vector<Reading> LivingHome::set_pulse(std::optional<double> heart_rate, Instant now) {
  if (household_.with(Gadget::wearable) == nullptr) return {};
  used_by_person(now);
  pulse_held_ = heart_rate;
  pulse_until_ = now + k_pulse_held;
  pulse_next_ = now;
  return held_pulse(now);
}

std::vector<Reading> LivingHome::held_pulse(Instant now) {
  if (!pulse_held_ || now < pulse_next_) return {};
  if (now >= pulse_until_) {
    pulse_held_.reset();
    return {};
  }
  pulse_next_ = now + k_pulse_interval;
  return {reading_of(*household_.with(Gadget::wearable), household_.resident, "heart_rate", now, *pulse_held_)};
}

void LivingHome::overheard(const Signal& alarm, Instant now) {
  used_by_person(now);
  for (const Out& out : out_) {
    if (out.sent.signal().device == alarm.device && out.sent.signal().id == alarm.id) return;
  }
  put_out(alarm, Origin::elsewhere, now);
}

bool LivingHome::hear(const Ack& ack, Instant now) {
  for (Out& out : out_) {
    if (out.sent.signal().device != ack.device || !out.sent.hear(ack, now)) continue;
    out.somebody_came = out.somebody_came || somebody_is_coming(out.sent);
    return true;
  }
  return false;
}

void LivingHome::reconnected(Instant now) {
  for (Out& out : out_) {
    if (out.origin != Origin::elsewhere) out.sent.reconnected(now);
  }
}

std::vector<Signal> LivingHome::due(Instant now) {
  std::vector<Signal> followers;
  for (Out& out : out_) follow_up(out, now, followers);
  for (Signal& follower : followers) put_out(std::move(follower), Origin::story, now);
  std::vector<Signal> signals;
  for (Out& out : out_) {
    if (out.origin == Origin::elsewhere || !out.sent.due(now)) continue;
    out.sent.sent(now);
    signals.push_back(out.sent.signal());
  }
  forget_old(now);
  return signals;
}

std::optional<Instant> LivingHome::next_at() const {
  std::optional<Instant> earliest;
  for (const Out& out : out_) {
    if (out.origin != Origin::elsewhere) keep_earliest(earliest, out.sent.next_at());
    keep_earliest(earliest, out.pressed_again_at);
    keep_earliest(earliest, out.taken_back_at);
    keep_earliest(earliest, out.over_at);
  }
  if (pulse_held_) keep_earliest(earliest, pulse_next_);
  return earliest;
}

LivingHome::Part LivingHome::part_in(const IncidentId& incident) const {
  Part part = Part::none;
  for (const Out& out : out_) {
    if (!out.sent.shown() || out.sent.shown()->incident != incident) continue;
    if (out.origin != Origin::story) return Part::a_persons;
    part = Part::the_storys;
  }
  return part;
}

HomeView LivingHome::view(const Living& living, Instant now) const {
  const Stay& stay = stay_at(living.stays, now);
  HomeView view;
  view.doing = stay.doing;
  view.room = stay.room;
  const Instant minute = std::chrono::floor<std::chrono::minutes>(now);
  view.signs = vital_signs(living.body, stay.doing, minute_of_day(now), living.unwell,
                           Dice(plot_.seed, {"view", household_.resident.text(), std::to_string(ms_of(minute))}));
  view.pulse_held = pulse_held_;
  view.door_open = door_open_;
  view.mains = !mains_lost_;
  for (const auto& [device, until] : silent_until_) {
    if (until > now) view.silent.push_back(device);
  }
  for (auto out = out_.rbegin(); out != out_.rend(); ++out) {
    const Signal& signal = out->sent.signal();
    const bool again = out->somebody_came && out->sent.shown() && out->sent.shown()->state == AckState::received;
    view.alarms.push_back({.id = signal.id,
                           .device = signal.device,
                           .kind = signal.kind_text,
                           .origin = out->origin,
                           .first_at = out->sent.first_at(),
                           .sendings = out->sent.sendings(),
                           .next_at = out->origin == Origin::elsewhere ? std::nullopt : out->sent.next_at(),
                           .shown = out->sent.shown(),
                           .again = again,
                           .ended = out->sent.ended()});
  }
  if (kept_off(now)) view.kept_off_until = kept_off_until_;
  return view;
}

AlarmId LivingHome::next_id(const DeviceId& device, Instant now) {
  ++pressed_;
  return AlarmId{
      "h-" + digest_of({"press", device.text(), std::to_string(ms_of(now)), std::to_string(pressed_)}).substr(0, 12)};
}

void LivingHome::put_out(Signal alarm, Origin origin, Instant now) {
  if (out_.size() >= k_alarms_max) out_.erase(out_.begin());
  Dice dice(plot_.seed, {"repeats", alarm.device.text(), alarm.id.text()});
  out_.push_back({SentAlarm(std::move(alarm), now, dice), origin, false, {}, {}, {}});
}

void LivingHome::follow_up(Out& out, Instant now, std::vector<Signal>& followers) {
  const auto follow = [&](AlarmKind kind, std::string_view what) {
    Signal follower = out.sent.signal();
    follower.about = follower.id;
    follower.id = following_id(follower.id, what);
    follower.kind = kind;
    follower.kind_text = facts_of(kind).name;
    follower.at = now;
    follower.text.clear();
    followers.push_back(std::move(follower));
  };
  if (out.pressed_again_at && *out.pressed_again_at <= now) {
    out.pressed_again_at.reset();
    if (!out.sent.ended() && !somebody_is_coming(out.sent)) {
      follow(out.sent.signal().kind, "2");
      followers.back().about.reset();
    }
  }
  if (out.taken_back_at && *out.taken_back_at <= now) {
    out.taken_back_at.reset();
    if (!out.sent.ended()) follow(AlarmKind::cancel, "c");
  }
  if (out.over_at && *out.over_at <= now) {
    out.over_at.reset();
    if (out.sent.signal().kind == AlarmKind::mains_lost) mains_lost_ = false;
    follow(AlarmKind::restored, "r");
  }
}

void LivingHome::forget_old(Instant now) {
  std::erase_if(out_, [now](const Out& out) {
    if (out.pressed_again_at || out.taken_back_at || out.over_at) return false;
    const bool ended_long_ago = out.sent.ended() && out.sent.heard_at() + k_shown_after_end < now;
    return ended_long_ago || out.sent.first_at() + k_followed < now;
  });
  std::erase_if(silent_until_, [now](const auto& silent) { return silent.second <= now; });
}

}  // namespace lamplight::simulate

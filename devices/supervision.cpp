// Promises as an array of deadlines, looked through as a whole.
#include "devices/supervision.h"

#include <algorithm>
#include <limits>

#include "model/check.h"

namespace lamplight {
namespace {

constexpr std::int64_t k_never = std::numeric_limits<std::int64_t>::max();
constexpr Millis k_district_together{60'000};  // "within a minute"
constexpr std::size_t k_districts_max = std::numeric_limits<std::uint16_t>::max();

}  // namespace

std::uint32_t Supervision::number_of(const Watched& watched) {
  const std::uint32_t number = names_.number_of(watched.device.text());
  if (number == due_ms_.size()) {
    due_ms_.push_back(k_never);
    heard_ms_.push_back(0);
    promise_s_.push_back(0);
    district_.push_back(0);
    state_.push_back(State::unknown);
    high_risk_.push_back(false);
    heartbeat_promised_.push_back(false);
  }
  const auto district = static_cast<std::uint16_t>(district_number(watched.district));
  if (state_[number] != State::unknown && district_[number] != district) leave_state(number);
  district_[number] = district;
  high_risk_[number] = watched.high_risk;
  if (state_[number] == State::unknown) {
    state_[number] = State::speaking;
    ++watched_;
    ++districts_[district].watched;
    promise_s_[number] = static_cast<std::uint32_t>(watched.interval.count());
  }
  return number;
}

std::uint32_t Supervision::district_number(const DistrictId& district) {
  const auto [place, added] = district_numbers_.emplace(district, static_cast<std::uint16_t>(districts_.size()));
  if (added) {
    LAMPLIGHT_CHECK(districts_.size() < k_districts_max);
    districts_.emplace_back().id = district;
  }
  return place->second;
}

std::int64_t Supervision::due_of(std::uint32_t number, Instant from) const {
  if (promise_s_[number] == 0) return k_never;
  const Seconds grace = high_risk_[number] ? rules_.grace_high_risk : rules_.grace;
  return ms_of(from + Seconds{promise_s_[number]} + grace);
}

// Takes the device out of all counts; what it is now is for the caller to say.
void Supervision::leave_state(std::uint32_t number) {
  District& district = districts_[district_[number]];
  if (state_[number] == State::unknown) return;
  --district.watched;
  --watched_;
  if (state_[number] == State::waiting) {
    std::erase_if(district.waiting, [number](const Waiting& waiting) { return waiting.number == number; });
  }
  if (state_[number] == State::silent) --district.silent;
  if (state_[number] == State::silent_with_district) --district.silent_with;
  if (state_[number] == State::silent || state_[number] == State::silent_with_district) --silent_;
  state_[number] = State::unknown;
}

bool Supervision::heard(const Watched& watched, const Word& word) {
  const std::uint32_t number = number_of(watched);
  const bool was_silent = state_[number] == State::silent;
  if (state_[number] != State::speaking) {
    const std::uint32_t promised_s = promise_s_[number];
    leave_state(number);
    number_of(watched);
    promise_s_[number] = promised_s;
  }
  if (word.heartbeat_within) heartbeat_promised_[number] = true;
  const auto promise = heartbeat_promised_[number] ? word.heartbeat_within : word.value_within;
  if (promise) promise_s_[number] = static_cast<std::uint32_t>(std::max(promise->count(), Seconds::rep{1}));
  heard_ms_[number] = ms_of(word.at);
  due_ms_[number] = due_of(number, word.at);
  return was_silent;
}

void Supervision::said_goodbye(const Watched& watched, Instant at) {
  const std::uint32_t number = number_of(watched);
  if (state_[number] != State::speaking) return;
  if (heard_ms_[number] == 0) heard_ms_[number] = ms_of(at);
  const Seconds grace =
      high_risk_[number] ? std::min(rules_.grace_high_risk, rules_.goodbye_grace) : rules_.goodbye_grace;
  due_ms_[number] = std::min(due_ms_[number], ms_of(at + grace));
}

void Supervision::remember(const Watched& watched, Instant heard_at, Seconds promise) {
  const std::uint32_t number = number_of(watched);
  promise_s_[number] = static_cast<std::uint32_t>(promise.count());
  // Whether a heartbeat or a pack had promised it is forgotten; the next heartbeat says.
  heartbeat_promised_[number] = promise_s_[number] > 0;
  heard_ms_[number] = ms_of(heard_at);
  due_ms_[number] = due_of(number, heard_at);
}

void Supervision::remember_silent(const Watched& watched) {
  const std::uint32_t number = number_of(watched);
  if (state_[number] == State::speaking) fall_silent(number, State::silent);
}

void Supervision::remember_silent_district(const DistrictId& id, Instant since) {
  const std::uint32_t wanted = district_number(id);
  District& district = districts_[wanted];
  district.is_silent = true;
  for (std::uint32_t number = 0; number < state_.size(); ++number) {
    if (district_[number] != wanted || state_[number] != State::speaking || heard_ms_[number] >= ms_of(since)) continue;
    state_[number] = State::silent_with_district;
    due_ms_[number] = k_never;
    ++district.silent_with;
    ++silent_;
  }
}

bool Supervision::forget(const DeviceId& device) {
  const auto number = names_.find(device.text());
  if (!number || state_[*number] == State::unknown) return false;
  const bool was_silent = state_[*number] == State::silent;
  leave_state(*number);
  due_ms_[*number] = k_never;
  return was_silent;
}

void Supervision::start_anew(Instant now) {
  for (std::uint32_t number = 0; number < due_ms_.size(); ++number) {
    if (state_[number] == State::waiting) state_[number] = State::speaking;
    if (state_[number] == State::speaking) due_ms_[number] = due_of(number, now);
  }
  for (District& district : districts_) {
    district.waiting.clear();
    district.just_silent_ms.clear();
  }
}

void Supervision::allow_grace(Instant now) {
  for (std::uint32_t number = 0; number < due_ms_.size(); ++number) {
    if (state_[number] != State::speaking) continue;
    due_ms_[number] =
        std::max(due_ms_[number], ms_of(now + (high_risk_[number] ? rules_.grace_high_risk : rules_.grace)));
  }
}

SilentDevice Supervision::silent_device(std::uint32_t number) const {
  return {DeviceId{std::string(names_.name_of(number))}, districts_[district_[number]].id,
          instant_of_ms(heard_ms_[number]), Seconds{promise_s_[number]}};
}

void Supervision::find_overdue(Instant now, SilenceFound& found) {
  const std::int64_t now_ms = ms_of(now);
  for (std::uint32_t number = 0; number < due_ms_.size(); ++number) {
    if (due_ms_[number] > now_ms) continue;
    District& district = districts_[district_[number]];
    if (high_risk_[number] && !district.is_silent) {
      // Stands out, and counts for its district all the same.
      fall_silent(number, State::silent);
      district.just_silent_ms.push_back(now_ms);
      found.devices.push_back(silent_device(number));
      continue;
    }
    state_[number] = State::waiting;
    due_ms_[number] = k_never;
    district.waiting.push_back({number, now_ms});
  }
}

void Supervision::fall_silent(std::uint32_t number, State state) {
  District& district = districts_[district_[number]];
  state_[number] = state;
  due_ms_[number] = k_never;
  ++silent_;
  ++(state == State::silent ? district.silent : district.silent_with);
}

// Whoever waited long enough for company is silent alone.
void Supervision::end_waiting(District& district, Instant now, SilenceFound& found) {
  std::erase_if(district.waiting, [&](const Waiting& waiting) {
    if (waiting.since_ms > ms_of(now - rules_.district_window)) return false;
    fall_silent(waiting.number, State::silent);
    found.devices.push_back(silent_device(waiting.number));
    return true;
  });
}

// Over when no more than a fifth of those is silent still; those are now each a matter of their own.
void Supervision::end_district(District& district, SilenceFound& found) {
  district.silent_with_most = std::max(district.silent_with_most, district.silent_with);
  if (5 * district.silent_with > district.silent_with_most) return;
  district.is_silent = false;
  district.silent_with_most = 0;
  found.districts_back.push_back(district.id);
  for (std::uint32_t number = 0; district.silent_with > 0 && number < state_.size(); ++number) {
    if (state_[number] != State::silent_with_district || districts_[district_[number]].id != district.id) continue;
    --district.silent_with;
    --silent_;
    fall_silent(number, State::silent);
    found.devices.push_back(silent_device(number));
  }
}

void Supervision::judge_district(District& district, Instant now, SilenceFound& found) {
  const std::int64_t a_minute_ago_ms = ms_of(now - k_district_together);
  std::erase_if(district.just_silent_ms, [&](std::int64_t at_ms) { return at_ms < a_minute_ago_ms; });
  const std::size_t fell = district.waiting.size() + district.just_silent_ms.size();
  const std::size_t spoke = district.watched - district.silent - district.silent_with + district.just_silent_ms.size();
  if (!district.is_silent && !district.waiting.empty() && fell >= rules_.district_min && 2 * fell > spoke) {
    district.is_silent = true;
    found.districts.push_back({district.id, now, fell, district.watched});
  }
  if (!district.is_silent) return end_waiting(district, now, found);
  for (const Waiting& waiting : district.waiting) fall_silent(waiting.number, State::silent_with_district);
  district.waiting.clear();
  end_district(district, found);
}

SilenceFound Supervision::look(Instant now) {
  SilenceFound found;
  find_overdue(now, found);
  for (District& district : districts_) {
    if (!district.waiting.empty() || district.is_silent || !district.just_silent_ms.empty()) {
      judge_district(district, now, found);
    }
  }
  return found;
}

std::optional<Supervision::Promise> Supervision::promise_of(const DeviceId& device) const {
  const auto number = names_.find(device.text());
  if (!number || state_[*number] == State::unknown) return std::nullopt;
  return Promise{instant_of_ms(heard_ms_[*number]), Seconds{promise_s_[*number]}};
}

}  // namespace lamplight

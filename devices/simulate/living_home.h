// One home that lives: the alarms it has out, what follows them, who has it in hand.
//
// Alarms come from the story, from a person at the home on the screen, or from somebody else who
// speaks for a device of this home. After any use by a person the story keeps off for ten minutes
// (contracts §1). Owned by LivingTown; one thread.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "devices/simulate/household.h"
#include "devices/simulate/measuring.h"
#include "devices/simulate/sent_alarm.h"
#include "devices/simulate/story.h"

namespace lamplight::simulate {

inline constexpr std::chrono::minutes k_keep_off{10};

enum class Origin : std::uint8_t { story, screen, elsewhere };

// What a person does to the home on the screen.
struct ScreenPress {
  AlarmKind kind = AlarmKind::sos;
  std::optional<AlarmId> about;  // of `cancel` and `restored`
  std::string text;
  bool test = false;
};

// An alarm as the home shows it.
struct AlarmView {
  AlarmId id;
  DeviceId device;
  std::string kind;
  Origin origin = Origin::story;
  Instant first_at{};
  int sendings = 0;
  std::optional<Instant> next_at;  // of the next repeat
  std::optional<Ack> shown;        // the answer with the highest seq
  bool again = false;              // `received` after somebody was on her way
  bool ended = false;
  bool operator==(const AlarmView&) const = default;
};

struct HomeView {
  Doing doing = Doing::resting;
  Room room = Room::living_room;
  Body signs;
  std::optional<double> pulse_held;  // set by a person
  bool door_open = false;
  bool mains = true;
  std::vector<DeviceId> silent;
  std::vector<AlarmView> alarms;  // the newest first
  std::optional<Instant> kept_off_until;
};

class LivingHome {
 public:
  LivingHome(const Plot& plot, Household household);

  [[nodiscard]] const Household& household() const { return household_; }
  Household& household() { return household_; }

  // Somebody else has spoken for one of its devices, or a person uses it on the screen.
  void used_by_person(Instant now);
  [[nodiscard]] bool kept_off(Instant now) const { return kept_off_until_ && now < *kept_off_until_; }
  // Whether the simulator may speak for this device now: not kept off, not silent.
  [[nodiscard]] bool speaks(const DeviceId& device, Instant now) const;

  // From the story. Ignored while kept off.
  void begin(const Happening& happening, Instant now);

  // From the screen; nothing when no device of this home could say that.
  [[nodiscard]] std::optional<AlarmId> press(const ScreenPress& wish, Instant now);
  // Readings to send at once; empty when there is no such sensor.
  [[nodiscard]] std::vector<Reading> set_door(bool open, Instant now);
  [[nodiscard]] std::vector<Reading> set_pulse(std::optional<double> heart_rate, Instant now);
  // What a held pulse measures again; empty when it is not due.
  [[nodiscard]] std::vector<Reading> held_pulse(Instant now);

  // An alarm that somebody else sent for a device of this home.
  void overheard(const Signal& alarm, Instant now);
  // True when a view has changed.
  bool hear(const Ack& ack, Instant now);
  void reconnected(Instant now);

  // Alarms whose time to go out has come; they count as sent.
  [[nodiscard]] std::vector<Signal> due(Instant now);
  // When `due` or `held_pulse` will have something; nothing: not before something else happens.
  [[nodiscard]] std::optional<Instant> next_at() const;
  [[nodiscard]] bool mains() const { return !mains_lost_; }

  // Whose alarms of this home have been answered with that incident.
  enum class Part : std::uint8_t { none, the_storys, a_persons };
  [[nodiscard]] Part part_in(const IncidentId& incident) const;

  [[nodiscard]] HomeView view(const Living& living, Instant now) const;

 private:
  struct Out {
    SentAlarm sent;
    Origin origin = Origin::story;
    bool somebody_came = false;
    std::optional<Instant> pressed_again_at;
    std::optional<Instant> taken_back_at;
    std::optional<Instant> over_at;
  };

  [[nodiscard]] AlarmId next_id(const DeviceId& device, Instant now);
  void put_out(Signal alarm, Origin origin, Instant now);
  void follow_up(Out& out, Instant now, std::vector<Signal>& followers);
  void forget_old(Instant now);

  Plot plot_;
  Household household_;
  std::vector<Out> out_;  // the oldest first, at most k_alarms_max
  std::map<DeviceId, Instant> silent_until_;
  std::optional<Instant> kept_off_until_;
  std::optional<double> pulse_held_;
  Instant pulse_until_{};
  Instant pulse_next_{};
  bool door_open_ = false;
  bool mains_lost_ = false;
  int pressed_ = 0;  // on the screen, for ids
};

}  // namespace lamplight::simulate

// A simulated care worker: looks at her phone, thinks, answers, travels, helps, reports.
//
// A state machine: what the phone shows goes in, the next deed comes out; whether the server took it
// is seen on the phone, nowhere else. Some decline, some do not answer, some forget to press
// "arrived" in time, but only where the story itself raised the alarm: somebody who presses to see
// what happens is always answered. Pure; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "devices/simulate/dice.h"
#include "model/geo.h"
#include "model/ids.h"
#include "model/incident.h"

namespace lamplight::simulate {

struct Pace {
  double travel = 10;  // how many times as fast as the road allows: a demonstration lasts minutes
};

// One incident on the phone.
struct Task {
  IncidentId incident;
  bool offered = false;  // waits for her answer; else she holds it
  IncidentState state = IncidentState::open;
  bool of_story = false;  // every alarm of it comes from the simulator itself
  std::optional<Position> place;
  std::optional<int> eta_s;  // as the server reckons it
  bool operator==(const Task&) const = default;
};

enum class DeedKind : std::uint8_t { duty_on, duty_off, report_position, accept, decline, depart, arrive, resolve };

[[nodiscard]] std::string_view name_of(DeedKind kind);  // of incident commands as the API has them

struct Deed {
  DeedKind kind = DeedKind::report_position;
  IncidentId incident;
  Position position;
  Outcome outcome = Outcome::helped;
  std::string words;  // the reason, the note
  bool operator==(const Deed&) const = default;
};

class CareWorker {
 public:
  // `beat`: places she passes while nobody needs her; may be empty.
  CareWorker(std::uint64_t seed, WorkerId id, Pace pace, Position position, std::vector<Position> beat, Instant now);

  [[nodiscard]] const WorkerId& id() const { return id_; }
  // What the phone shows now, whole.
  void look(std::vector<Task> tasks, Instant now);
  // Whether the roster wants her on duty, and whether the server has her so.
  void roster(bool on_shift, bool on_duty);
  [[nodiscard]] bool on_duty() const { return on_duty_; }

  // The deed whose time has come; the same again until `done` is told.
  [[nodiscard]] std::optional<Deed> next(Instant now);
  // It was tried. If it did not work, it is tried again in a while, as long as the phone still asks for it.
  void done(const Deed& deed, bool worked, Instant now);
  // A person has this account in hand: she does nothing before `until`.
  void keep_off(Instant until) { kept_off_until_ = until; }
  [[nodiscard]] Instant next_at(Instant now) const;

 private:
  struct Plan {                 // what she will do about one incident
    std::optional<Instant> at;  // the time of the next step; nothing: she does not answer
    bool declines = false;
    IncidentState for_state = IncidentState::open;
    bool offered = false;
  };

  [[nodiscard]] Dice dice_for(const Task& task, std::string_view step) const;
  void plan(const Task& task, Instant now);
  [[nodiscard]] Deed deed_for(const Task& task, const Plan& plan) const;
  void travel_to(const Position& place, Instant from, Instant until);
  [[nodiscard]] Position position_at(Instant now) const;
  void walk_on(Instant now);

  std::uint64_t seed_;
  WorkerId id_;
  Pace pace_;
  std::vector<Position> beat_;
  bool on_shift_ = true;
  bool on_duty_ = true;
  std::vector<Task> tasks_;
  std::map<IncidentId, Plan> plans_;
  std::optional<Instant> kept_off_until_;

  // Where she goes: from `leg_from_` to `leg_to_` between the two times.
  Position leg_from_;
  Position leg_to_;
  Instant leg_begins_;
  Instant leg_ends_;
  Instant report_at_;
  Instant duty_at_;
  int legs_ = 0;
};

}  // namespace lamplight::simulate

// The demo town: Guzhen as it might be, from one seed. Nobody in it exists.
//
// Made by lamplight-migrate --demo, read by tests; pure: the same seed gives the same town, byte for
// byte. Written into the tables by db/demo_writer, its passwords made by db/demo_sign_ins.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dispatch/town.h"
#include "model/people.h"
#include "model/policy.h"
#include "model/role.h"

namespace lamplight::db {

struct DemoSkill {
  SkillCode code;
  std::string name;
  std::string name_en;
  bool for_two = false;  // takes two people
};

struct DemoContact {
  ContactId id;
  std::string name;
  std::string relation;  // "daughter", "neighbour", …
  std::string phone;
  std::string language;
  bool has_key = false;
};

struct DemoResident {
  ResidentCard card;
  Gender gender = Gender::unsaid;
  std::string born;  // YYYY-MM-DD
  std::string phone;
  std::string mobility;
  int spo2_scale = 1;
  std::string address;
  std::string access;    // how to get in
  std::string key_safe;  // its code; empty where there is none
  std::vector<std::string> conditions;
  std::vector<std::string> medication;
  std::vector<std::string> allergies;
  std::string notes;
  std::vector<DemoContact> contacts;
};

struct DemoDevice {
  DeviceCard card;
  int interval_s = 900;  // the longest time between two heartbeats
};

struct DemoWorker {
  WorkerCard card;
  std::string phone;
  std::string username;
};

struct DemoUser {
  UserId id;
  std::string username;
  Role role = Role::family;
  std::string person;  // a care worker's id in the register of workers, else empty
  std::string name;
  std::string language;
  bool listed = true;  // in accounts.json
};

struct DemoFamilyLink {
  UserId user;
  ResidentId resident;
  std::string relation;
  bool sees_status = true;
  bool sees_incidents = false;
  bool sees_vitals = false;
  bool sees_location = false;
};

struct DemoShift {
  std::string id;
  WorkerId worker;
  Instant from{};
  Instant until{};
};

struct DemoVehicle {
  std::string id;
  std::string name;
  std::string plate;
  std::string kind;
  int seats = 0;
  std::string equipment;  // words, joined by commas
  DistrictId district;    // where it stands
  WorkerId driver;
};

struct DemoPlan {
  Plan plan;
  std::string name;
};

struct DemoTown {
  std::vector<District> districts;
  std::vector<DemoSkill> skills;
  std::vector<DemoResident> residents;
  std::vector<DemoDevice> devices;  // the pendants first, each of another resident
  std::vector<DemoWorker> workers;
  std::vector<DemoUser> users;
  std::vector<DemoFamilyLink> family_links;
  std::vector<DemoVehicle> vehicles;
  std::vector<DemoPlan> plans;
  Policies policies;  // those plans among them
};

// `now` decides who is on duty, and is when the workers were last seen.
[[nodiscard]] DemoTown make_demo_town(std::uint64_t seed, Instant now);

// A town before its first day: skills, policies, one administrator.
[[nodiscard]] DemoTown make_empty_town();

// The roster from the shift that runs at `from` to the one that runs at `until`. Twelve hours each, day
// and night; sixteen of the forty work at any time, none of them two shifts on end.
[[nodiscard]] std::vector<DemoShift> demo_shifts(Instant from, Instant until);

inline constexpr std::size_t k_demo_residents = 300;
inline constexpr std::size_t k_demo_workers = 40;
inline constexpr std::size_t k_demo_on_shift = 16;

}  // namespace lamplight::db

// Values to rows, many at a time.
#include "db/demo_writer.h"

#include <algorithm>

#include "db/demo_words.h"
#include "db/name_key.h"
#include "db/password.h"
#include "db/statements_consents.h"
#include "db/statements_demo.h"
#include "db/statements_policies.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"
#include "db/statements_residents.h"

namespace lamplight::db {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_roster{std::chrono::weeks{4}};
constexpr Millis k_roster_least{std::chrono::weeks{2}};
constexpr Millis k_position_old = 2min;      // half of what the matcher calls fresh
constexpr Millis k_left_alone = 10min;       // contracts §1: whoever was used by somebody else
constexpr std::size_t k_on_duty_least = 14;  // ten are promised

// What is true of every row of a new town.
constexpr bool k_archived = false;
constexpr bool k_retired = false;
constexpr bool k_disabled = false;
constexpr int k_version = 1;
constexpr std::string_view k_no_call_back;

using Rows = std::vector<Params>;

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string clinical_words(const DemoResident& resident) {
  std::string text = "病史：" + joined(resident.conditions, "、") + "\n用药：" + joined(resident.medication, "；");
  if (!resident.allergies.empty()) text += "\n过敏：" + joined(resident.allergies, "、");
  return text;
}

Params resident_row(const DemoResident& resident, const SealKey& master, Instant now) {
  const ResidentCard& card = resident.card;
  const std::string& id = card.id.text();
  const SealKey key = new_data_key();
  const auto sealed = [&](std::string_view column, std::string_view text) {
    return Param{seal(key, text, {"residents", column, id})};
  };
  return {card.id,
          seal_data_key(master, key, {"residents", "data_key_sealed", id}),
          sealed("key_safe_sealed", resident.key_safe),
          card.name,
          card.district,
          card.home.lat,
          card.home.lon,
          resident.born,
          name_of(resident.gender),
          resident.phone,
          card.language,
          name_of(card.language_wish),
          name_of(card.gender_wanted),
          name_of(card.gender_wish),
          card.high_risk,
          resident.spo2_scale,
          resident.mobility,
          k_archived,
          k_version,
          now,
          sealed("address_sealed", resident.address),
          sealed("access_sealed", resident.access),
          sealed("clinical_sealed", clinical_words(resident)),
          sealed("notes_sealed", resident.notes),
          nullptr,
          name_key(card.name)};
}

void write_residents(Session& session, const DemoTown& town, const SealKey& master, Instant now) {
  Rows residents;
  Rows needs;
  Rows workers;
  Rows contacts;
  for (const DemoResident& resident : town.residents) {
    const ResidentCard& card = resident.card;
    residents.push_back(resident_row(resident, master, now));
    for (const SkillCode& skill : card.needs) needs.push_back({card.id, skill});
    for (const WorkerId& worker : card.excluded) workers.push_back({card.id, worker, "excluded"});
    for (const WorkerId& worker : card.preferred) workers.push_back({card.id, worker, "preferred"});
    int ordinal = 1;
    for (const DemoContact& contact : resident.contacts) {
      contacts.push_back({contact.id, card.id, ordinal++, contact.name, contact.relation, contact.phone,
                          contact.language, contact.has_key, "", ""});
    }
  }
  session.insert(k_add_resident, residents);
  session.insert(k_add_resident_needs, needs);
  session.insert(k_add_resident_workers, workers);
  session.insert(k_add_contacts, contacts);
}

void write_workers(Session& session, const DemoTown& town, Instant now) {
  Rows workers;
  Rows skills;
  Rows districts;
  for (const DemoWorker& worker : town.workers) {
    const WorkerCard& card = worker.card;
    const Position place = card.position.value_or(Position{});
    workers.push_back({card.id, card.name, worker.phone, name_of(card.gender), joined(card.languages, ","),
                       card.on_duty, place.lat, place.lon, card.accuracy_m, card.position_at, now});
    for (const SkillCode& skill : card.skills) skills.push_back({card.id, skill, nullptr});
    for (const DistrictId& district : card.districts) districts.push_back({card.id, district});
  }
  session.insert(k_add_workers_in_place, workers);
  session.insert(k_add_skills_of_worker, skills);
  session.insert(k_add_districts_of_worker, districts);
}

void write_shifts(Session& session, Instant from, Instant until) {
  Rows rows;
  for (const DemoShift& shift : demo_shifts(from, until))
    rows.push_back({shift.id, shift.worker, shift.from, shift.until, nullptr, nullptr});
  session.insert(k_add_shift_row, rows);
}

void write_users(Session& session, const DemoTown& town, const Rows& users, Instant now) {
  session.insert(k_add_user_row, users);
  Rows links;
  for (const DemoFamilyLink& link : town.family_links) {
    links.push_back({link.user, link.resident, link.relation, link.sees_status, link.sees_incidents, link.sees_vitals,
                     link.sees_location, now, words::k_consent_version});
  }
  session.insert(k_add_consent_text, {{words::k_consent_version, words::k_consent_zh, words::k_consent_en, now, ""}});
  session.insert(k_add_family_links, links);
}

// The whole register of sign-ins takes a second to hash, so that is done before the transaction.
Rows user_rows(const DemoTown& town, const DemoPasswords& passwords, Instant now) {
  Rows rows;
  for (const DemoUser& user : town.users) {
    rows.push_back({user.id, user.username, name_of(user.role), user.person, user.name, user.language, k_disabled, now,
                    hash_password(passwords.of_user(user))});
  }
  return rows;
}

void add_ladder(Rows& rows, IncidentClass queue, int priority, const Ladder& ladder) {
  int step = 0;
  for (const PolicyStep& part : ladder) {
    rows.push_back({name_of(queue), priority, step++, name_of(part.action), part.width, part.wait.count(), ""});
  }
}

std::string_view word(const std::optional<AlarmKind>& kind) {
  return kind ? facts_of(*kind).name : std::string_view{};
}

void write_evidence_rules(Session& session, const std::vector<EvidenceRule>& rules) {
  Rows rows;
  for (const EvidenceRule& rule : rules) {
    std::vector<std::string> needs;
    for (const SkillCode& skill : rule.needs) needs.push_back(skill.text());
    rows.push_back(
        {static_cast<int>(rows.size()), word(rule.kind), word(rule.beside), rule.says, joined(needs, ",")});
  }
  session.insert(k_add_evidence_rules, rows);
}

void write_policies(Session& session, const Policies& policies) {
  Rows steps;
  for (const auto& [priority, ladder] : policies.by_priority)
    add_ladder(steps, IncidentClass::emergency, priority, ladder);
  for (const auto& [queue, ladder] : policies.by_queue) add_ladder(steps, queue, 0, ladder);
  session.insert(k_add_ladder_steps, steps);
  Rows needs;
  for (const auto& [kind, skills] : policies.needs) {
    for (const SkillCode& skill : skills) needs.push_back({facts_of(kind).name, skill});
  }
  session.insert(k_put_needs_of_kind, needs);
  write_evidence_rules(session, policies.evidence);
}

void write_plans(Session& session, const std::vector<DemoPlan>& plans) {
  Rows rows;
  Rows steps;
  for (const DemoPlan& one : plans) {
    const Plan& plan = one.plan;
    rows.push_back({plan.id, one.name, plan.resident, word(plan.kind), plan.district, plan.priority,
                    name_of(plan.time), k_version});
    int number = 0;
    for (const PolicyStep& step : plan.steps) {
      steps.push_back({plan.id, number++, name_of(step.action), step.width, step.wait.count(),
                       step.loudness ? name_of(*step.loudness) : std::string_view{}});
    }
  }
  session.insert(k_add_plan, rows);
  session.insert(k_add_plan_steps, steps);
}

void write_vehicles(Session& session, const std::vector<DemoVehicle>& vehicles) {
  Rows rows;
  for (const DemoVehicle& one : vehicles) {
    rows.push_back(
        {one.id, one.name, one.plate, one.kind, one.seats, one.equipment, one.district, one.driver, k_archived});
  }
  session.insert(k_add_vehicle_row, rows);
}

void write_places_and_things(Session& session, const DemoTown& town, Instant now) {
  constexpr std::string_view k_town = "guzhen";
  Rows districts;
  if (!town.districts.empty()) districts.push_back({k_town, "古镇镇", "Guzhen", 22.6185, 113.1930, nullptr, "town"});
  for (const District& d : town.districts)
    districts.push_back({d.id, d.name, d.name_en, d.centre.lat, d.centre.lon, k_town, "community"});
  session.insert(k_add_district_row, districts);
  Rows skills;
  for (const DemoSkill& skill : town.skills) skills.push_back({skill.code, skill.name, skill.name_en, skill.for_two});
  session.insert(k_add_skill_row, skills);
  Rows devices;
  for (const DemoDevice& device : town.devices) {
    devices.push_back({device.card.id, device.card.resident, device.card.district, device.card.model, device.card.room,
                       device.interval_s, k_no_call_back, k_retired, now});
  }
  session.insert(k_add_device_row, devices);
}

struct Duty {
  WorkerId worker;
  bool on_duty = false;
  Instant position_at{};
  Instant changed_at{};
  std::int64_t version = 0;
  bool on_shift = false;
};

std::vector<Duty> read_duties(Session& session, Instant now) {
  std::vector<Duty> duties;
  session.query(k_list_duties, {now, now}, [&](const Row& row) {
    duties.push_back({row.id<WorkerId>(0), row.truth(1), row.instant(2), row.instant(3), row.integer(4), row.truth(5)});
  });
  return duties;
}

void fill_duty(Session& session, std::vector<Duty> duties, Instant now) {
  auto missing = static_cast<std::ptrdiff_t>(k_on_duty_least) -
                 std::count_if(duties.begin(), duties.end(), [](const Duty& duty) { return duty.on_duty; });
  std::stable_partition(duties.begin(), duties.end(), [](const Duty& duty) { return duty.on_shift; });
  for (const Duty& duty : duties) {
    if (missing <= 0) return;
    if (duty.on_duty || duty.changed_at > now - k_left_alone) continue;
    missing -= static_cast<std::ptrdiff_t>(session.change(k_call_to_duty, {now, now, duty.worker, duty.version}));
  }
}

void extend_roster(Session& session, Instant now) {
  std::optional<Instant> end;
  session.query(k_latest_shift_end, {}, [&](const Row& row) { end = row.instant_or_nothing(0); });
  if (end && *end > now + k_roster_least) return;
  const Instant from = end && *end > now ? *end : now;
  session.transaction([&] { write_shifts(session, from, now + k_roster); });
}

}  // namespace

bool town_is_filled(Session& session) {
  std::int64_t users = 0;
  session.query(k_count_users, {}, [&](const Row& row) { users = row.integer(0); });
  return users > 0;
}

void write_town(Session& session, const DemoTown& town, const SealKey& master, const DemoPasswords& passwords,
                Instant now) {
  const Rows users = user_rows(town, passwords, now);
  session.transaction([&] {
    write_places_and_things(session, town, now);
    write_residents(session, town, master, now);
    write_workers(session, town, now);
    if (!town.workers.empty()) write_shifts(session, now, now + k_roster);
    write_vehicles(session, town.vehicles);
    write_policies(session, town.policies);
    write_plans(session, town.plans);
    write_users(session, town, users, now);
    session.change(k_raise_register_mark, {});
  });
}

void refresh_demo(Session& session, Instant now) {
  const std::vector<Duty> duties = read_duties(session, now);
  for (const Duty& duty : duties) {
    if (!duty.on_duty || duty.position_at > now - k_position_old) continue;
    session.change(k_date_position, {now, duty.worker, duty.position_at});
  }
  fill_duty(session, duties, now);
  extend_roster(session, now);
}

}  // namespace lamplight::db

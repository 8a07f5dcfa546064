// Reading the registers: one statement a table, put together in memory.
#include "db/directory.h"

#include <algorithm>
#include <map>

#include "db/columns.h"
#include "db/statements_registers.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_excluded = "excluded";  // the relation; every other one is a preference

template <class E>
E known(const std::optional<E>& value, const char* column) {
  if (!value) throw DbFault(FaultKind::other, 0, std::string{"an unknown word in the column "} + column);
  return *value;
}

ResidentCard resident_of(const Row& row) {
  ResidentCard card;
  card.id = row.id<ResidentId>(0);
  card.name = row.text(1);
  card.district = row.id<DistrictId>(2);
  card.home = {row.real(3), row.real(4)};
  card.high_risk = row.truth(5);
  card.language = row.text(6);
  card.language_wish = known(wish_named(row.text(7)), "residents.language_wish");
  card.gender_wanted = known(gender_named(row.text(8)), "residents.gender_wanted");
  card.gender_wish = known(wish_named(row.text(9)), "residents.gender_wish");
  return card;
}

DeviceCard device_of(const Row& row) {
  return {row.id<DeviceId>(0), row.id<DistrictId>(1), row.id_or_nothing<ResidentId>(2), row.text(3), row.text(4),
          Seconds{row.integer(5)}};
}

// What hangs on residents, from statements about all of them or about one.
struct ResidentParts {
  std::string_view needs;
  std::string_view workers;
  std::string_view contacts;
};
constexpr ResidentParts k_parts_of_all{k_select_all_resident_needs, k_select_all_resident_workers,
                                       k_count_all_contacts};
constexpr ResidentParts k_parts_of_one{k_select_needs_of_resident, k_select_workers_of_resident,
                                       k_count_contacts_of_resident};

void add_parts(Session& session, const ResidentParts& parts, const Params& params,
               std::unordered_map<ResidentId, ResidentCard>& residents) {
  const auto with_card = [&residents](const Row& row, auto&& change) {
    const auto found = residents.find(row.id<ResidentId>(0));
    if (found != residents.end()) change(found->second);
  };
  session.query(parts.needs, params, [&](const Row& row) {
    with_card(row, [&](ResidentCard& card) { card.needs.push_back(row.id<SkillCode>(1)); });
  });
  session.query(parts.workers, params, [&](const Row& row) {
    with_card(row, [&](ResidentCard& card) {
      auto& list = row.text(2) == k_excluded ? card.excluded : card.preferred;
      list.push_back(row.id<WorkerId>(1));
    });
  });
  session.query(parts.contacts, params, [&](const Row& row) {
    with_card(row, [&](ResidentCard& card) { card.contacts = static_cast<int>(row.integer(1)); });
  });
}

std::vector<Plan> read_plans(Session& session) {
  std::map<PlanId, Plan> plans;
  session.query(k_select_plans, {}, [&](const Row& row) {
    Plan plan{.id = row.id<PlanId>(0), .resident = row.id_or_nothing<ResidentId>(1)};
    const std::string kind = row.text(2);
    if (!kind.empty()) plan.kind = known(stored_kind(kind), "plans.kind");
    plan.district = row.id_or_nothing<DistrictId>(3);
    if (!row.null(4)) plan.priority = static_cast<int>(row.integer(4));
    plan.time = known(time_of_week_named(row.text(5)), "plans.time");
    plans.emplace(plan.id, std::move(plan));
  });
  session.query(k_select_plan_steps, {}, [&](const Row& row) {
    const auto found = plans.find(row.id<PlanId>(0));
    if (found == plans.end()) return;
    found->second.steps.push_back({known(step_action_named(row.text(1)), "plan_steps.action"),
                                   static_cast<int>(row.integer(2)), Millis{row.integer(3)}, loudness_named(row.text(4))});
  });
  std::vector<Plan> sorted;
  for (auto& [id, plan] : plans) sorted.push_back(std::move(plan));
  return sorted;
}

BusinessHours read_business_hours(Session& session) {
  BusinessHours hours;
  session.query(k_select_business_hours, {}, [&](const Row& row) {
    hours = {static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)),
             static_cast<int>(row.integer(3))};
  });
  return hours;
}

std::optional<AlarmKind> kind_or_nothing(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return known(stored_kind(text), "evidence_rules.kind");
}

WorkerCard worker_of(const Row& row) {
  WorkerCard card;
  card.id = row.id<WorkerId>(0);
  card.name = row.text(1);
  card.on_duty = row.truth(2);
  if (!row.null(3) && !row.null(4)) card.position = Position{row.real(3), row.real(4)};
  card.accuracy_m = row.real(5);
  card.position_at = row.instant(6);
  card.gender = known(gender_named(row.text(7)), "workers.gender");
  card.languages = split(row.text(8));
  card.by_sms = row.truth(9);
  return card;
}

}  // namespace

std::set<std::pair<WorkerId, SkillCode>> read_vehicle_codes(Session& session) {
  std::set<std::pair<WorkerId, SkillCode>> codes;
  session.query(k_select_driven_vehicles, {}, [&codes](const Row& row) {
    std::vector<std::string> parts = split(row.text(2));
    parts.push_back(row.text(1));
    for (const std::string& part : parts) {
      if (!part.empty()) codes.emplace(row.id<WorkerId>(0), std::string(k_vehicle_prefix) + part);
    }
  });
  return codes;
}

std::vector<WorkerCard> read_workers(Session& session, Instant now) {
  std::vector<WorkerCard> workers;
  session.query(k_select_worker_cards, {}, [&](const Row& row) { workers.push_back(worker_of(row)); });
  std::sort(workers.begin(), workers.end(), [](const WorkerCard& a, const WorkerCard& b) { return a.id < b.id; });
  const auto with_card = [&workers](const WorkerId& id, auto&& change) {
    const auto found =
        std::lower_bound(workers.begin(), workers.end(), id,
                         [](const WorkerCard& card, const WorkerId& wanted) { return card.id < wanted; });
    if (found != workers.end() && found->id == id) change(*found);
  };
  session.query(k_select_valid_worker_skills, {now}, [&](const Row& row) {
    with_card(row.id<WorkerId>(0), [&](WorkerCard& card) { card.skills.push_back(row.id<SkillCode>(1)); });
  });
  for (const auto& [driver, code] : read_vehicle_codes(session)) {
    with_card(driver, [&code](WorkerCard& card) {
      const auto place = std::lower_bound(card.skills.begin(), card.skills.end(), code);
      if (place == card.skills.end() || *place != code) card.skills.insert(place, code);
    });
  }
  session.query(k_select_worker_districts, {}, [&](const Row& row) {
    with_card(row.id<WorkerId>(0), [&](WorkerCard& card) { card.districts.push_back(row.id<DistrictId>(1)); });
  });
  session.query(k_select_running_shifts, {now, now, now, now, now}, [&](const Row& row) {
    with_card(row.id<WorkerId>(0), [&](WorkerCard& card) {
      card.shift_ends = row.instant(1);
      card.break_until = row.instant_or_nothing(2);
      card.works_since = row.instant(3);
    });
  });
  return workers;
}

Policies read_policies(Session& session) {
  Policies policies;
  session.query(k_select_policy_steps, {}, [&](const Row& row) {
    const IncidentClass queue = known(stored_class(row.text(0)), "policy_steps.queue");
    const int priority = static_cast<int>(row.integer(1));
    Ladder& ladder = queue == IncidentClass::emergency ? policies.by_priority[priority] : policies.by_queue[queue];
    ladder.push_back({known(step_action_named(row.text(2)), "policy_steps.action"), static_cast<int>(row.integer(3)),
                      Millis{row.integer(4)}, loudness_named(row.text(5))});
  });
  session.query(k_select_kind_needs, {}, [&](const Row& row) {
    policies.needs[known(stored_kind(row.text(0)), "kind_needs.kind")].push_back(row.id<SkillCode>(1));
  });
  session.query(k_select_evidence_rules, {}, [&](const Row& row) {
    EvidenceRule rule{kind_or_nothing(row.text(0)), kind_or_nothing(row.text(1)), row.text(2), {}};
    for (std::string& code : split(row.text(3))) rule.needs.emplace_back(std::move(code));
    policies.evidence.push_back(std::move(rule));
  });
  policies.weights = read_weights(session);
  policies.plans = read_plans(session);
  policies.hours = read_business_hours(session);
  return policies;
}

Weights read_weights(Session& session) {
  Weights weights;
  session.query(k_select_weights, {}, [&](const Row& row) {
    // One that a later version knows and this one does not changes nothing.
    if (const WeightFacts* facts = weight_named(row.text(0))) weights.*facts->value = static_cast<int>(row.integer(1));
  });
  return weights;
}

void raise_mark(Session& session) {
  session.change(k_raise_register_mark, {});
}

Result<Registers, StoreError> MySqlDirectory::registers(Instant) {
  return pool_.run<Registers>([](Session& session) {
    Registers registers;
    session.query(k_select_resident_cards, {}, [&](const Row& row) {
      ResidentCard card = resident_of(row);
      registers.residents.emplace(card.id, std::move(card));
    });
    add_parts(session, k_parts_of_all, {}, registers.residents);
    session.query(k_select_device_cards, {}, [&](const Row& row) {
      DeviceCard card = device_of(row);
      registers.devices.emplace(card.id, std::move(card));
    });
    session.query(k_select_districts, {}, [&](const Row& row) {
      District district{row.id<DistrictId>(0), row.text(1), row.text(2), {row.real(3), row.real(4)}};
      registers.districts.emplace(district.id, std::move(district));
    });
    session.query(k_select_skills_for_two, {},
                  [&](const Row& row) { registers.skills_for_two.insert(row.id<SkillCode>(0)); });
    registers.policies = read_policies(session);
    return registers;
  });
}

Result<std::int64_t, StoreError> MySqlDirectory::registers_mark() {
  return pool_.run<std::int64_t>([](Session& session) {
    std::int64_t mark = 0;
    session.query(k_select_register_mark, {}, [&](const Row& row) { mark = row.integer(0); });
    return mark;
  });
}

Result<MeasuredDemand, StoreError> MySqlDirectory::demand(Instant now) {
  return pool_.run<MeasuredDemand>([now](Session& session) {
    const Instant since = now - k_demand_window;
    MeasuredDemand demand;
    session.query(k_count_emergencies, {since, since}, [&](const Row& row) {
      demand.emergencies[row.id<DistrictId>(0)] = static_cast<int>(row.integer(1));
    });
    double busy_ms = 0;
    double shift_ms = 0;
    session.query(k_sum_visit_time, {since}, [&](const Row& row) { busy_ms = row.real(0); });
    session.query(k_sum_shift_time, {now, since, since, now}, [&](const Row& row) { shift_ms = row.real(0); });
    session.query(k_sum_ways, {since}, [&](const Row& row) {
      demand.ways.push_back({row.id<DistrictId>(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)),
                             row.real(3), row.real(4)});
    });
    session.query(k_select_last_visits, {since}, [&](const Row& row) {
      demand.visits.insert_or_assign(row.id<ResidentId>(0), row.id<WorkerId>(1));
    });
    if (shift_ms > 0) demand.busy_share = busy_ms / shift_ms;
    return demand;
  });
}

Result<std::vector<WorkerCard>, StoreError> MySqlDirectory::workers(Instant now) {
  return pool_.run<std::vector<WorkerCard>>([now](Session& session) { return read_workers(session, now); });
}

Result<std::optional<DeviceCard>, StoreError> MySqlDirectory::device(const DeviceId& id) {
  return pool_.run<std::optional<DeviceCard>>([&id](Session& session) {
    std::optional<DeviceCard> card;
    session.query(k_select_device_card, {id}, [&](const Row& row) { card = device_of(row); });
    return card;
  });
}

Result<std::optional<ResidentCard>, StoreError> MySqlDirectory::resident(const ResidentId& id) {
  return pool_.run<std::optional<ResidentCard>>([&id](Session& session) -> std::optional<ResidentCard> {
    std::unordered_map<ResidentId, ResidentCard> one;
    session.query(k_select_resident_card, {id}, [&](const Row& row) { one.emplace(id, resident_of(row)); });
    if (one.empty()) return std::nullopt;
    add_parts(session, k_parts_of_one, {id}, one);
    return std::move(one.begin()->second);
  });
}

}  // namespace lamplight::db

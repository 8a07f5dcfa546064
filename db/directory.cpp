// Reading the registers: one statement a table, put together in memory.
#include "db/directory.h"

#include <algorithm>

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

Policies read_policies(Session& session) {
  Policies policies;
  session.query(k_select_policy_steps, {}, [&](const Row& row) {
    const IncidentClass queue = known(stored_class(row.text(0)), "policy_steps.queue");
    const int priority = static_cast<int>(row.integer(1));
    Ladder& ladder = queue == IncidentClass::emergency ? policies.by_priority[priority] : policies.by_queue[queue];
    ladder.push_back({known(step_action_named(row.text(2)), "policy_steps.action"), static_cast<int>(row.integer(3)),
                      Millis{row.integer(4)}});
  });
  session.query(k_select_kind_needs, {}, [&](const Row& row) {
    policies.needs[known(stored_kind(row.text(0)), "kind_needs.kind")].push_back(row.id<SkillCode>(1));
  });
  policies.weights = read_weights(session);
  return policies;
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
  return card;
}

std::vector<WorkerCard> read_workers(Session& session, Instant now) {
  std::vector<WorkerCard> workers;
  session.query(k_select_worker_cards, {}, [&](const Row& row) { workers.push_back(worker_of(row)); });
  std::sort(workers.begin(), workers.end(), [](const WorkerCard& a, const WorkerCard& b) { return a.id < b.id; });
  const auto with_card = [&workers](const Row& row, auto&& change) {
    const WorkerId id = row.id<WorkerId>(0);
    const auto found =
        std::lower_bound(workers.begin(), workers.end(), id,
                         [](const WorkerCard& card, const WorkerId& wanted) { return card.id < wanted; });
    if (found != workers.end() && found->id == id) change(*found);
  };
  session.query(k_select_valid_worker_skills, {now}, [&](const Row& row) {
    with_card(row, [&](WorkerCard& card) { card.skills.push_back(row.id<SkillCode>(1)); });
  });
  session.query(k_select_worker_districts, {}, [&](const Row& row) {
    with_card(row, [&](WorkerCard& card) { card.districts.push_back(row.id<DistrictId>(1)); });
  });
  session.query(k_select_running_shifts, {now, now},
                [&](const Row& row) { with_card(row, [&](WorkerCard& card) { card.shift_ends = row.instant(1); }); });
  return workers;
}

}  // namespace

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
